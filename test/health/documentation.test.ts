import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { builtInRules } from '../../src/health/kind-rules.ts'
import { defaults } from '../../src/health/index.ts'

const root = new URL('../../', import.meta.url)
const page = readFileSync(new URL('docs/health.md', root), 'utf8')
const named = new Set(Array.from(page.matchAll(/`([A-Za-z]+)`/g), ([, name = '']) => name))
const sources = ['src/health/kinds', 'src/health'].flatMap(folder =>
  readdirSync(new URL(`${folder}/`, root))
    .filter(file => file.endsWith('.ts') && !/rule|catalogue|generic|word/.test(file))
    .map(file => ({ file, text: readFileSync(new URL(`${folder}/${file}`, root), 'utf8') })),
)

test('docs/health.md names every reason that a rule gives', () => {
  const reasons = sources.flatMap(({ file, text }) =>
    Array.from(
      text.matchAll(
        /(?:healthy|progressing|degraded|suspended|unknown|notApplicable|note)\(\s*(?:live, )?'([A-Z]\w+)'|(?:reason|late): '([A-Z]\w+)'/g,
      ),
      ([, a, b]) => ({ file, reason: a ?? b ?? '' }),
    ),
  )
  expect(reasons.length).toBeGreaterThan(100)
  expect(reasons.filter(({ reason }) => !named.has(reason))).toEqual([])
})

test('docs/health.md names every threshold', () => expect(Object.keys(defaults.thresholds).filter(name => !named.has(name))).toEqual([]))

test('docs/health.md has a row for every kind that a rule speaks for', () => {
  const kinds = builtInRules
    .filter(rule => !rule.for.includes('ConfigMap'))
    .flatMap(rule => rule.for.map(kind => kind.slice(kind.indexOf('/') + 1)))
  const implied = new Set(['VolumeSnapshotContent', 'VolumeGroupSnapshotContent', 'XListenerSet'])
  expect(kinds.filter(kind => !implied.has(kind) && !page.includes(kind))).toEqual([])
})
