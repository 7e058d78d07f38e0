import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.ts'

/**
 * The small inputs on which maskers in the field print a value, or a part of one: each whole, in the writes that make them fail, and one
 * character a write. That an error inside prints the text as it came (Octopus Tentacle) is in faults.test.ts.
 */
interface Leak {
  readonly input: string
  readonly who: string
  readonly values: readonly string[]
  readonly writes: readonly string[]
  readonly shown: string
}

const LEAKS: readonly Leak[] = [
  {
    input: 'a value that begins again within itself, over two writes',
    who: 'GitLab runner, Dagger, Drone, Woodpecker, Harness',
    values: ['abcabd'],
    writes: ['abca', 'bcabd'],
    shown: 'abc#',
  },
  { input: 'a value after a repeated first letter', who: 'Dagger', values: ['aab'], writes: ['xa', 'aaby'], shown: 'xa#y' },
  {
    input: 'a value within the beginning of another that goes on otherwise',
    who: 'Dagger',
    values: ['abcdefZ', 'cde'],
    writes: ['xabc', 'defgx'],
    shown: 'xab#fgx',
  },
  {
    input: 'two values that overlap',
    who: 'GitLab runner, Dagger, Drone, modern-ahocorasick, @monyone',
    values: ['abcdef', 'defghi'],
    writes: ['xabcdefg', 'hix'],
    shown: 'x#x',
  },
  {
    input: 'a value that begins another, in either order',
    who: 'Drone, Woodpecker, Harness, Concourse, Tilt, act',
    values: ['pass-', 'pass-word'],
    writes: ['pass-', 'word'],
    shown: '#',
  },
  { input: 'a value over two writes', who: 'Drone, Harness', values: ['hunter2-secret'], writes: ['<hunter2-', 'secret>'], shown: '<#>' },
  { input: 'a value within another', who: 'Octopus Tentacle', values: ['bcde', 'abcdefgh'], writes: ['abcd', 'efgh'], shown: '#' },
  {
    input: 'a value that holds two others',
    who: 'Octopus Tentacle (CVE-2022-2720)',
    values: ['head1', 'tail1', 'SECRETPREFIX-head1-MIDDLE-tail1'],
    writes: ['SECRETPREFIX-head1', '-MIDDLE-tail1'],
    shown: '#',
  },
  {
    input: 'a value of two lines with a time before each',
    who: 'GitLab runner, Dagger, Buildkite, Octopus Tentacle',
    values: ['first\nsecond-part'],
    writes: ['2026-11-22T08:45:30Z first\n2026-11-22T', '08:45:31Z second-part\n'],
    shown: '2026-11-22T08:45:30Z #\n2026-11-22T08:45:31Z #\n',
  },
  {
    input: 'a value of two lines with a carriage return',
    who: 'GitLab runner, Dagger',
    values: ['first\nsecond'],
    writes: ['first\r', '\nsecond'],
    shown: '#',
  },
  ...['\u0301', '\u200d', '\ufe0f'].map(mark => ({
    input: `a value before U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    who: 'modern-ahocorasick',
    values: ['hunter2-secret'],
    writes: [`hunter2-secret${mark}`, '!'],
    shown: `#${mark}!`,
  })),
  {
    input: 'base64 of a value with the line break that a shell adds',
    who: 'GitHub runner',
    values: ['thirteen-char'],
    writes: [Buffer.from('thirteen-char\n').toString('base64')],
    shown: '#o=',
  },
  {
    input: 'base64 of a value after another character, to its last bit',
    who: 'GitHub runner',
    values: ['Password123!'],
    writes: [Buffer.from(':Password123!').toString('base64')],
    shown: 'O#==',
  },
]

describe.each(LEAKS)('$input ($who)', ({ values, writes, shown }) => {
  const options = { mask: '#', linePrefix: 'timestamps' } as const
  const inWrites = (redactor: ReturnType<typeof createRedactor>, chunks: readonly string[]): string => {
    const steps = redactor.steps()
    return chunks.map(chunk => steps.push(chunk)).join('') + steps.end()
  }
  test.each([
    ['in this order', values],
    ['in the other order', [...values].reverse()],
  ])('is hidden with the values %s', (_, given) => {
    const redactor = createRedactor(given, options)
    expect(redactor.text(writes.join(''))).toEqual({ visible: true, value: shown })
    expect(inWrites(redactor, writes)).toBe(shown)
    expect(inWrites(redactor, writes.join('').split(''))).toBe(shown)
  })
})
