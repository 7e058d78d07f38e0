import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject } from '../../src/sync/index.ts'
import type { SyncRecord } from '../conformance/sync.ts'
import { fixtureLines } from '../support/fixtures.ts'

/** What fixtures do not hold: a webhook that rewrites what we apply, two versions of a kind, a key that stands twice. */
const invented = (): readonly (readonly [desired: KubeObject, live: KubeObject])[] => {
  const pod = (image: string, metadata: object): KubeObject =>
    ({ apiVersion: 'example.com/v1', kind: 'Runner', metadata: { name: 'web', ...metadata }, spec: { image } }) as KubeObject
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(pod('web:1', {})) }
  const managedFields = [{ manager: 'kubectl-client-side-apply', operation: 'Update', fieldsV1: { 'f:spec': { 'f:image': {} } } }]
  const scaler = (version: string): KubeObject => ({
    apiVersion: `autoscaling/${version}`,
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'a' },
  })
  return [
    [pod('web:1', {}), pod('mirror/web:1', { annotations, managedFields })],
    [scaler('v1'), scaler('v2')],
  ]
}

test('every class of docs/differences.md has an example there that the library says word for word', () => {
  const recorded = ['classes', 'generated', 'generated-rare', 'every-kind']
    .flatMap(corpus => fixtureLines<SyncRecord>(`sync/${corpus}.jsonl.gz`))
    .map(({ desired, live, apply }) => compareObject(desired, live, { applier: apply === 'client' ? 'client-side' : 'server-side' }))
  const said = [...recorded, ...invented().map(([desired, live]) => compareObject(desired, live))]
    .flatMap(({ differences, notes }) => [...differences, ...notes])
    .map(difference => `${difference.class}: ${difference.message}`)
  const rows = Array.from(
    readFileSync('docs/differences.md', 'utf8').matchAll(/^\| `([a-z-]+)` +\|[^|\n]+\|[^|\n]+\| (.+?) +\|$/gm),
    ([, name, example]) => `${name ?? ''}: ${example ?? ''}`,
  )
  expect(rows).toHaveLength(15)
  expect(rows.filter(row => !said.includes(row))).toEqual([])
  expect([...new Set(said.map(text => text.slice(0, text.indexOf(':'))))].sort()).toEqual(
    rows.map(row => row.slice(0, row.indexOf(':'))).sort(),
  )
})
