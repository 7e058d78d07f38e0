import { expect, test } from 'vitest'
import { createSchemas } from '../../src/schema/index.ts'
import { isNewer } from '../../src/sync/sides/is-newer.ts'

const { kubernetes } = createSchemas({})
const [major = 0, minor = 0] = kubernetes.split('.').map(Number)

test('a cluster of the version of the bundled facts is not newer than they are, the next one is', () => {
  expect(isNewer(kubernetes)).toBe(false)
  expect(isNewer(`v${major}.${minor + 1}.0`)).toBe(true)
  expect(isNewer(`${major + 1}.0`)).toBe(true)
  expect(isNewer(`v${major}.${minor - 1}.9`)).toBe(false)
})

test('a cluster whose version is not told, or is no version, counts as known', () => {
  for (const version of [undefined, '', 'latest', 'v1.x']) expect(isNewer(version)).toBe(false)
})
