import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('docs/problems.md lists every code that parsing gives', () => {
  const source = readFileSync('src/parse/problem-code.ts', 'utf8')
  const codes = Array.from(source.matchAll(/^ {2}'([a-z0-9-]+)':/gm), ([, code]) => code)
  const documented = Array.from(readFileSync('docs/problems.md', 'utf8').matchAll(/^\| `([a-z0-9-]+)` *\|/gm), ([, code]) => code)
  expect(codes.length).toBeGreaterThan(20)
  for (const code of codes) expect(documented).toContain(code)
})
