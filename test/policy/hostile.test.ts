import { describe, expect, test } from 'vitest'
import { readPolicy } from '../../src/policy/index.ts'
import { assessApplication } from '../../src/status/index.ts'

const HEAD = 'apiVersion: live-object-status/v1\nkind: Policy\n'
const codes = (text: string): (string | undefined)[] => [...new Set(readPolicy(text).problems.map(({ code }) => code))]
const timed = <T>(run: () => T): readonly [T, number] => {
  const start = performance.now()
  const result = run()
  return [result, performance.now() - start]
}

describe('a policy that means harm', () => {
  test('of more than 1 MiB is not read', () => {
    const [told, took] = timed(() => readPolicy(HEAD + '#'.repeat(1024 * 1024)))
    expect(told.problems.map(({ code, line, column }) => [code, line, column])).toEqual([['too-large', 1, 1]])
    expect(took).toBeLessThan(200)
  })

  test('made of aliases of aliases is refused', () => {
    const levels = Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(',')}]`)
    const [told, took] = timed(() => codes(`${HEAD}a0: &a0 [x]\n${levels.join('\n')}\nrules: *a12\n`))
    expect(told).toContain('excessive-aliasing')
    expect(took).toBeLessThan(3000)
  })

  test('with aliases of a few rules many times over reads a thousand of them', () => {
    const text = `${HEAD}ignore:\n- &a { pointer: /a }\n${'- *a\n'.repeat(3000)}`
    const { options, problems } = readPolicy(text)
    expect([options.ignore?.length, problems.map(({ code }) => code)]).toEqual([1000, ['too-many-rules']])
  })

  test('whose entries hold thousands of places uses a thousand', () => {
    const entry = `- { kind: Pod, jsonPointers: [${'/a,'.repeat(400)}] }\n`
    const { options, problems } = readPolicy(`${HEAD}ignore:\n${entry.repeat(4)}`)
    expect([options.ignore?.length, problems.map(({ code, line }) => [code, line])]).toEqual([
      800,
      [
        ['too-many-rules', 6],
        ['too-many-rules', 7],
      ],
    ])
  })

  test('with patterns that take long on every name is cut off', () => {
    const pattern = '(a|b)?'.repeat(80)
    const { options, problems } = readPolicy(`${HEAD}ignore:\n${`- { paths: [/a], target: { name: "${pattern}" } }\n`.repeat(50)}`)
    expect(problems.length).toBeGreaterThan(10)
    expect(options.ignore?.length).toBeLessThan(40)
    const objects = Array.from({ length: 300 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'ab'.repeat(100) + index, namespace: 'shop' },
      data: { a: '1' },
    }))
    const [, took] = timed(() => assessApplication({ desired: objects, live: objects }, options))
    expect(took).toBeLessThan(8000)
  })

  test.each([
    ['a pattern that goes back for ever', '- { paths: [/a], target: { name: "(a+)+$" } }'],
    ['a glob of stars', `- { pointer: /a, for: { name: "${'*a'.repeat(100)}" } }`],
    ['an expression that looks at everything', '- { path: ".. | .. | .. | .. | .. | .. | select(test(\\"^(a+)+$\\"))" }'],
  ])('%s is harmless', (_, entry) => {
    const { options } = readPolicy(`${HEAD}ignore:\n${entry}\n`)
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a'.repeat(250), namespace: 'shop' },
      data: { a: 'a'.repeat(10_000) },
    }
    const [, took] = timed(() => assessApplication({ desired: [object], live: [{ ...object, data: { a: 'b' } }] }, options))
    expect(took).toBeLessThan(2000)
  })

  test.each([
    ['rules', `- { for: a/B, rules: [{ when: ${'{ no: '.repeat(200)}{ cond: a }${' }'.repeat(200)}, status: Healthy }] }`],
    ['rules', `- { for: a/B, rules: [{ when: ${'{ any: x, where: '.repeat(60)}{ cond: a }${' }'.repeat(60)}, status: Healthy }] }`],
    ['rules', `- { for: a/B, rules: [{ when: ${'['.repeat(400)}${']'.repeat(400)}, status: Healthy }] }`],
    ['counting', `- { for: ${'['.repeat(400)}${']'.repeat(400)}, countsAs: nothing }`],
  ])('%s nested deeper than any person writes is refused', (list, entry) => {
    const [{ options, problems }, took] = timed(() => readPolicy(`${HEAD}${list}:\n${entry}\n`))
    expect(problems.length).toBeGreaterThan(0)
    expect(options).toEqual({ policy: { source: 'live-status.yaml' } })
    expect(took).toBeLessThan(1000)
  })

  test('with a hundred thousand mistakes tells a hundred', () => {
    const [{ problems }, took] = timed(() =>
      readPolicy(`${HEAD}ignore: [${'5,'.repeat(100_000)}]\nrules: [{for: [${'5,'.repeat(50_000)}], waitFor: create}]`),
    )
    expect(problems.length).toBeLessThanOrEqual(101)
    expect(problems.map(({ code }) => code)).toContain('too-many-problems')
    expect(took).toBeLessThan(20_000)
  })

  test.each(['__proto__', 'constructor', 'toString'])('the name %s is a name like others', name => {
    expect(codes(`${HEAD}${name}: { a: 1 }\nthresholds: { ${name}: 5m }\nignore: [{ ${name}: x, pointer: /a }]\n`)).toEqual([
      'invalid-policy',
    ])
    expect(({} as { a?: unknown }).a).toBeUndefined()
  })
})
