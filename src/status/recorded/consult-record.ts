import { refKey } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { Problem } from '../../model/problem.ts'
import { listOf, recordsOf } from '../../model/read.ts'
import { samePlain } from '../../model/same-plain.ts'
import type { Applier, CompareOptions, IgnoreRule } from '../../sync/index.ts'
import type { RecordedApplication, RecordedApplier, RecordedInstruction, RecordedTool, Unmended } from './recorded-application.ts'

/** A recorded application, to be asked about one object after the other. */
export interface ConsultedRecord {
  about(ref: ObjectRef): RecordedObject
  /** The objects that it says were left behind; undefined where it does not bring the deployments. */
  readonly orphans: readonly ObjectRef[] | undefined
  readonly problems: readonly Problem[]
}

/** The record of one object. */
export interface RecordedObject {
  readonly tool: RecordedTool
  /** Nothing but its name is recorded, and nobody handed in what it should be. */
  readonly isNameOnly: boolean
  /** Being recorded is no proof that it should be there. */
  readonly mayBeAbsent: boolean
  readonly applier: Applier | undefined
  readonly ignore: readonly IgnoreRule[]
  readonly unmended: readonly Unmended[]
  readonly instructions: readonly RecordedInstruction[]
}

/** Indexes a recorded application. `isOwn`: it brings the deployments, and nobody handed in others. */
export const consultRecord = (recorded: RecordedApplication | undefined, isOwn: boolean): ConsultedRecord | undefined => {
  if (recorded === undefined) return undefined
  const objects = new Map<string, RecordedObject>()
  const empty: RecordedObject = {
    ...NOTHING,
    tool: recorded.tool,
    applier: findCommonApplier(lists(recorded.appliers)),
    instructions: lists(recorded.instructions ?? []),
  }
  const change = (ref: ObjectRef, news: Partial<RecordedObject>): void => {
    const key = writePlace(ref)
    objects.set(key, { ...(objects.get(key) ?? empty), ...news })
  }
  const known = (ref: ObjectRef): RecordedObject => objects.get(writePlace(ref)) ?? NOTHING
  for (const member of lists(recorded.members))
    change(member, { isNameOnly: isOwn && member.exactness === 'names', mayBeAbsent: isOwn && member.mayBeAbsent === true })
  for (const { ref, applier } of lists(recorded.appliers)) change(ref, { applier })
  for (const { ref, rules } of lists(recorded.ignore))
    change(ref, { ignore: [...known(ref).ignore, ...listOf(rules)] as readonly IgnoreRule[] })
  for (const each of lists(recorded.unmended)) change(each.ref, { unmended: [...known(each.ref).unmended, each] })
  return {
    about: ref => objects.get(writePlace(ref)) ?? empty,
    orphans: isOwn ? lists(recorded.orphans) : undefined,
    problems: lists(recorded.problems),
  }
}

/** Who applies all that is recorded applies what is not, too: an object of which no trace is left, one that was never applied. */
const findCommonApplier = (appliers: readonly RecordedApplier[]): Applier | undefined => {
  const [first, ...others] = appliers.map(({ applier }) => ({ ...applier, previous: undefined }))
  if (first === undefined || !others.every(other => samePlain(other, first))) return undefined
  const { previous: _previous, ...common } = first
  return common
}

const NOTHING: RecordedObject = {
  tool: 'none',
  isNameOnly: false,
  mayBeAbsent: false,
  applier: undefined,
  ignore: [],
  unmended: [],
  instructions: [],
}

/** Whose lists come from a file may hold anything. */
const lists = <T>(list: readonly T[]): readonly T[] => recordsOf(list) as readonly T[]

/** Without the source: where an application is in several, it is recorded in each alike. */
const writePlace = ({ group, kind, namespace, name }: ObjectRef): string => refKey({ group, version: '', kind, namespace, name })

/** The part of a plan that is looked at. */
interface Orphaning {
  readonly expected: readonly { readonly ref: ObjectRef }[]
  readonly orphans: readonly ObjectRef[]
}

/** The plan with the orphans that are recorded: the record tells them from what another application took over since. */
export const recordedPlan = <Plan extends Orphaning>(plan: Plan, recorded: ConsultedRecord | undefined): Plan => {
  if (recorded?.orphans === undefined) return plan
  const expected = new Set(plan.expected.map(({ ref }) => writePlace(ref)))
  return { ...plan, orphans: recorded.orphans.filter(ref => !expected.has(writePlace(ref))) }
}

/** Who applies an object, with what the caller says of conflicts. */
const forced = (applier: Applier | undefined, force: boolean | undefined): Applier | undefined =>
  applier === undefined || force === undefined ? applier : { ...applier, force }

/** The options with what is recorded of an object: who applies it unless the caller says so, and what is ignored, after the caller's rules. */
export const withRecorded = (options: CompareOptions, recorded: RecordedObject | undefined): CompareOptions => {
  if (recorded === undefined) return options
  const ignore = recorded.ignore.length === 0 ? undefined : { ignore: [...(options.ignore ?? []), ...recorded.ignore] }
  const isSaid = options.deployer !== undefined || options.fieldManager !== undefined
  const applier = options.applier ?? (isSaid ? undefined : forced(recorded.applier, options.force))
  return { ...options, ...ignore, ...(applier === undefined ? undefined : { applier }) }
}
