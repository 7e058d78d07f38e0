import { refKey } from '../../../../model/identity.ts'
import type { ObjectRef } from '../../../../model/identity.ts'
import { durationText, millisecondsOf, timestamp } from '../../../../model/scalars/time.ts'
import { printYaml } from '../../../../parse/index.ts'
import type { Difference } from '../../../../sync/index.ts'
import type { PageObject } from '../../page-data.ts'

/** `25s`, `4m`: how long before `now` that was; '' where either is no time. */
export const describeAge = (time: string | undefined, now: string): string => {
  const [then, at] = [millisecondsOf(time), millisecondsOf(now)]
  return then === undefined || at === undefined ? '' : durationText(at - then)
}

/** `08:46:33 UTC`, with the date where it is another than that of `now`: a page is read long after it was written, so nothing is "ago". */
export const clockText = (time: string, now: string): string => {
  const at = millisecondsOf(time)
  if (at === undefined) return time
  const text = timestamp(at)
  if (text.slice(0, 10) === now.slice(0, 10)) return `${text.slice(11, 19)} UTC`
  const year = text.slice(0, 4) === now.slice(0, 4) ? '' : ` ${text.slice(0, 4)}`
  return `${Number(text.slice(8, 10))} ${MONTHS[Number(text.slice(5, 7)) - 1] ?? ''}${year} ${text.slice(11, 16)} UTC`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The two axes in words. */
const AXES: Readonly<Record<string, string>> = { InSync: 'In sync', OutOfSync: 'Out of sync', NotApplicable: '–' }
export const axisText = (status: string): string => AXES[status] ?? status

/** The end of a path, which is what people call the field: `labels.owner`, `containers[mesh-proxy]`. */
export const shortPath = (path: string): string => {
  const parts = path.match(/(?:\[[^[\]]*\]|[^.[\]])+/g) ?? [path]
  const last = (parts.at(-1) ?? path).replace(/\[[\w.]+=([^,[\]]+)\]$/, '[$1]')
  return last.includes('[') || parts.length < 2 ? last : `${parts.at(-2) ?? ''}.${last}`
}

/** Components of the cluster itself, by the names under which they write: what they set is the ordinary course of things. */
const CLUSTER = /^(?:kube-(?:apiserver|controller-manager|scheduler)|kubelet|cloud-controller-manager|Go-http-client)$/i

/** Lists what others have set on an object, without what the cluster itself sets. */
export const addedByOthers = ({ notes }: PageObject): readonly Difference[] =>
  notes.filter(note => note.class === 'added-by-other' && note.by !== undefined && !CLUSTER.test(note.by.manager))

/** Everything about an object that someone changed: what differs, then what others added. */
export const listTouches = (object: PageObject): readonly Difference[] => [...object.differences, ...addedByOthers(object)]

/** Who changed it, each once. */
export const listManagers = (object: PageObject): readonly string[] => [
  ...new Set(listTouches(object).flatMap(({ by }) => (by === undefined ? [] : [by.manager]))),
]

/** True for a change of a value that nobody may see: it may be a hash here, which tells people nothing. */
export const isHidden = ({ ref }: PageObject, { path }: Difference): boolean =>
  ref.kind === 'Secret' && ref.group === '' && /^(?:data|stringData)\b/.test(path)

/** Why an object is as it is, in one sentence. */
export const reasonText = (object: PageObject): string => {
  const { message, health, sync, status, differences } = object
  const hidden = differences.filter(difference => isHidden(object, difference))
  if (hidden.length > 0 && message === sync.message) return hidden.map(hiddenText).join('; ')
  if (status === 'In Sync' && sync.status === 'InSync') return sync.message || 'Is as deployed'
  return message || (health.status === 'NotApplicable' ? sync.message : health.message)
}

/** The same where there is little room: paths without what all of a kind have in common, `containers[api].env[LOG_LEVEL].value`. */
export const briefReason = (object: PageObject): string =>
  object.differences.slice(0, BRIEF).reduce((text, { path }) => text.replaceAll(path, () => briefPath(path)), reasonText(object))

/** More of them are in no message. */
const BRIEF = 8

const briefPath = (path: string): string =>
  path.replace(/^(?:spec\.template\.spec|spec|metadata)\./, '').replaceAll(/\[[\w.]+=([^,[\]]+)\]/g, '[$1]')

const hiddenText = ({ path, by }: Difference): string =>
  `${path} is not the value that was deployed${by === undefined ? '' : `: ${by.manager}${by.since === undefined ? '' : `, ${by.since}`}`}`

/** One line about what others added: `kubectl-label added labels.owner, mesh-injector containers[mesh-proxy]`. */
export const additionsText = (object: PageObject): string => {
  const byManager = new Map<string, string[]>()
  for (const { path, by } of addedByOthers(object))
    byManager.set(by?.manager ?? '', [...(byManager.get(by?.manager ?? '') ?? []), shortPath(path)])
  return [...byManager].map(([manager, paths], index) => `${manager} ${index === 0 ? 'added ' : ''}${some(paths)}`).join(', ')
}

const some = (paths: readonly string[]): string =>
  paths.length <= 3 ? paths.join(', ') : `${paths.slice(0, 2).join(', ')} and ${paths.length - 2} more`

/** One text per identity. Keys of rows are paths of these with `>` between, so none is left within. */
export const keyOfRef = (ref: ObjectRef): string => refKey(ref).replaceAll(/[%>]/g, character => (character === '%' ? '%25' : '%3E'))

const keys = new WeakMap<PageObject, string>()

/** The same of an object: asked for with each key that is pressed. */
export const keyOf = (object: PageObject): string => {
  const known = keys.get(object) ?? keyOfRef(object.ref)
  keys.set(object, known)
  return known
}

/** Says what the label of an object does not say of its axes: that a broken one has drifted as well. */
export const otherAxis = ({ status, health, sync, orphaned }: PageObject): string => {
  const isTold = health.status === 'Healthy' || health.status === 'NotApplicable' || health.status === status
  if (status === 'Unknown' || status === 'Missing') return ''
  if (!isTold) return health.status
  if (orphaned === true) return ''
  if (sync.status === 'OutOfSync' && status !== 'Out of Sync') return 'out of sync'
  return sync.status === 'Unknown' ? 'sync unknown' : ''
}

/** True for what nobody deployed and whose kind reports no health: nothing is said of it, so nothing is called well. */
export const isSilent = ({ health, sync }: PageObject): boolean => health.status === 'NotApplicable' && sync.status === 'NotApplicable'

/** Its label, or that it has none. */
export const chooseLabel = (object: PageObject): string => (isSilent(object) ? 'No status' : object.status)

/** A value on one line or as a block: text as it is, all else as YAML. */
export const valueText = (value: unknown): string => (typeof value === 'string' ? value : printYaml(value).trimEnd())
