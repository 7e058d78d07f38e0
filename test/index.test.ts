import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as door from '../src/index.ts'
import { hasShared, sharedText } from './support/fixtures.ts'

/** Names of the first interface that 0.2.0 renamed, merged, or left to their subpath. */
const CHANGED = new Set([
  'HashedWith',
  'PageData',
  'DescribedObject',
  'PageInput',
  'Predicted',
  'Presenting',
  'STALE_AFTER',
  'TreeNode',
  'buildTree',
  'catalogueKinds',
  'compileRule',
  'defaultThresholds',
  'hashedWith',
  'isNamespaced',
  'isSecret',
  'labelObject',
  'plainObject',
  'servedSecretData',
])
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
  expect(missing.map(({ name }) => name).filter(name => !CHANGED.has(name))).toEqual([])
})
