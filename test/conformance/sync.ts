import { pointerTokens } from '../../src/model/field-path.ts'
import { createSchemas, type SchemaSet } from '../../src/schema/index.ts'
import { findKindSchema } from '../../src/schema/internal.ts'
import { compareObject, type Comparison } from '../../src/sync/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { fixtureLines, fixtureText, hasShared, sharedLines } from '../support/fixtures.ts'
import type { Conformance, Disagreement } from './conformance.ts'
import type { SyncRecord } from './sync-record.ts'
import { versionCorpora } from './versions.ts'

export type { SyncRecord } from './sync-record.ts'

/** The CRD of the hand-written and generated custom resources. */
export const gadgetCrd = (): KubeObject => JSON.parse(fixtureText('sync/gadget-crd.json')) as KubeObject

/** The CRDs of the custom resources that have every feature of a structural schema. */
export const everyKindCrds = (): KubeObject[] => JSON.parse(fixtureText('sync/every-kind-crds.json')) as KubeObject[]

/** The CRDs of the custom resources among the histories: routes of a gateway, and every kind of list, map and null. */
export const historyCrds = (): KubeObject[] => JSON.parse(fixtureText('sync/histories-crds.json')) as KubeObject[]

const thirdPartySchemas = (): SchemaSet =>
  createSchemas({ customResourceDefinitions: sharedLines<KubeObject>('corpus/third-party-crds.jsonl.gz') })

/** Integers above 2^53 are lost before the library sees them. */
export const isCounted = (record: SyncRecord): boolean => record.inSync !== null && !record.id.startsWith('cr-large-int')

/** The comparison of a record, by the applier that was recorded. */
export const compareRecord = (record: SyncRecord, schemas?: SchemaSet, clusterVersion?: string): Comparison =>
  compareObject(record.desired, record.live, {
    applier: record.apply === 'client' ? 'client-side' : 'server-side',
    ...(schemas === undefined ? {} : { schemas }),
    ...(clusterVersion === undefined ? {} : { clusterVersion }),
  })

/** What is wrong with an answer, by what the server did and, where it is recorded, what that means; undefined where it agrees. */
export const disagreement = (record: SyncRecord, answer: Comparison): string | undefined => {
  const expected = record.inSync === true ? 'unchanged' : 'changed'
  if (answer.reapply !== expected) return `reapply ${answer.reapply} (${answer.reason}), recorded ${expected}`
  if (record.inSync === true && answer.status === 'OutOfSync') return 'OutOfSync, where the server would change nothing'
  return record.meaning !== undefined && answer.status !== record.meaning ? `status ${answer.status}, meaning ${record.meaning}` : undefined
}

/** Freshly allocated node ports cannot be predicted. */
const withoutPorts = (pointers: readonly string[]): string =>
  JSON.stringify(pointers.filter(pointer => pointerTokens(pointer)?.at(-1) !== 'nodePort').sort())

/** Whether differences and patch name exactly the places that the server changed. */
export const samePlaces = (record: SyncRecord, answer: Comparison): boolean => {
  const recorded = withoutPorts((record.changes ?? []).map(change => change.path))
  return (
    recorded === withoutPorts(answer.patch.map(operation => operation.path)) &&
    recorded === withoutPorts(answer.differences.map(difference => difference.pointer))
  )
}

const run = (
  corpus: string,
  records: readonly SyncRecord[],
  floors: { verdict: number; places: number },
  { schemas, version }: { schemas?: SchemaSet; version?: string } = {},
): Conformance[] => {
  const disagreements: Disagreement[] = []
  const misplaced: Disagreement[] = []
  const counted = records.filter(isCounted)
  const changed = counted.filter(record => record.inSync === false)
  for (const record of counted) {
    const answer = compareRecord(record, schemas, version)
    const wrong = disagreement(record, answer)
    const about = `${record.apply} ${record.desired.kind ?? ''} ${record.class ?? JSON.stringify(record.mutation)}`
    if (wrong !== undefined) disagreements.push({ id: record.id, about, wrong })
    if (record.inSync === false && !samePlaces(record, answer))
      misplaced.push({
        id: record.id,
        about,
        wrong: `${record.changes?.map(change => change.path).join(' ') ?? ''} <> ${answer.differences.map(difference => difference.pointer).join(' ')}`,
      })
  }
  return [
    { corpus, cases: counted.length, disagreements, floor: floors.verdict, left: records.length - counted.length },
    { corpus: `${corpus}: places`, cases: changed.length, disagreements: misplaced, floor: floors.places, left: 0 },
  ]
}

const WHOLE = { verdict: 1, places: 1 }
/** The version of the server that answered all corpora but those of {@link versionCorpora}. */
const RECORDED_ON = '1.36.1'

/** Without a version an emptied map goes, as on every server but those of 1.36.0 to 1.36.2, which recorded it: a place or two differ, no verdict. */
const ANY_VERSION = { verdict: 1, places: 0.98 }

/** The version is part of the question; an answer without it has to be right, too. */
const withAndWithoutVersion = (corpus: string, records: readonly SyncRecord[], schemas: SchemaSet): Conformance[] => [
  ...run(corpus, records, WHOLE, { schemas, version: RECORDED_ON }),
  ...run(`${corpus}, no version`, records, ANY_VERSION, { schemas }),
]

/** Agreement with the recorded dry runs of a real API server. */
export const syncConformance = (): Conformance[] => {
  const gadgets = createSchemas({ customResourceDefinitions: [gadgetCrd()] })
  const thirdParty = sharedLines<SyncRecord>('corpus/third-party.jsonl.gz')
  const custom = thirdParty.filter(({ desired }) => findKindSchema(desired.apiVersion ?? '', desired.kind ?? '') === undefined)
  return [
    ...['classes', 'generated', 'generated-rare'].flatMap(corpus =>
      withAndWithoutVersion(corpus, fixtureLines<SyncRecord>(`sync/${corpus}.jsonl.gz`), gadgets),
    ),
    ...withAndWithoutVersion(
      'every-kind',
      fixtureLines<SyncRecord>('sync/every-kind.jsonl.gz'),
      createSchemas({ customResourceDefinitions: everyKindCrds() }),
    ),
    ...withAndWithoutVersion(
      'histories',
      fixtureLines<SyncRecord>('sync/histories.jsonl.gz'),
      createSchemas({ customResourceDefinitions: historyCrds() }),
    ),
    ...versionCorpora().flatMap(({ version, corpus, records }) =>
      run(corpus, records, { verdict: 0.995, places: 0.99 }, { schemas: gadgets, version }),
    ),
    // What is younger than the server stays a difference as long as nobody says which server it is.
    ...versionCorpora().flatMap(({ corpus, records }) => {
      const floor = corpus.endsWith('-new-fields') ? 0 : 0.995
      return run(`${corpus}, no version`, records, { verdict: floor, places: floor }, { schemas: gadgets })
    }),
    ...(hasShared
      ? [
          ...withAndWithoutVersion('third-party', thirdParty, thirdPartySchemas()),
          ...run('third-party without CRDs', thirdParty, { verdict: 0.99, places: 0.99 }),
          ...run('custom resources without CRDs', custom, { verdict: 0.97, places: 0.96 }),
        ]
      : []),
  ]
}
