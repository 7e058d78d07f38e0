import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as door from '../src/index.ts'
import { hasShared, sharedText } from './support/fixtures.ts'

const source = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8')

test.skipIf(!hasShared)('the package exports every name of its interface', () => {
  const declared = Array.from(
    (sharedText('interface.ts') ?? '').matchAll(/^export (?:declare )?(function|const|interface|type) (\w+)/gm),
    ([, kind = '', name = '']) => ({ kind, name }),
  )
  expect(declared.length).toBeGreaterThan(50)
  const missing = declared.filter(({ kind, name }) =>
    kind === 'function' || kind === 'const' ? !Object.hasOwn(door, name) : !new RegExp(`\\b${name}\\b`).test(source),
  )
  expect(missing).toEqual([])
})
