import type { HealthContext } from '../health/index.ts'
import { kindKey, refKey } from '../model/identity.ts'
import type { ObjectRef } from '../model/identity.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import type { Problem } from '../model/problem.ts'
import { isNamespaced } from '../schema/index.ts'
import { prepareDesired } from '../sync/index.ts'
import type { PreparedDesired } from '../sync/index.ts'
import { indexRelated } from '../tree/index.ts'
import { hasKind, MAX_DEPTH } from '../tree/internal.ts'
import type { RelatedIndex } from '../tree/index.ts'
import type { ClusterView } from './causes/create-look.ts'
import { assessKnown } from './assess-object.ts'
import type { Judging } from './assess-object.ts'
import type { AssessOptions } from './assess-options.ts'
import { findCounting } from './policy/counting.ts'
import type { ConsultedRecord } from './recorded/consult-record.ts'
import { isVanished, notSeen, notWatched } from './coverage.ts'
import type { Blindness } from './coverage.ts'
import { appliedTwice } from './expected-objects.ts'
import type { ExpectedObject } from './expected-objects.ts'
import type { ObjectAssessment } from './object-assessment.ts'
import type { DeploymentPlan } from './plan.ts'
import { byKey } from './observations.ts'
import type { LiveEntry, Observations } from './observations.ts'
import type { Showing } from './shown/showing.ts'

/** One object that an application shows by itself, not as a child of another: in one source, with what was deployed, or as an orphan. */
export interface ManagedObject {
  readonly key: string
  readonly ref: ObjectRef
  readonly source: string
  /** Absent for an orphan. */
  readonly desired: KubeObjectLike | undefined
  /** {@link desired}, made ready once for comparing it again and again. */
  readonly prepared: PreparedDesired | undefined
}

/** The objects and orphans of an application. */
export interface ManagedObjects {
  readonly objects: readonly ManagedObject[]
  readonly orphans: readonly ManagedObject[]
  /** The keys of both, which keep them from being shown as children too. */
  readonly keys: ReadonlySet<string>
  /** The keys of objects that would change this list by coming or going. */
  readonly scopeSensitiveKeys: ReadonlySet<string>
  /** The sources of the objects, and those of the orphans. */
  readonly sources: ReadonlySet<string>
  readonly orphanSources: ReadonlySet<string>
  /** Problems of what comes to the same place twice. */
  readonly problems: readonly Problem[]
}

/** Lists what a plan expects and what it leaves, source by source. */
export const listManagedObjects = (
  plan: DeploymentPlan,
  observations: Observations,
  { schemas }: Pick<AssessOptions, 'schemas'>,
): ManagedObjects => {
  const scopeSensitiveKeys = new Set<string>()
  const naming = schemas === undefined ? {} : { schemas }
  const place = (ref: ObjectRef, manifest: DesiredManifest): readonly ManagedObject[] =>
    placed(ref, manifest, observations).map(object =>
      isNamespaced(kindKey(ref.group, ref.kind), schemas) === undefined ? whereFound(object, observations, scopeSensitiveKeys) : object,
    )
  const objects = new Map<string, { readonly object: ManagedObject; readonly expected: ExpectedObject }>()
  const problems: Problem[] = []
  for (const expected of plan.expected)
    for (const object of place(expected.ref, { desired: expected.desired, prepared: prepareDesired(expected.desired, naming) })) {
      // Steps that name a source and steps that do not may mean the same object.
      const earlier = objects.get(object.key)
      if (earlier !== undefined) problems.push(appliedTwice(earlier.expected, expected))
      objects.set(object.key, { object, expected })
    }
  const left = plan.orphans.flatMap(ref => place(ref, NO_MANIFEST)).filter(({ key }) => !objects.has(key))
  for (const { key } of left) scopeSensitiveKeys.add(key)
  const orphans = new Map(
    left.flatMap(object => (observations.find(object.source, object.key) === undefined ? [] : [[object.key, object]])),
  )
  const listed = Array.from(objects.values(), ({ object }) => object)
  return {
    objects: listed,
    orphans: [...orphans.values()],
    keys: new Set([...objects.keys(), ...orphans.keys()]),
    scopeSensitiveKeys,
    sources: new Set(listed.map(({ source }) => source)),
    orphanSources: new Set(Array.from(orphans.values(), ({ source }) => source)),
    problems,
  }
}

/**
 * The sources that should see an object: the one that its step names, else each that watches its place. Where none does, the first
 * stands for all, so that it is listed as Unknown. The only source there is, if it has no name, sees whatever a step names.
 */
const placed = (ref: ObjectRef, { desired, prepared }: DesiredManifest, observations: Observations): readonly ManagedObject[] => {
  const { source: named, ...bare } = ref
  const alone = observations.sources.length === 1 && observations.sources[0] === ''
  const watching =
    named === undefined || alone ? observations.sources.filter(name => notWatched(observations.source(name), ref) === undefined) : [named]
  const names = watching.length > 0 ? watching : observations.sources.slice(0, 1)
  return names.map(source => managedObject(source === '' ? bare : { ...bare, source }, source, { desired, prepared }))
}

type DesiredManifest = Pick<ManagedObject, 'desired' | 'prepared'>
const NO_MANIFEST: DesiredManifest = { desired: undefined, prepared: undefined }

const managedObject = (ref: ObjectRef, source: string, { desired, prepared }: DesiredManifest): ManagedObject => ({
  key: refKey(ref),
  ref,
  source,
  desired,
  prepared,
})

/** A kind of which nobody says whether it is cluster-scoped is where it is found. */
const whereFound = (object: ManagedObject, observations: Observations, scopeSensitiveKeys: Set<string>): ManagedObject => {
  const elsewhere = managedObject({ ...object.ref, namespace: '' }, object.source, object)
  scopeSensitiveKeys.add(object.key).add(elsewhere.key)
  return observations.find(object.source, object.key) === undefined && observations.find(object.source, elsewhere.key) !== undefined
    ? elsewhere
    : object
}

/** Shared by all assessments of one moment. */
export interface AssessmentContext {
  readonly observations: Observations
  readonly options: AssessOptions
  /** Given where people are to see the answers. */
  readonly showing?: Showing
  /** `options.related`, made by {@link indexGivenRelated}: what the caller knows beside the live objects. */
  readonly extraRelated: RelatedIndex | undefined
  /** The record of the application in the cluster, by object. */
  readonly recorded?: ConsultedRecord | undefined
  readonly stale: ReadonlySet<string>
  /** The keys of {@link ManagedObjects}. */
  readonly managedKeys: ReadonlySet<string>
}

/** Assesses one of an application's objects with all that it owns. */
export const assessManagedObject = (object: ManagedObject, context: AssessmentContext): ObjectAssessment =>
  context.observations.remember(object.key, () => {
    const { observations, options } = context
    const live = observations.find(object.source, object.key)
    const blind = blindness(object, live, context)
    const counting = options.counting && findCounting(object.ref, object.desired ?? live?.object ?? {}, options)
    return assessKnown(
      {
        ref: object.ref,
        desired: object.desired,
        prepared: object.prepared,
        live: live?.object,
        orphaned: object.desired === undefined,
        unknown: blind?.unknown,
        because: blind?.because,
        recorded: context.recorded?.about(object.ref),
        counting,
        removed: live === undefined ? observations.removed(object.source, object.key) : undefined,
        children: live === undefined ? undefined : findChildren(live, context, 1),
      },
      { ...judgeIn(object.source, context), compared: compute => observations.compared(object.key, compute) },
    )
  })

const blindness = (
  object: ManagedObject,
  live: LiveEntry | undefined,
  { observations, stale }: AssessmentContext,
): Blindness | undefined => {
  const source = observations.source(object.source)
  const unwatched = isVanished(source, object.ref) ? undefined : notWatched(source, object.ref)
  if (unwatched !== undefined) return unwatched
  if (stale.has(object.source)) return STALE
  return live === undefined ? notSeen(source, object.ref) : undefined
}

const STALE: Blindness = { unknown: 'Stale' }

/** Objects that own each other in a circle each come once: what is above an object is not below it. */
const findChildren = (
  owner: LiveEntry,
  context: AssessmentContext,
  depth: number,
  above: readonly string[] = [],
): readonly ObjectAssessment[] => {
  if (depth >= MAX_DEPTH) return []
  const line = [...above, owner.key]
  return context.observations
    .childrenOf(owner)
    .filter(({ key }) => !context.managedKeys.has(key) && !line.includes(key))
    .sort(byKey)
    .map(child => assessChild(child, context, depth, line))
}

const assessChild = (child: LiveEntry, context: AssessmentContext, depth: number, above: readonly string[]): ObjectAssessment =>
  context.observations.remember(child.key, () => {
    const source = child.ref.source ?? ''
    return assessKnown(
      {
        ref: child.ref,
        live: child.object,
        unknown: context.stale.has(source) ? 'Stale' : undefined,
        children: findChildren(child, context, depth + 1, above),
      },
      judgeIn(source, context),
    )
  })

const judgeIn = (source: string, context: AssessmentContext): Judging => ({
  health: healthContextFor(source, context),
  options: context.options,
  ...(context.showing === undefined ? undefined : { showing: context.showing }),
})

/** The questions to one cluster. */
export interface ClusterContext extends Pick<AssessmentContext, 'options' | 'extraRelated'> {
  readonly observations: Pick<Observations, 'related' | 'source'>
}

/** The objects of a source, with what the caller knows beside them. */
const joinRelated = (name: string, { observations, extraRelated }: ClusterContext): RelatedIndex =>
  extraRelated === undefined ? observations.related(name) : joined(observations.related(name), extraRelated)

/** Gathers what a health rule may know of the cluster of a source. Absence counts for the kinds that it lists without limits. */
const healthContextFor = (name: string, context: ClusterContext): HealthContext => {
  const { observations, options } = context
  const { namespaces, listed } = observations.source(name)
  const complete = namespaces === undefined && listed !== undefined ? [...listed, ...(options.complete ?? [])] : options.complete
  const { now, rules, thresholds, schemas } = options
  return {
    related: joinRelated(name, context),
    ...(complete === undefined ? undefined : { complete }),
    ...(now === undefined ? undefined : { now }),
    ...(rules === undefined ? undefined : { rules }),
    ...(thresholds === undefined ? undefined : { thresholds }),
    ...(schemas === undefined ? undefined : { schemas }),
  }
}

/** The cluster of a source as causes are looked for in it. */
export const clusterView = (source: string, context: ClusterContext): ClusterView => ({
  source,
  related: joinRelated(source, context),
  health: healthContextFor(source, context),
})

/** An index of what the caller knows beside the live objects, or the one that it made. */
export const indexGivenRelated = ({ related }: Pick<AssessOptions, 'related'>): RelatedIndex | undefined =>
  related === undefined || !(Symbol.iterator in related) ? related : related.length === 0 ? undefined : indexRelated(related)

/** Two indexes as one; an object of the first goes before one of the same name in the second. */
const joined = (a: RelatedIndex, b: RelatedIndex): RelatedIndex => ({
  size: a.size + b.size,
  ownedBy: uid => [...a.ownedBy(uid), ...b.ownedBy(uid)],
  find: (kind, namespace, name) => a.find(kind, namespace, name) ?? b.find(kind, namespace, name),
  has: kind => hasKind(a, kind) || hasKind(b, kind),
  ofKind: kind => [...a.ofKind(kind), ...b.ofKind(kind)],
  ofKindIn: (kind, namespace) => [...a.ofKindIn(kind, namespace), ...b.ofKindIn(kind, namespace)],
  referringTo: (kind, namespace, name) => [...a.referringTo(kind, namespace, name), ...b.referringTo(kind, namespace, name)],
  eventsAbout: uid => [...a.eventsAbout(uid), ...b.eventsAbout(uid)],
  labelled: (namespace, key, value) => [...a.labelled(namespace, key, value), ...b.labelled(namespace, key, value)],
  onNode: node => [...a.onNode(node), ...b.onNode(node)],
  preemptionsIn: namespace => [...a.preemptionsIn(namespace), ...b.preemptionsIn(namespace)],
})
