import { conditionsOf } from '../../model/conditions.ts'
import type { Condition } from '../../model/conditions.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import type { Problem } from '../../model/problem.ts'
import { at, own, recordOf, recordsOf, textOf } from '../../model/read.ts'
import type { Applier } from '../../sync/index.ts'
import type { RecordedApplication, RecordedDeployment, RecordedOrphan, Unmended } from '../../status/index.ts'
import { createApplication, listMembers } from '../live/application.ts'
import type { RecordReader } from '../live/application.ts'
import { bareManifest } from '../live/bare-manifest.ts'
import { ignoreByTargets } from '../live/ignore-targets.ts'
import { readInventory } from '../live/inventory.ts'
import { markedApplications } from '../live/marked-applications.ts'
import { relate } from '../live/relate.ts'
import { readMark } from '../live/survey.ts'
import type { Survey, SurveyedObject } from '../live/survey.ts'

const GROUP = 'kustomize.toolkit.fluxcd.io'
const KIND = `${GROUP}/Kustomization`

/**
 * Kustomizations of Flux, by their inventory. It applies server-side, so nothing tells what a field should be: whoever changes one takes it over.
 *
 * Source: KustomizationStatus in api/v1 of fluxcd/kustomize-controller; ApplyOptions and its annotations in fluxcd/pkg/ssa.
 */
export const flux: RecordReader = {
  tool: 'flux',
  read(survey) {
    const kustomizations = survey.ofKind(KIND)
    const applications = kustomizations.map(object => describeKustomization(object, survey))
    const known = new Set(kustomizations.map(({ ref }) => `${ref.namespace}/${ref.name}`))
    return [
      ...applications,
      ...markedApplications(
        { tool: 'flux', ownerKind: KIND, mark: readOwnerMark, field: `metadata.labels["${GROUP}/name"]`, known, applier: APPLIER },
        survey,
      ),
    ]
  },
}

/** It takes over what kubectl and its own first apply wrote, so that what they added goes, unless the object says `ssa: Merge`. */
const APPLIER: Applier = {
  mode: 'server-side',
  manager: 'kustomize-controller',
  force: true,
  takesOver: ['kubectl*', 'before-first-apply', 'kustomize-controller'],
}
const MERGING: Applier = { mode: 'server-side', manager: 'kustomize-controller', force: true }

const readOwnerMark = ({ labels }: SurveyedObject): { readonly namespace: string; readonly name: string } | undefined => {
  const name = readMark(labels, `${GROUP}/name`)
  return name === '' ? undefined : { name, namespace: readMark(labels, `${GROUP}/namespace`) }
}

const describeKustomization = (owner: SurveyedObject, survey: Survey): RecordedApplication => {
  const { ref, object } = owner
  const refs = readInventory(object)
  const isRemote = at(object, 'spec', 'kubeConfig') !== undefined
  return createApplication(
    {
      tool: 'flux',
      name: ref.name,
      namespace: ref.namespace,
      owner: { ref, seen: true },
      deployments: [describeDeployment(object, isRemote ? [] : refs)],
      // The inventory lists what Flux was told to leave out, too (`ssa: Ignore`, `reconcile: disabled`).
      members: listMembers(isRemote ? [] : refs, 'names').map(member => ({ ...member, mayBeAbsent: true })),
      exactness: 'names',
      appliers: refs.map(each => ({ ref: each, applier: isTold(survey.find(each)?.object, 'ssa', 'Merge') ? MERGING : APPLIER })),
      ignore: ignoreByTargets(recordsOf(at(object, 'spec', 'ignore')), refs, survey),
      unmended: listUnmended(object, refs, survey),
      orphans: isRemote ? [] : listOrphans(owner, refs, survey),
      instructions: LEAVES.map(([instruction, value]) => ({ key: `${GROUP}/${instruction}`, value, makes: value === 'IfNotPresent' })),
      relations: relate(ref, refs, 'status.inventory'),
      problems: isRemote ? [remote(ref)] : [],
    },
    survey,
  )
}

const remote = ({ name }: ObjectRef): Problem => ({
  code: 'other-cluster',
  message: `${name} deploys to another cluster, of which nothing is seen here`,
})

const describeDeployment = (object: JsonRecord, refs: readonly ObjectRef[]): RecordedDeployment => {
  const conditions = conditionsOf(object)
  const ready = conditions.find(({ type }) => type === 'Ready')
  const version = textOf(at(object, 'status', 'lastAppliedRevision')) ?? ''
  const time = textOf(ready?.lastTransitionTime)
  const state = findState(ready, conditions)
  return {
    id: version,
    state,
    // The inventory is what was applied, however the newest revision fared.
    ...(state === 'succeeded' ? undefined : { reached: 'all' }),
    ...(time === undefined ? undefined : { at: time }),
    ...(ready === undefined ? undefined : { recordedAs: ready.reason }),
    ...(version === '' ? undefined : { version }),
    desired: refs.map(bareManifest),
  }
}

const findState = (ready: Condition | undefined, conditions: readonly Condition[]): RecordedDeployment['state'] => {
  if (ready?.status === 'True') return 'succeeded'
  const isBusy = conditions.some(({ type, status }) => type === 'Reconciling' && status === 'True')
  return ready === undefined || ready.status === 'Unknown' || isBusy ? 'running' : 'failed'
}

/** True where a label or annotation of the object gives Flux that instruction; it reads both (AnyInMetadata in fluxcd/pkg/ssa). */
const isTold = (object: JsonRecord | undefined, instruction: string, value: string): boolean =>
  ['annotations', 'labels'].some(field => own(recordOf(at(object, 'metadata', field)), `${GROUP}/${instruction}`) === value)

/** The instructions by which people keep Flux from an object that exists. */
const LEAVES = [
  ['reconcile', 'disabled'],
  ['ssa', 'Ignore'],
  ['ssa', 'IfNotPresent'],
] as const

const listUnmended = (object: JsonRecord, refs: readonly ObjectRef[], survey: Survey): readonly Unmended[] => {
  const isSuspended = at(object, 'spec', 'suspend') === true
  return refs.flatMap((ref): Unmended[] => {
    const live = survey.find(ref)?.object
    const told = LEAVES.find(([instruction, value]) => isTold(live, instruction, value))
    return [
      ...(told === undefined
        ? []
        : [{ ref, reason: 'LeftAlone' as const, message: `Flux is told to leave it: ${GROUP}/${told[0]} is "${told[1]}"` }]),
      ...(isSuspended ? [{ ref, reason: 'Suspended' as const, message: 'Flux is suspended and will not mend it' }] : []),
    ]
  })
}

/** Lists what carries its labels and is not on its list any more: it was told not to prune it, or prunes nothing. */
const listOrphans = ({ ref, object }: SurveyedObject, refs: readonly ObjectRef[], survey: Survey): readonly RecordedOrphan[] => {
  const listed = new Set(refs.flatMap(each => survey.find(each)?.key ?? []))
  const prunes = at(object, 'spec', 'prune') === true
  return survey.labelled(`${GROUP}/name`, ref.name).flatMap(({ ref: live, key, labels, object: found }) => {
    if (listed.has(key) || readMark(labels, `${GROUP}/namespace`) !== ref.namespace) return []
    const { source: _, ...bare } = live
    return [{ ...bare, why: !prunes || isTold(found, 'prune', 'disabled') ? 'Kept' : 'Dropped' }]
  })
}
