import type { ObjectRef } from '../../model/identity.ts'
import { enumerate, enumerateKinds, inPlural, MOST_NAMES } from '../../model/texts/sentence-lists.ts'
import type { IncidentReason } from '../incident.ts'
import { rootKey } from '../graph/root.ts'
import type { TracedIncident } from '../trace-incidents.ts'
import { causeText } from './cause-text.ts'
import type { Voice } from './voice.ts'

/** Verbs for what becomes of the workloads that a cause explains, for one and for several. */
const EFFECTS: Readonly<Partial<Record<IncidentReason, readonly [one: string, several: string]>>> = {
  ImageNotFound: ['needs it', 'need it'],
  ImageRefused: ['cannot pull', 'cannot pull'],
  LimitExceeded: ['does not keep to it', 'do not keep to it'],
  NodeLost: ['runs on it', 'run on it'],
  PodSecurityForbids: ['is refused pods', 'are refused pods'],
  QuotaUsedUp: ['is refused more', 'are refused more'],
  RegistryRefuses: ['cannot pull', 'cannot pull'],
  WebhookUnreachable: ['is refused pods', 'are refused pods'],
}
const DEPENDS: readonly [string, string] = ['depends on it', 'depend on it']

const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicaSet', 'Pod'])

/** `Node node-a2 has not reported since 20 Nov 10:27: Deployments apples, pears and cider run on it`. */
export const incidentText = (incident: TracedIncident, voice: Voice): string => {
  const cause = causeText(incident.root, incident.fault, voice)
  const root = rootKey(incident.root)
  const refs = incident.explains.filter(({ own, key }) => own && key !== root).map(({ ref }) => voice.ref(ref))
  if (refs.length === 0) return cause
  const [workloads, others] = [refs.filter(({ kind }) => WORKLOADS.has(kind)), refs.filter(({ kind }) => !WORKLOADS.has(kind))]
  const effect = EFFECTS[incident.fault.reason]
  if (effect === undefined || workloads.length === 0) return `${cause}: ${predicated([...workloads, ...others], DEPENDS)}`
  const after = others.length === 0 ? '' : `, and ${predicated(others, DEPENDS)}`
  return `${cause}: ${predicated(workloads, effect)}${after}`
}

const predicated = (refs: readonly ObjectRef[], [one, several]: readonly [string, string]): string =>
  `${listText(refs)} ${refs.length === 1 ? one : several}`

/** `Deployments apples, pears and cider, Service web`; in several namespaces, or where there are too many, their number. */
const listText = (refs: readonly ObjectRef[]): string => {
  const namespaces = new Set(refs.map(({ namespace }) => namespace)).size
  return enumerateKinds(refs, (kind, list) => kindText(kind, list, namespaces))
}

const kindText = (kind: string, refs: readonly ObjectRef[], namespaces: number): string => {
  const [first] = refs
  if (refs.length === 1 && first !== undefined)
    return `${kind} ${namespaces > 1 && first.namespace !== '' ? `${first.namespace}/` : ''}${first.name}`
  if (refs.length <= MOST_NAMES && namespaces === 1) return `${inPlural(kind)} ${enumerate(refs.map(({ name }) => name))}`
  const places = new Set(refs.map(({ namespace }) => namespace)).size
  return `${refs.length} ${inPlural(kind)}${places > 1 ? ` in ${places} namespaces` : ''}`
}
