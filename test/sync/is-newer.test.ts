import { expect, test } from 'vitest'
import { createSchemas } from '../../src/schema/index.ts'
import { findKindSchema, parseClusterVersion } from '../../src/schema/internal.ts'
import { mayBeNewer, resolveVersion } from '../../src/sync/sides/is-newer.ts'

const { kubernetes } = createSchemas({})
const [major = 0, minor = 0] = kubernetes.split('.').map(Number)
const deployment = findKindSchema('apps/v1', 'Deployment')!
const unknownField = (clusterVersion: string | undefined, name = 'brandNew'): boolean =>
  mayBeNewer(
    { kind: 'unknown-field', pointer: `/spec/${name}`, struct: '', known: ['replicas'] },
    deployment,
    parseClusterVersion(clusterVersion),
  )

test('a cluster of the version of the bundled facts is not newer than they are, the next one is', () => {
  expect(unknownField(kubernetes)).toBe(false)
  expect(unknownField(`v${major}.${minor + 1}.0`)).toBe(true)
  expect(unknownField(`${major + 1}.0`)).toBe(true)
  expect(unknownField(`v${major}.${minor - 1}.9`)).toBe(false)
})

test('a cluster whose version is not told, or is no version, counts as known', () => {
  for (const version of [undefined, '', 'latest', 'v1.x']) expect(unknownField(version)).toBe(false)
})

test('a likely typo is one on a newer cluster, too', () => {
  expect(unknownField(`${major}.${minor + 1}`, 'replcas')).toBe(false)
})

test("the option of a call goes before the schemas' version", () => {
  const schemas = createSchemas({ kubernetes: 'v1.31.4-eks.2' })
  expect(resolveVersion({ schemas })).toEqual({ minor: 31, patch: 4 })
  expect(resolveVersion({ schemas, clusterVersion: '1.36' })).toEqual({ minor: 36, patch: undefined })
  expect(resolveVersion({ schemas, clusterVersion: 'latest' })).toEqual({ minor: 31, patch: 4 })
})
