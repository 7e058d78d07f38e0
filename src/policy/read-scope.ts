import { parseLabelSelector } from '../model/selectors/label-selector.ts'
import type { ObjectSelector } from '../model/selectors/object-selector.ts'
import type { PolicyScope } from './policy-document.ts'

/** A fault in a part of an entry, by its place in the entry. */
export interface EntryFault {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** The objects that an entry is about, as selectors of which one has to fit. */
export interface ReadScope {
  readonly selectors: readonly ObjectSelector[]
  readonly faults: readonly EntryFault[]
}

/** Reads the scope of an entry. */
export const readScope = (scope: PolicyScope): ReadScope => {
  const parts =
    typeof scope === 'string' || !isList(scope) ? [{ part: scope, path: [] }] : scope.map((part, index) => ({ part, path: [index] }))
  const selectors = parts.map(({ part, path }) => ({
    path,
    selector: typeof part === 'string' ? { kind: part } : part,
    isText: typeof part === 'string',
  }))
  return {
    selectors: selectors.map(({ selector }) => selector),
    faults: [
      ...selectors.flatMap(({ selector, path, isText }) =>
        faultsIn(selector, isText).map(fault => ({ ...fault, path: [...path, ...fault.path] })),
      ),
      ...(parts.length === 0 ? [{ path: [], message: 'names no objects' }] : []),
    ],
  }
}

const isList = (scope: ObjectSelector | readonly (string | ObjectSelector)[]): scope is readonly (string | ObjectSelector)[] =>
  Array.isArray(scope)

const faultsIn = (selector: ObjectSelector, isText: boolean): readonly EntryFault[] => {
  const { kind, labelSelector, annotationSelector } = selector
  const kindFault = kind === undefined ? undefined : wrongKind(kind)
  return [
    ...(Object.values(selector).every(part => part === undefined)
      ? [{ path: [], message: "says nothing of the objects: { kind: '*' } means all" }]
      : []),
    ...(kindFault === undefined ? [] : [{ path: isText ? [] : ['kind'], message: kindFault }]),
    ...Object.entries({ labelSelector, annotationSelector }).flatMap(([field, text]) =>
      text === undefined || parseLabelSelector(text) !== undefined
        ? []
        : [{ path: [field], message: 'is no label selector as kubectl -l takes it' }],
    ),
  ]
}

/** The kinds of the core group, to which none was added since 2016. */
const CORE: ReadonlySet<string> = /* @__PURE__ */ new Set(
  'Binding ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount'.split(
    ' ',
  ),
)

const GROUPS: Readonly<Record<string, string>> = {
  CronJob: 'batch',
  DaemonSet: 'apps',
  Deployment: 'apps',
  HorizontalPodAutoscaler: 'autoscaling',
  Ingress: 'networking.k8s.io',
  Job: 'batch',
  NetworkPolicy: 'networking.k8s.io',
  PodDisruptionBudget: 'policy',
  ReplicaSet: 'apps',
  StatefulSet: 'apps',
}

/** A kind without its group would silently mean the core group, and match nothing. */
const wrongKind = (kind: string): string | undefined => {
  if (kind.includes('/') || kind.includes('*') || CORE.has(kind)) return undefined
  const group = Object.hasOwn(GROUPS, kind) ? GROUPS[kind] : undefined
  return `is no kind of the core group: write ${group === undefined ? 'group/Kind' : `${group}/${kind}`}`
}
