import { Buffer } from 'node:buffer'
import querystring from 'node:querystring'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { createRedactor } from '../../src/redact/index.ts'
import { fixtureText } from '../support/fixtures.ts'

/**
 * Values in the spellings of writers that are not ours: node and the YAML library here, and what Python, Go, jq, bash and dash wrote, recorded in
 * fixtures/redact/encodings.json. Nothing of the value may be left; what stands around it is what `around` says.
 */
const VALUES = [
  'S3cr3t/with+plus=and ünï "q" \'s\' \\ & <x>',
  'p@ss;w0rd$HOME!#`tick`~',
  'first line-1\n\ttab two\r\nlast=3',
  '𐐷-key-😀-é-ÿ',
  'a\'b"c\\d(e)#*?[1]',
  '^caret&pipe|<in>out%PATH%!',
  'back\\slash\\nvalue$$x',
  '{"user":"me","pass":"x<y>&z\'"}',
  'u_ser:pa/ss?x=1&y=2,3~*()[]@h',
  'plain-Alnum_123.value',
]

const urlOf = (write: (url: URL) => void): string => {
  const url = new URL('http://u@h/')
  write(url)
  return url.href
}

const WRITERS: Readonly<Record<string, (value: string) => string>> = {
  'as it is': value => value,
  JSON: value => JSON.stringify(value),
  'JSON in JSON': value => JSON.stringify(JSON.stringify({ key: value })),
  'YAML in double quotes': value => stringify(value, { defaultStringType: 'QUOTE_DOUBLE' }),
  'YAML in single quotes': value => stringify(value, { defaultStringType: 'QUOTE_SINGLE' }),
  'a YAML block': value => stringify(value, { defaultStringType: 'BLOCK_LITERAL' }),
  'YAML in JSON': value => JSON.stringify(stringify({ key: value })),
  encodeURIComponent: encodeURIComponent,
  encodeURI: encodeURI,
  'a form': value => new URLSearchParams({ key: value }).toString(),
  'node’s querystring': value => querystring.escape(value),
  'the password of a URL': value =>
    urlOf(url => {
      url.password = value
    }),
  hex: value => Buffer.from(value).toString('hex'),
  HEX: value => Buffer.from(value).toString('hex').toUpperCase(),
  'PowerShell in double quotes': value => value.replaceAll(/[`"$]/g, '`$&'),
  'PowerShell in single quotes': value => value.replaceAll("'", "''"),
  cmd: value => value.replaceAll(/[&|<>^()]/g, '^$&'),
  compose: value => value.replaceAll('$', '$$$$'),
  NFD: value => value.normalize('NFD'),
}

/** Longest first: a word of a line that is written around the values. */
const left = (value: string, text: string): string => {
  const result = createRedactor([value], { mask: '\u{f0000}' }).text(`<<${text}>>`)
  return result.visible ? result.value : result.reason
}
const AROUND = /^<<[\s\w'"\\$:@/.?&={}[\]|+!;-]{0,34}\u{f0000}[\s\w'"\\$:@/.?&={}[\]|+!;-]{0,16}>>$/u

test.each(Object.entries(WRITERS))('nothing of a value is left where it is written as %s', (_, write) => {
  for (const value of VALUES) expect(left(value, write(value))).toMatch(/\u{f0000}/u)
  for (const value of VALUES) expect(left(value, write(value)).replaceAll('\n', ' ')).toMatch(AROUND)
})

test.each([0, 1, 2])(
  'nothing of a value is left in base64 of it %i bytes into a text, once, twice and as JSON, in both alphabets',
  lead => {
    for (const value of VALUES)
      for (const inner of [value, JSON.stringify(value).slice(1, -1)])
        for (const alphabet of ['base64', 'base64url'] as const) {
          const head = '\0'.repeat(lead)
          const once = Buffer.from(head + inner).toString(alphabet)
          // Of the three bytes that begin and end a group, what is not the value's is not hidden.
          expect(left(value, once).replaceAll('=', '').length).toBeLessThanOrEqual(6 + 3)
          if (inner !== value) continue
          for (let outer = 0; outer < 3; outer++) {
            const twice = Buffer.from('\0'.repeat(outer) + once).toString('base64')
            expect(left(value, twice).replaceAll('=', '').length).toBeLessThanOrEqual(6 + 12)
          }
        }
  },
)

interface Recorded {
  readonly by: string
  readonly value: string
  readonly text: string
}
const recorded = JSON.parse(fixtureText('redact/encodings.json')) as readonly Recorded[]

test.each([...new Set(recorded.map(({ by }) => by))])('nothing of a value is left where %s wrote it', by => {
  for (const { value, text } of recorded.filter(entry => entry.by === by)) expect(left(value, text).replaceAll('\n', ' ')).toMatch(AROUND)
})
