import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, listOf, own, recordsOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { Applier, IgnoreRule } from '../../sync/index.ts'
import type { RecordedApplication, RecordedDeployment, RecordedIgnore } from '../../status/index.ts'
import { createApplication, describeMembers, listMembers } from '../live/application.ts'
import type { RecordReader } from '../live/application.ts'
import { bareRef } from '../live/bare-manifest.ts'
import { selectsByGlob } from '../live/ignore-targets.ts'
import { readAppliedCopy } from '../live/last-applied.ts'
import type { AppliedCopy } from '../live/last-applied.ts'
import { markedApplications } from '../live/marked-applications.ts'
import { relate } from '../live/relate.ts'
import { readMark } from '../live/survey.ts'
import type { Survey, SurveyedObject } from '../live/survey.ts'

const TRACKING = 'argocd.argoproj.io/tracking-id'
const KIND = 'argoproj.io/Application'

/**
 * Applications of Argo CD, by the resources that their status lists. What it applied client-side is on each object, as kubectl leaves it.
 *
 * Source: ApplicationStatus and ResourceIgnoreDifferences in pkg/apis/application/v1alpha1 of argo-cd; the tracking id of util/argo/resource_tracking.go.
 */
export const argocd: RecordReader = {
  tool: 'argocd',
  read(survey) {
    const owners = survey.ofKind(KIND)
    const known = new Set(owners.flatMap(({ ref }) => [`/${ref.name}`, `${ref.namespace}/${ref.name}`]))
    return [
      ...owners.map(owner => describeOwner(owner, survey)),
      ...markedApplications(
        { tool: 'argocd', ownerKind: KIND, mark: readTracking, field: `metadata.annotations["${TRACKING}"]`, known, applier: clientSide },
        survey,
      ),
    ]
  },
}

const clientSide: Applier = { mode: 'client-side', manager: 'argocd-controller', force: true }
/** It takes over what kubectl applied client-side before. */
const serverSide: Applier = { mode: 'server-side', manager: 'argocd-controller', force: true, takesOver: ['kubectl-client-side-apply'] }

const ID = /^(?:([^_:]+)_)?([^:]+):([^/]*)\/([^:]+):([^/]*)\/(.+)$/

/** `app:group/Kind:namespace/name`, where the application may be `namespace_app`. One that was copied from another object names that one. */
const readTracking = ({ annotations, ref }: SurveyedObject): { readonly namespace: string; readonly name: string } | undefined => {
  const [, namespace = '', application, group, kind, , name] = ID.exec(readMark(annotations, TRACKING)) ?? []
  return application !== undefined && group === ref.group && kind === ref.kind && name === ref.name
    ? { namespace, name: application }
    : undefined
}

interface ListedResource extends ObjectRef {
  /** The newest manifests do not hold it any more. */
  readonly isExtra: boolean
  /** It was made by a hook of a sync: it is there, and nobody compares it. */
  readonly isHook: boolean
}

const describeOwner = (owner: SurveyedObject, survey: Survey): RecordedApplication => {
  const { ref, object } = owner
  const isRemote = !isHere(object)
  const resources = isRemote ? [] : readResources(object)
  const current = resources.filter(({ isExtra, isHook }) => !isExtra && !isHook).map(bareRef)
  const hooks = resources.filter(each => each.isHook && survey.find(bareRef(each)) !== undefined).map(bareRef)
  const isServerSide = hasOption(object, 'ServerSideApply=true')
  const found = current.map(each => ({ ref: each, copy: isServerSide ? undefined : readOwnCopy(each, survey) }))
  const { members, exactness, desired } = describeMembers(found.map(each => ({ ref: each.ref, manifest: each.copy?.manifest })))
  return createApplication(
    {
      tool: 'argocd',
      name: ref.name,
      namespace: ref.namespace,
      owner: { ref, seen: true },
      deployments: describeDeployments(object, desired),
      members: [...members, ...listMembers(hooks, 'names')],
      exactness,
      appliers: current.map(each => ({ ref: each, applier: isServerSide || isToldServerSide(each, survey) ? serverSide : clientSide })),
      ignore: listIgnored(object, current),
      orphans: resources.filter(({ isExtra, isHook }) => isExtra && !isHook).map(each => ({ ...bareRef(each), why: 'Dropped' })),
      relations: relate(ref, current, 'status.resources'),
      problems: isRemote
        ? [{ code: 'other-cluster', message: `${ref.name} deploys to another cluster, of which nothing is seen here` }]
        : [],
    },
    survey,
  )
}

/** The cluster that Argo CD itself runs in goes by two names; what names another is elsewhere. */
const isHere = (object: JsonRecord): boolean => {
  const destination = at(object, 'spec', 'destination')
  const [server = '', name = ''] = [textOf(at(destination, 'server')), textOf(at(destination, 'name'))]
  return server === 'https://kubernetes.default.svc' || name === 'in-cluster' || (server === '' && name === '')
}

const readResources = (object: JsonRecord): readonly ListedResource[] =>
  recordsOf(at(object, 'status', 'resources')).flatMap(resource => {
    const text = (field: string): string => textOf(resource[field]) ?? ''
    const ref = { group: text('group'), version: text('version'), kind: text('kind'), namespace: text('namespace'), name: text('name') }
    return ref.kind === '' || ref.name === ''
      ? []
      : [{ ...ref, isExtra: resource['requiresPruning'] === true, isHook: resource['hook'] === true }]
  })

const hasOption = (object: JsonRecord, option: string): boolean => listOf(at(object, 'spec', 'syncPolicy', 'syncOptions')).includes(option)

const isToldServerSide = (ref: ObjectRef, survey: Survey): boolean =>
  readMark(survey.find(ref)?.annotations ?? {}, 'argocd.argoproj.io/sync-options')
    .split(',')
    .some(option => option.trim() === 'ServerSideApply=true')

/** Reads what Argo CD sent. What another tool wrote last into the annotation is not that. */
const readOwnCopy = (ref: ObjectRef, survey: Survey): AppliedCopy | undefined => {
  const live = survey.find(ref)
  const copy = live === undefined || isToldServerSide(ref, survey) ? undefined : readAppliedCopy(live)
  return copy?.owner === undefined || copy.owner.manager.startsWith('argocd-') ? copy : undefined
}

/** Lists what was synced, oldest first; the running or failed operation comes last. */
const describeDeployments = (object: JsonRecord, desired: readonly JsonRecord[]): readonly RecordedDeployment[] => {
  const synced = recordsOf(at(object, 'status', 'history')).map((entry): RecordedDeployment => {
    const [time, version] = [textOf(entry['deployedAt']), readVersion(entry)]
    return {
      id: integerOf(entry['id'])?.toString() ?? version ?? '',
      state: 'succeeded',
      ...(time === undefined ? undefined : { at: time }),
      ...(version === undefined ? undefined : { version }),
    }
  })
  const operation = describeOperation(object)
  const all = operation === undefined || isRecorded(operation, synced) ? synced : [...synced, operation]
  const last = all.at(-1) ?? { id: readVersion(at(object, 'status', 'sync')) ?? '', state: 'succeeded' }
  // Its list is of what the newest manifests hold, whether or not they have been synced.
  return [...all.slice(0, -1), { ...last, ...(last.state === 'succeeded' ? undefined : { reached: 'all' }), desired }]
}

/** An application of several sources has a revision of each (`revisions`), and an empty `revision`. */
const readVersion = (from: unknown): string | undefined => {
  const all = [textOf(at(from, 'revision')) ?? '', ...listOf(at(from, 'revisions')).map(each => textOf(each) ?? '')].filter(
    text => text !== '',
  )
  return all.length === 0 ? undefined : all.join(', ')
}

const PHASES: Readonly<Record<string, RecordedDeployment['state']>> = {
  Running: 'running',
  Terminating: 'cancelling',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Error: 'failed',
}

const describeOperation = (object: JsonRecord): RecordedDeployment | undefined => {
  const state = at(object, 'status', 'operationState')
  const phase = textOf(at(state, 'phase')) ?? ''
  const version = readVersion(at(state, 'syncResult')) ?? readVersion(at(state, 'operation', 'sync'))
  const time = textOf(at(state, 'finishedAt')) ?? textOf(at(state, 'startedAt'))
  if (PHASES[phase] === undefined) return undefined
  return {
    id: version ?? time ?? '',
    state: PHASES[phase],
    recordedAs: phase,
    ...(time === undefined ? undefined : { at: time }),
    ...(version === undefined ? undefined : { version }),
  }
}

/** An operation that ended well is the last entry of the history. */
const isRecorded = ({ state, version, at: time }: RecordedDeployment, synced: readonly RecordedDeployment[]): boolean => {
  const last = synced.at(-1)
  return (
    state === 'succeeded' &&
    last !== undefined &&
    ((version !== undefined && last.version === version) || (millisecondsOf(last.at) ?? 0) >= (millisecondsOf(time) ?? 0))
  )
}

const listIgnored = (object: JsonRecord, refs: readonly ObjectRef[]): readonly RecordedIgnore[] => {
  const entries = recordsOf(at(object, 'spec', 'ignoreDifferences'))
  return refs.flatMap(ref => {
    const rules = entries.filter(entry => selectsByGlob(entry, ref)).flatMap(readRules)
    return rules.length === 0 ? [] : [{ ref, rules }]
  })
}

const readRules = (entry: JsonRecord): readonly IgnoreRule[] => {
  const texts = (field: string): readonly string[] => listOf(own(entry, field)).flatMap(item => textOf(item) ?? [])
  return [
    ...texts('jsonPointers').map(pointer => ({ pointer })),
    ...texts('jqPathExpressions').map(path => ({ path })),
    ...texts('managedFieldsManagers').map(manager => ({ manager })),
  ]
}
