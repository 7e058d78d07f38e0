import { expect, test } from 'vitest'
import { createSchemas } from '../../src/schema/index.ts'
import { sameJson } from '../../src/model/same-json.ts'
import { predictApply } from '../../src/sync/index.ts'
import { listChanges } from '../../src/sync/difference/list-changes.ts'
import { agreement } from '../conformance/conformance.ts'
import { deploymentsConformance } from '../conformance/deployments.ts'
import { reportsConformance } from '../conformance/reports-sync.ts'
import { everyKindCrds, gadgetCrd, historyCrds, syncConformance, type SyncRecord } from '../conformance/sync.ts'
import { applyPatch } from '../support/apply-patch.ts'
import { fixtureLines } from '../support/fixtures.ts'

// Computed inside the test: what runs as a file is loaded, no mutant meets (docs/mutation.md).
test('every recorded dry run of a real API server is answered as recorded, each corpus down to its floor', () => {
  const results = syncConformance()
  expect(results.length).toBeGreaterThan(3)
  const below = results.filter(result => agreement(result) < result.floor || (result.floor === 1 && result.disagreements.length > 0))
  expect(below).toEqual([])
})

test('public reports are answered as what happened, and what tools left as their next run did', () => {
  const results = [reportsConformance(), ...deploymentsConformance()]
  expect(results.length).toBeGreaterThan(10)
  expect(results.filter(result => agreement(result) < result.floor)).toEqual([])
})

/** A dry run's own form: the server keeps null and nothing apart. */
const recordedResult = ({ live, changes = [] }: SyncRecord): unknown =>
  applyPatch(live, [
    ...changes
      .filter(change => 'reapplied' in change)
      .map(({ path, live: was, reapplied }) => ({ op: was === undefined ? 'add' : 'replace', path, value: reapplied }) as const),
    ...changes
      .filter(change => !('reapplied' in change))
      .map(({ path }) => ({ op: 'remove', path }) as const)
      .reverse(),
  ])

const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration'
const withoutServerMetadata = (object: unknown): unknown => {
  const { metadata, ...rest } = structuredClone(object) as { metadata: Record<string, unknown> }
  for (const key of ['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp']) delete metadata[key]
  const annotations = Object.entries(metadata['annotations'] ?? {}).filter(([key]) => key !== ANNOTATION)
  delete metadata['annotations']
  return { ...rest, metadata: annotations.length === 0 ? metadata : { ...metadata, annotations: Object.fromEntries(annotations) } }
}

test('what an apply leaves is predicted to the byte', () => {
  const schemas = createSchemas({ customResourceDefinitions: historyCrds() })
  const records = fixtureLines<SyncRecord>('sync/histories.jsonl.gz')
  expect(records.length).toBeGreaterThan(100)
  const wrong = records.filter(record => {
    const applier = record.apply === 'client' ? 'client-side' : 'server-side'
    const { object } = predictApply(record.desired, record.live, { applier, schemas, clusterVersion: '1.36.2' })
    return !sameJson(withoutServerMetadata(object), withoutServerMetadata(recordedResult(record)))
  })
  expect(wrong.map(({ id }) => id)).toEqual([])
})

/** What the cluster allocates, and what controllers and admission add, at a place of the object. */
const ALLOCATED = [
  /^Service spec\.(clusterIPs?|ipFamil(ies|yPolicy))$/,
  /^Service spec\.(ports\.#\.nodePort|healthCheckNodePort)$/,
  /^(PersistentVolumeClaim|PersistentVolume|VolumeAttributesClass) metadata\.finalizers(\.#)?$/,
  /^Pod spec\.(priority|preemptionPolicy)$/,
  /^Job (spec\.selector|(spec\.template\.)?metadata\.labels\.(batch\.kubernetes\.io\/)?controller-uid)$/,
  /^Node spec\.taints(\.#)?$/,
  /^CertificateSigningRequest spec\.(username|uid|groups)$/,
]

test.each(['generated', 'generated-rare', 'every-kind'])(
  'creating the manifests of %s alone gives what the server created, but for what is allocated',
  corpus => {
    const schemas = createSchemas({ customResourceDefinitions: [gadgetCrd(), ...everyKindCrds()] })
    const plain = fixtureLines<SyncRecord & { scenario?: string }>(`sync/${corpus}.jsonl.gz`).filter(
      record => record.scenario === 'plain' && record.inSync === true,
    )
    expect(plain.length).toBeGreaterThan(100)
    const left = plain.flatMap(({ desired, live }) =>
      listChanges(live, predictApply(desired, undefined, { schemas }).object)
        .filter(change => change.tokens[0] !== 'status')
        .map(change => `${desired.kind ?? ''} ${change.tokens.map(token => (typeof token === 'number' ? '#' : token)).join('.')}`)
        .filter(place => !ALLOCATED.some(pattern => pattern.test(place))),
    )
    expect(left).toEqual([])
  },
)
