import { millisecondsOf } from '../../model/scalars/time.ts'
import { refKey } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import type { Exactness, RecordedApplication, RecordedMember, RecordedTool } from '../../status/index.ts'
import type { Allowance } from '../helm/gunzip.ts'
import { bareManifest } from './bare-manifest.ts'
import { withSource } from './survey.ts'
import type { Survey } from './survey.ts'

/** Reads what one tool records: a file in `tools/` or `helm/` each. */
export interface RecordReader {
  readonly tool: RecordedTool
  read(survey: Survey, reading: Reading): readonly RecordedApplication[]
}

/** Shared by readers while one source is read. */
export interface Reading {
  /** The keys of objects that a record before covers: they are nobody else's. */
  readonly covered: ReadonlySet<string>
  readonly allowance: Allowance
  /** The kinds of which all objects were seen. */
  readonly complete: ReadonlySet<string>
}

type Filled = 'appliers' | 'ignore' | 'unmended' | 'orphans' | 'relations' | 'problems'
/** An application as a reader found it; the lists that it leaves out are empty. */
export type FoundApplication = Omit<RecordedApplication, Filled | 'id' | 'source'> & Partial<Pick<RecordedApplication, Filled>>

/** Makes the answer of a reader: every reference with the source it was seen by. */
export const createApplication = (found: FoundApplication, { source }: Survey): RecordedApplication => {
  const seen = <T extends ObjectRef>(ref: T): T => withSource(ref, source) as T
  const about = <T extends { readonly ref: ObjectRef }>(items: readonly T[] = []): readonly T[] =>
    source === '' ? items : items.map(item => ({ ...item, ref: seen(item.ref) }))
  const { owner, relations = [] } = found
  return {
    id: [found.tool, found.namespace, found.name, source].filter(part => part !== '').join('/'),
    tool: found.tool,
    name: found.name,
    namespace: found.namespace,
    ...(source === '' ? undefined : { source }),
    ...(owner === undefined ? undefined : { owner: { ...owner, ref: seen(owner.ref) } }),
    deployments: found.deployments.map(deployment => inSource(withReadTime(deployment), source)),
    members: found.members.map(seen),
    exactness: found.exactness,
    appliers: about(found.appliers),
    ignore: about(found.ignore),
    unmended: about(found.unmended),
    orphans: (found.orphans ?? []).map(seen),
    ...(found.places === undefined ? undefined : { places: found.places }),
    ...(found.instructions === undefined ? undefined : { instructions: found.instructions }),
    relations: source === '' ? relations : relations.map(each => ({ ...each, from: seen(each.from), to: seen(each.to) })),
    problems: found.problems ?? [],
  }
}

type Recorded = RecordedApplication['deployments'][number]

/** Leaves out what a tool wrote as a time and is none: whoever assesses the application takes nothing else. */
const withReadTime = (deployment: Recorded): Recorded => {
  const { at, ...rest } = deployment
  return at === undefined || millisecondsOf(at) !== undefined ? deployment : rest
}

/** With several sources each step says of which it is. */
const inSource = (deployment: Recorded, source: string): Recorded => {
  if (source === '') return deployment
  const { desired, steps = [], ...rest } = deployment
  const own = desired === undefined ? [] : [{ id: '', state: 'applied' as const, desired }]
  return { ...rest, steps: [...own, ...steps].map(step => ({ ...step, source })) }
}

/** An object of an application, with its manifest where that is recorded. */
interface MemberRecord {
  readonly ref: ObjectRef
  readonly manifest: JsonRecord | undefined
}

/** Says of each object how much of it is recorded, and what was deployed: its manifest, or no more than its name. */
export const describeMembers = (
  found: readonly MemberRecord[],
): Pick<FoundApplication, 'members' | 'exactness'> & { readonly desired: readonly JsonRecord[] } => ({
  members: found.map(({ ref, manifest }) => ({ ...ref, exactness: manifest === undefined ? 'names' : 'manifest' })),
  exactness: found.every(({ manifest }) => manifest !== undefined) ? 'manifest' : 'names',
  desired: found.map(({ ref, manifest }) => manifest ?? bareManifest(ref)),
})

/** The objects as members, each once, in the order in which they came. */
export const listMembers = (refs: Iterable<ObjectRef>, exactness: Exactness): readonly RecordedMember[] =>
  Array.from(new Map(Array.from(refs, ref => [refKey(ref), ref])).values(), ref => ({ ...ref, exactness }))
