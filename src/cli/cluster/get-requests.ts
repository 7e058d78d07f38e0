import type { PlannedKind } from '../../status/index.ts'
import type { ClusterFacts, ServedKind } from './discover.ts'

/** One `kubectl get`: kinds in one namespace, or objects of one kind. */
export interface GetRequest {
  readonly kinds: readonly ServedKind[]
  /** '' for kinds without a namespace, '*' for all namespaces. */
  readonly namespace: string
  /** No more than these; absent: all. */
  readonly names?: readonly string[]
  readonly selector?: string
  /** The version in which it is asked for, where it is not the one that the cluster prefers. */
  readonly version?: string
}

/** Names that the API server admits. What is named otherwise is not there, and could be read as a flag. */
const NAME = /^[a-z0-9](?:[-.:a-z0-9]*[a-z0-9])?$/i
/** Values of selectors that are handed on. */
const SELECTOR = /^[\w./-]+(?:=[\w.-]*)?(?:,[\w./-]+=[\w.-]*)*$/

/** The kinds of a cluster that nobody deploys, that are copies of others, or that change with every breath. */
const NOISE =
  /^(?:metrics\.k8s\.io|custom\.metrics\.k8s\.io|external\.metrics\.k8s\.io)\/|^(?:events\.k8s\.io\/Event|coordination\.k8s\.io\/Lease|ComponentStatus|Secret)$/

/** All that a namespace holds, but for Secrets, of which only those are read that something asks for. */
export const requestNamespace = ({ served }: ClusterFacts, namespace: string): readonly GetRequest[] => {
  const kinds = [...served.values()].filter(({ key, isNamespaced, canList }) => isNamespaced && canList && !NOISE.test(key))
  return [{ kinds, namespace }, ...requestReleases({ served }, namespace)]
}

/** The records of Helm. */
export const requestReleases = ({ served }: Pick<ClusterFacts, 'served'>, namespace: string, name?: string): readonly GetRequest[] =>
  ['Secret', 'ConfigMap'].flatMap(key => {
    const kind = served.get(key)
    return kind === undefined ? [] : [{ kinds: [kind], namespace, selector: name === undefined ? 'owner=helm' : `owner=helm,name=${name}` }]
  })

/** True for a kind of which something is desired, and not only what an answer about others rests on. */
export const isDesired = ({ why }: PlannedKind): boolean => why.some(({ because }) => because === 'desired')

/** The calls for a plan: one for the kinds of each namespace, others for what is read by name, label or in another version. */
export const requestPlan = (plan: readonly PlannedKind[], { served }: ClusterFacts): readonly GetRequest[] => {
  const together = new Map<string, ServedKind[]>()
  const alone: GetRequest[] = []
  for (const planned of plan) {
    const kind = served.get(planned.kind)
    if (kind === undefined || !kind.canList) continue
    const byName = namesIn(planned, served)
    const { version, labelSelector: selector } = planned
    const isOther = version !== undefined && kind.version !== '' && version !== kind.version
    for (const namespace of kind.isNamespaced ? planned.namespaces : ['']) {
      if (byName !== undefined) {
        const names = byName.filter(each => each.namespace === namespace).map(({ name }) => name)
        if (names.length > 0) alone.push({ kinds: [kind], namespace, names })
      } else if (selector !== undefined || isOther)
        alone.push({
          kinds: [kind],
          namespace,
          ...(selector === undefined ? undefined : { selector }),
          ...(isOther ? { version } : undefined),
        })
      else together.set(namespace, [...(together.get(namespace) ?? []), kind])
    }
  }
  return [...Array.from(together, ([namespace, kinds]) => ({ kinds, namespace })), ...alone]
}

const DEFINITION = 'apiextensions.k8s.io/CustomResourceDefinition'

/** Lists what is read by name: Secrets, and definitions, which are large, by the kinds that ask for them. */
const namesIn = (
  { kind, names, why }: PlannedKind,
  served: ClusterFacts['served'],
): readonly { readonly namespace: string; readonly name: string }[] | undefined => {
  if (kind !== DEFINITION || !why.every(({ because }) => because === 'definition')) return names
  return why.flatMap(({ of }) => {
    const custom = served.get(of)
    return custom === undefined || custom.group === '' ? [] : [{ namespace: '', name: `${custom.plural}.${custom.group}` }]
  })
}

/** The arguments of a call; undefined where nothing is left to ask for. */
export const getArgs = (
  request: GetRequest,
  { knowsManagedFields }: Pick<ClusterFacts, 'knowsManagedFields'>,
): readonly string[] | undefined => {
  const { kinds, namespace, names, selector, version } = request
  const named = names?.filter(name => NAME.test(name))
  if (kinds.length === 0 || named?.length === 0 || (selector !== undefined && !SELECTOR.test(selector))) return undefined
  if (namespace !== '' && namespace !== '*' && !NAME.test(namespace)) return undefined
  return [
    'get',
    kinds.map(kind => resourceName(kind, version)).join(','),
    ...(named ?? []),
    ...(namespace === '' ? [] : [namespace === '*' ? '--all-namespaces' : `--namespace=${namespace}`]),
    ...(selector === undefined ? [] : [`--selector=${selector}`]),
    ...(named === undefined ? [] : ['--ignore-not-found']),
    ...(knowsManagedFields ? ['--show-managed-fields'] : []),
    '-o',
    'json',
  ]
}

/** As kubectl takes it: `deployments.apps`, with a version `deployments.v1.apps`. */
const resourceName = ({ plural, group }: ServedKind, version: string | undefined): string =>
  group === '' ? plural : version === undefined ? `${plural}.${group}` : `${plural}.${version}.${group}`

/** A kind in a namespace, as sources list it: `apps/Deployment@shop`, and without a namespace for all of them and where there is none. */
export const placeText = ({ key }: Pick<ServedKind, 'key'>, namespace: string): string =>
  namespace === '' || namespace === '*' ? key : `${key}@${namespace}`

/** A call in words, for what was asked before: kind by kind. */
export const writeKeys = ({ kinds, namespace, names, selector }: GetRequest): readonly string[] =>
  kinds.flatMap(({ key }) => {
    const place = `${key}@${namespace}`
    if (names !== undefined) return names.map(name => `${place}/${name}`)
    return [selector === undefined ? place : `${place}?${selector}`]
  })
