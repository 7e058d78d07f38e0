import { aList, aString, either, expect, someOptions } from '../../model/expect.ts'
import { compileGlob } from '../../model/glob.ts'
import { kindKey, refOf } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import { aSchemaSet } from '../../model/kind-hints.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { manifestsIn } from '../../model/list-items.ts'
import { total } from '../../model/total.ts'
import { isNamespaced } from '../../schema/index.ts'
import type { SchemaSet } from '../../schema/index.ts'
import type { Desired } from '../deployment.ts'
import { aRecordedApplication } from '../recorded/recorded-application.ts'
import type { RecordedApplication } from '../recorded/recorded-application.ts'
import { ASKS, MADE_BY_OPERATORS } from './asks.ts'
import type { Ask, ObservationCause } from './asks.ts'
import { findReferences } from './find-references.ts'

/** One kind to look at, and where. */
export interface PlannedKind {
  /** 'group/Kind', or 'Kind' of the core group. */
  readonly kind: string
  /** The version in which it is desired; absent where the cluster's own choice does. */
  readonly version?: string
  /** 'unknown' for a kind that neither the package nor `schemas` knows: it is looked for in its namespaces, or in none. */
  readonly scope: 'namespaced' | 'cluster' | 'unknown'
  /** Sorted; none for a kind without namespaces. */
  readonly namespaces: readonly string[]
  /** No more than these are needed: Secrets by name. */
  readonly names?: readonly { readonly namespace: string; readonly name: string }[]
  /** No more than what has this label: the records of Helm. */
  readonly labelSelector?: string
  readonly why: readonly ObservationReason[]
}

/** One reason to look at a kind. */
export interface ObservationReason {
  readonly because: ObservationCause
  /** The kind that asks for it; '' for what is desired or recorded itself. */
  readonly of: string
  /** The thing that it tells, as a phrase: `whether its node reports`. */
  readonly message: string
}

/** For whom an observation is planned. */
export interface PlanOptions {
  /** From `createSchemas`: which kinds have a namespace, and of which no definition has to be read. */
  readonly schemas?: SchemaSet
  /** The records from `recordedApplications`: their members are looked at like what is desired, and so is where the records lie. */
  readonly recorded?: RecordedApplication | readonly RecordedApplication[]
  /** The namespace of manifests that say none. Default 'default'. */
  readonly namespace?: string
}

const somePlanOptions = /* @__PURE__ */ someOptions<PlanOptions>(() => ({
  schemas: aSchemaSet,
  recorded: either(
    'a recorded application or a list of them',
    aRecordedApplication,
    aList('a list of recorded applications', aRecordedApplication),
  ),
  namespace: aString,
}))

/**
 * Which kinds an answer rests on, in which namespaces, each with why: the objects, what they make, what tells why they are as they are, the definitions of
 * custom resources, and where deployments are recorded. Data; it reads nothing.
 *
 * @param desired what was deployed, in the forms that `assessApplication` takes.
 * @param options see {@link PlanOptions}.
 * @returns the kinds, sorted; of Secrets no more than what is desired, named in a spec, or a record.
 * @throws TypeError where `desired` is no list, or an option is of the wrong type.
 *
 * Source: what the rules of health, the comparison and incidents ask, kind by kind.
 *
 * @example
 * ```ts
 * import { planObservation } from 'live-object-status/status'
 *
 * const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'shop' } }
 * const plan = planObservation([claim])
 * plan.map(({ kind }) => kind) // => ['Event', 'PersistentVolume', 'PersistentVolumeClaim', 'storage.k8s.io/StorageClass', 'storage.k8s.io/VolumeAttachment']
 * plan[0] // => { kind: 'Event', scope: 'namespaced', namespaces: ['shop'], why: [{ because: 'explains', of: 'PersistentVolumeClaim', message: 'what controllers say of it' }] }
 * ```
 */
export const planObservation = (desired: Desired, options: PlanOptions = {}): readonly PlannedKind[] => {
  expect('desired', aList('a list of objects'), desired)
  expect('options', somePlanOptions, options)
  const plan: PlanWork = { kinds: new Map(), schemas: options.schemas, open: [] }
  const namespace = options.namespace ?? 'default'
  for (const object of desired.flatMap(manifestsIn)) total(() => addObject(plan, object, namespace), NOTHING)
  for (const recorded of [options.recorded ?? []].flat()) addRecorded(plan, recorded)
  for (let next = plan.open.pop(); next !== undefined; next = plan.open.pop()) follow(plan, next)
  return Array.from(plan.kinds.values(), finish).sort((a, b) =>
    a.kind + (a.labelSelector ?? '') < b.kind + (b.labelSelector ?? '') ? -1 : 1,
  )
}

const NOTHING = (): void => undefined

interface Place {
  readonly kind: string
  readonly namespace: string
}

interface PlanWork {
  readonly kinds: Map<string, KindWork>
  readonly schemas: SchemaSet | undefined
  /** Places of which it was not followed yet what they ask. */
  readonly open: Place[]
}

interface KindWork {
  readonly kind: string
  version: string
  readonly scope: PlannedKind['scope']
  readonly namespaces: Set<string>
  readonly names: Map<string, { readonly namespace: string; readonly name: string }>
  readonly labelSelector: string | undefined
  readonly why: Map<string, ObservationReason>
}

const DESIRED: ObservationReason = { because: 'desired', of: '', message: 'it is desired' }

const addObject = (plan: PlanWork, object: JsonRecord, otherwise: string): void => {
  const ref = refOf(object)
  if (ref.kind === '') return
  const namespace = isCluster(plan, kindKey(ref.group, ref.kind)) ? '' : ref.namespace || otherwise
  addMember(plan, { ...ref, namespace }, DESIRED)
  for (const { kind, name, message, namespace: elsewhere = namespace } of findReferences(object))
    addKind(plan, { kind, namespace: elsewhere, name }, { because: 'referenced', of: kindKey(ref.group, ref.kind), message })
}

const addMember = (plan: PlanWork, { group, version, kind, namespace, name }: ObjectRef, reason: ObservationReason): void => {
  const added = addKind(plan, { kind: kindKey(group, kind), namespace, name }, reason)
  added.version = version
}

const addRecorded = (plan: PlanWork, { tool, members, orphans, owner, deployments, places = [] }: RecordedApplication): void => {
  for (const member of members) addMember(plan, member, { because: 'desired', of: '', message: 'it is recorded as deployed' })
  for (const orphan of orphans) addMember(plan, orphan, { because: 'desired', of: '', message: 'it was left behind' })
  for (const { desired = [], steps = [] } of deployments.slice(-1))
    for (const object of [...desired, ...steps.flatMap(step => step.desired ?? [])].flatMap(manifestsIn))
      total(() => addNamed(plan, object), NOTHING)
  for (const { kind, namespace } of places)
    addKind(plan, { kind, namespace }, { because: 'record', of: '', message: 'where the record says that members are' })
  if (owner !== undefined) addOwner(plan, owner.ref)
  if (tool === 'helm')
    for (const namespace of new Set([owner?.ref.namespace ?? '', ...members.map(member => member.namespace)])) addHelm(plan, namespace)
}

/** Adds what a recorded manifest names. */
const addNamed = (plan: PlanWork, object: JsonRecord): void => {
  const { group, kind, namespace } = refOf(object)
  for (const reference of findReferences(object))
    addKind(plan, { namespace, ...reference }, { because: 'referenced', of: kindKey(group, kind), message: reference.message })
}

const addOwner = (plan: PlanWork, { group, kind, namespace, name, version }: ObjectRef): void => {
  const added = addKind(
    plan,
    { kind: kindKey(group, kind), namespace, name },
    { because: 'record', of: '', message: 'it says what was deployed' },
  )
  if (version !== '') added.version = version
}

const addHelm = (plan: PlanWork, namespace: string): void => {
  if (namespace === '') return
  for (const kind of ['Secret', 'ConfigMap'])
    addKind(plan, { kind, namespace }, { because: 'record', of: '', message: 'the revisions of Helm releases' }, 'owner=helm')
}

/** Secrets are read by name or by label and never whole: nobody's business needs all of them. */
const BY_NAME = 'Secret'

const addKind = (
  plan: PlanWork,
  { kind, namespace, name }: Place & { readonly name?: string },
  reason: ObservationReason,
  labelSelector?: string,
): KindWork => {
  const key = `${kind} ${labelSelector ?? ''}`
  const known = plan.kinds.get(key) ?? createKind(plan, kind, labelSelector)
  plan.kinds.set(key, known)
  known.why.set(`${reason.because} ${reason.of} ${reason.message}`, reason)
  if (kind === BY_NAME && name !== undefined && labelSelector === undefined) known.names.set(`${namespace}/${name}`, { namespace, name })
  if (known.scope === 'cluster' && known.namespaces.size === 0) plan.open.push({ kind, namespace: '' })
  if (known.scope !== 'cluster' && !known.namespaces.has(namespace)) plan.open.push({ kind, namespace })
  known.namespaces.add(known.scope === 'cluster' ? '' : namespace)
  return known
}

const createKind = ({ schemas }: PlanWork, kind: string, labelSelector: string | undefined): KindWork => {
  const namespaced = isNamespaced(kind, schemas)
  return {
    kind,
    version: '',
    scope: namespaced === undefined ? 'unknown' : namespaced ? 'namespaced' : 'cluster',
    namespaces: new Set(),
    names: new Map(),
    labelSelector,
    why: new Map(),
  }
}

const isCluster = ({ schemas }: PlanWork, kind: string): boolean => isNamespaced(kind, schemas) === false

const CHECKED: readonly { readonly ask: Ask; readonly asks: readonly ((kind: string) => boolean)[] }[] = /* @__PURE__ */ ASKS.map(ask => ({
  ask,
  asks: ask.of.map(compileGlob),
}))

/** Adds what the kind asks for at that place. */
const follow = (plan: PlanWork, { kind, namespace }: Place): void => {
  for (const { ask, asks } of CHECKED) {
    if (!asks.some(matches => matches(kind))) continue
    const reason = { because: ask.because, of: kind, message: ask.message }
    // Events about what has no namespace are in `default`.
    const beside = namespace === '' ? 'default' : namespace
    for (const target of ask.kinds) addKind(plan, { kind: target, namespace: ask.where === 'cluster' ? '' : beside }, reason)
  }
  if (isNamespaced(kind) === undefined) followCustom(plan, { kind, namespace })
}

const followCustom = (plan: PlanWork, { kind, namespace }: Place): void => {
  if (isNamespaced(kind, plan.schemas) === undefined)
    addKind(
      plan,
      { kind: 'apiextensions.k8s.io/CustomResourceDefinition', namespace: '' },
      { because: 'definition', of: kind, message: 'how it is defaulted and merged, and what it reports' },
    )
  if (namespace === '') return
  for (const made of [...MADE_BY_OPERATORS, 'Event'])
    addKind(
      plan,
      { kind: made, namespace },
      {
        because: made === 'Event' ? 'explains' : 'child',
        of: kind,
        message: made === 'Event' ? 'what controllers say of it' : 'what its operator may make of it',
      },
    )
}

const finish = ({ kind, version, scope, namespaces, names, labelSelector, why }: KindWork): PlannedKind => ({
  kind,
  ...(version === '' ? undefined : { version }),
  scope,
  namespaces: scope === 'cluster' ? [] : [...namespaces].sort(),
  ...(kind === BY_NAME && labelSelector === undefined ? { names: [...names.values()] } : undefined),
  ...(labelSelector === undefined ? undefined : { labelSelector }),
  why: [...why.values()],
})
