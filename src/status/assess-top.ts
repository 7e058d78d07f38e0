import type { HealthContext } from '../health/index.ts'
import { kindKey, refKey } from '../model/identity.ts'
import type { ObjectRef } from '../model/identity.ts'
import type { KubeObject } from '../model/kube-object.ts'
import type { Problem } from '../model/problem.ts'
import { isNamespaced } from '../schema/index.ts'
import { prepareDesired } from '../sync/index.ts'
import type { PreparedDesired } from '../sync/index.ts'
import { MAX_DEPTH, indexRelated } from '../tree/index.ts'
import type { RelatedIndex } from '../tree/index.ts'
import { judgeObject } from './assess-object.ts'
import type { AssessOptions } from './assess-options.ts'
import { isVanished, notSeen, notWatched } from './can-see.ts'
import type { Blindness } from './can-see.ts'
import { appliedTwice } from './expected-objects.ts'
import type { Expected } from './expected-objects.ts'
import type { ObjectAssessment } from './object-assessment.ts'
import type { Plan } from './plan.ts'
import { byKey } from './world.ts'
import type { LiveEntry, World } from './world.ts'

/** One object that an application shows by itself, not as a child of another: in one source, with what was deployed, or as an orphan. */
export interface Top {
  readonly key: string
  readonly ref: ObjectRef
  readonly source: string
  /** Absent for an orphan. */
  readonly desired: KubeObject | undefined
  /** {@link desired}, made ready once for comparing it again and again. */
  readonly prepared: PreparedDesired | undefined
}

/** The objects and orphans of an application. */
export interface Tops {
  readonly objects: readonly Top[]
  readonly orphans: readonly Top[]
  /** The keys of both, which keep them from being shown as children too. */
  readonly keys: ReadonlySet<string>
  /** The keys of objects that would change this list by coming or going. */
  readonly hinges: ReadonlySet<string>
  /** The sources of the objects, and those of the orphans. */
  readonly sources: ReadonlySet<string>
  readonly orphanSources: ReadonlySet<string>
  /** Of what comes to the same place twice. */
  readonly problems: readonly Problem[]
}

/** What a plan expects and what it leaves, source by source. */
export const topsOf = (plan: Plan, world: World, { schemas }: Pick<AssessOptions, 'schemas'>): Tops => {
  const hinges = new Set<string>()
  const naming = schemas === undefined ? {} : { schemas }
  const place = (ref: ObjectRef, manifest: Manifest): readonly Top[] =>
    placed(ref, manifest, world).map(top =>
      isNamespaced(kindKey(ref.group, ref.kind), schemas) === undefined ? whereFound(top, world, hinges) : top,
    )
  const objects = new Map<string, { readonly top: Top; readonly expected: Expected }>()
  const problems: Problem[] = []
  for (const expected of plan.expected)
    for (const top of place(expected.ref, { desired: expected.desired, prepared: prepareDesired(expected.desired, naming) })) {
      // Steps that name a source and steps that do not may mean the same object.
      const earlier = objects.get(top.key)
      if (earlier !== undefined) problems.push(appliedTwice(earlier.expected, expected))
      objects.set(top.key, { top, expected })
    }
  const left = plan.orphans.flatMap(ref => place(ref, NO_MANIFEST)).filter(({ key }) => !objects.has(key))
  for (const { key } of left) hinges.add(key)
  const orphans = new Map(left.flatMap(top => (world.find(top.source, top.key) === undefined ? [] : [[top.key, top]])))
  const shown = Array.from(objects.values(), ({ top }) => top)
  return {
    objects: shown,
    orphans: [...orphans.values()],
    keys: new Set([...objects.keys(), ...orphans.keys()]),
    hinges,
    sources: new Set(shown.map(({ source }) => source)),
    orphanSources: new Set(Array.from(orphans.values(), ({ source }) => source)),
    problems,
  }
}

/**
 * The sources that should see an object: the one that its step names, else each that watches its place. Where none does, the first
 * stands for all, so that it is listed as Unknown. The only source there is, if it has no name, sees whatever a step names.
 */
const placed = (ref: ObjectRef, { desired, prepared }: Manifest, world: World): readonly Top[] => {
  const { source: named, ...bare } = ref
  const alone = world.sources.length === 1 && world.sources[0] === ''
  const watching = named === undefined || alone ? world.sources.filter(name => notWatched(world.source(name), ref) === undefined) : [named]
  const names = watching.length > 0 ? watching : world.sources.slice(0, 1)
  return names.map(source => topOf(source === '' ? bare : { ...bare, source }, source, { desired, prepared }))
}

type Manifest = Pick<Top, 'desired' | 'prepared'>
const NO_MANIFEST: Manifest = { desired: undefined, prepared: undefined }

const topOf = (ref: ObjectRef, source: string, { desired, prepared }: Manifest): Top => ({
  key: refKey(ref),
  ref,
  source,
  desired,
  prepared,
})

/** A kind of which nobody says whether it is cluster-scoped is where it is found. */
const whereFound = (top: Top, world: World, hinges: Set<string>): Top => {
  const elsewhere = topOf({ ...top.ref, namespace: '' }, top.source, top)
  hinges.add(top.key).add(elsewhere.key)
  return world.find(top.source, top.key) === undefined && world.find(top.source, elsewhere.key) !== undefined ? elsewhere : top
}

/** What all assessments of one moment share. */
export interface Moment {
  readonly world: World
  readonly options: AssessOptions
  /** `options.related`, made by {@link besideOf}: what the caller knows beside the live objects. */
  readonly beside: RelatedIndex | undefined
  readonly stale: ReadonlySet<string>
  /** The keys of {@link Tops}. */
  readonly tops: ReadonlySet<string>
}

/** Assesses one of an application's objects with all that it owns. */
export const assessTop = (top: Top, moment: Moment): ObjectAssessment =>
  moment.world.remember(top.key, () => {
    const { world, options } = moment
    const live = world.find(top.source, top.key)
    const blind = blindness(top, live, moment)
    return judgeObject(
      {
        ref: top.ref,
        desired: top.desired,
        prepared: top.prepared,
        live: live?.object,
        orphaned: top.desired === undefined,
        unknown: blind?.unknown,
        because: blind?.because,
        removed: live === undefined ? world.removed(top.source, top.key) : undefined,
        children: live === undefined ? undefined : childrenOf(live, moment, 1),
      },
      { health: contextOf(top.source, moment), options, compared: compute => world.compared(top.key, compute) },
    )
  })

const blindness = (top: Top, live: LiveEntry | undefined, { world, stale }: Moment): Blindness | undefined => {
  const source = world.source(top.source)
  const unwatched = isVanished(source, top.ref) ? undefined : notWatched(source, top.ref)
  if (unwatched !== undefined) return unwatched
  if (stale.has(top.source)) return STALE
  return live === undefined ? notSeen(source, top.ref) : undefined
}

const STALE: Blindness = { unknown: 'Stale' }

/** Objects that own each other in a circle each come once: what is above an object is not below it. */
const childrenOf = (owner: LiveEntry, moment: Moment, depth: number, above: readonly string[] = []): readonly ObjectAssessment[] => {
  if (depth >= MAX_DEPTH) return []
  const line = [...above, owner.key]
  return moment.world
    .childrenOf(owner)
    .filter(({ key }) => !moment.tops.has(key) && !line.includes(key))
    .sort(byKey)
    .map(child => assessChild(child, moment, depth, line))
}

const assessChild = (child: LiveEntry, moment: Moment, depth: number, above: readonly string[]): ObjectAssessment =>
  moment.world.remember(child.key, () => {
    const source = child.ref.source ?? ''
    return judgeObject(
      {
        ref: child.ref,
        live: child.object,
        unknown: moment.stale.has(source) ? 'Stale' : undefined,
        children: childrenOf(child, moment, depth + 1, above),
      },
      { health: contextOf(source, moment), options: moment.options },
    )
  })

/** What a health rule may know of the cluster of a source. Absence counts for the kinds that it lists without limits. */
const contextOf = (name: string, { world, options, beside }: Moment): HealthContext => {
  const { namespaces, listed } = world.source(name)
  const complete = namespaces === undefined && listed !== undefined ? [...listed, ...(options.complete ?? [])] : options.complete
  const { now, rules, thresholds, schemas } = options
  return {
    related: beside === undefined ? world.related(name) : joined(world.related(name), beside),
    ...(complete === undefined ? undefined : { complete }),
    ...(now === undefined ? undefined : { now }),
    ...(rules === undefined ? undefined : { rules }),
    ...(thresholds === undefined ? undefined : { thresholds }),
    ...(schemas === undefined ? undefined : { schemas }),
  }
}

/** An index of what the caller knows beside the live objects, or the one that it made. */
export const besideOf = ({ related }: Pick<AssessOptions, 'related'>): RelatedIndex | undefined =>
  related === undefined || !(Symbol.iterator in related) ? related : related.length === 0 ? undefined : indexRelated(related)

/** Two indexes as one; an object of the first goes before one of the same name in the second. */
const joined = (a: RelatedIndex, b: RelatedIndex): RelatedIndex => ({
  size: a.size + b.size,
  ownedBy: uid => [...a.ownedBy(uid), ...b.ownedBy(uid)],
  find: (kind, namespace, name) => a.find(kind, namespace, name) ?? b.find(kind, namespace, name),
  ofKind: kind => [...a.ofKind(kind), ...b.ofKind(kind)],
  referringTo: (kind, namespace, name) => [...a.referringTo(kind, namespace, name), ...b.referringTo(kind, namespace, name)],
  eventsAbout: uid => [...a.eventsAbout(uid), ...b.eventsAbout(uid)],
})
