import type { RecordedApplication, RecordedTool } from '../../sources/index.ts'
import type { ClusterFacts } from './discover.ts'
import { requestNamespace, requestReleases } from './get-requests.ts'
import type { GetRequest } from './get-requests.ts'

/** A target: `release/web`, `ks/flux-system/apps`. */
export interface Target {
  readonly text: string
  readonly spec: TargetSpec
  /** Undefined where it does not say. */
  readonly namespace: string | undefined
  readonly name: string
}

/** One kind of target. */
interface TargetSpec {
  readonly words: readonly string[]
  readonly tools: readonly RecordedTool[]
  /** The kinds in which the tool keeps what it deployed; those of Helm are found by label. */
  readonly kinds: readonly string[]
  /** The label that its records have. */
  readonly selector?: string
  /** It has no record of its own: all of a namespace says it. */
  readonly everywhere?: true
  /** The record lies in the namespace of its objects. */
  readonly isLocal?: true
  /** The label of its members, by which Secrets among them are found: no record names them. */
  readonly memberLabel?: string
  /** True where the name is that of what steers the tool, not of what it deploys. */
  readonly byOwner?: true
}

const TARGETS: readonly TargetSpec[] = [
  { words: ['release', 'releases', 'helm'], tools: ['helm'], kinds: [] },
  { words: ['app', 'apps', 'application', 'argocd'], tools: ['argocd'], kinds: ['argoproj.io/Application'] },
  { words: ['ks', 'kustomization', 'kustomizations'], tools: ['flux'], kinds: ['kustomize.toolkit.fluxcd.io/Kustomization'] },
  { words: ['hr', 'helmrelease', 'helmreleases'], tools: ['helm'], kinds: ['helm.toolkit.fluxcd.io/HelmRelease'], byOwner: true },
  { words: ['kapp'], tools: ['kapp'], kinds: ['ConfigMap'], selector: 'kapp.k14s.io/is-app' },
  {
    words: ['applyset'],
    tools: ['applyset'],
    kinds: ['Secret', 'ConfigMap'],
    isLocal: true,
    memberLabel: 'applyset.kubernetes.io/part-of',
  },
  { words: ['kubectl'], tools: ['kubectl'], kinds: [], everywhere: true },
]

/** The words that targets begin with, for messages. */
export const TARGET_WORDS: string = (() => {
  const forms = TARGETS.map(({ words: [word = ''], everywhere }) => `${word}/${everywhere === true ? 'applied' : 'NAME'}`)
  return `${forms.slice(0, -1).join(', ')} or ${forms.at(-1) ?? ''}, with the namespace before the name where it is another`
})()

/** Reads a target; undefined where it is none. */
export const parseTarget = (text: string): Target | undefined => {
  const parts = text.split('/')
  const [word = ''] = parts
  const name = parts.at(-1) ?? ''
  const spec = TARGETS.find(({ words }) => words.includes(word.toLowerCase()))
  if (spec === undefined || parts.length < 2 || parts.length > 3 || parts.includes('')) return undefined
  return { text, spec, namespace: parts.length === 3 ? parts[1] : undefined, name }
}

/** Requests the record of a target: one by itself may lie in any namespace, a release is one of its namespace. */
export const requestTarget = (target: Target, facts: ClusterFacts, otherwise: string | undefined): readonly GetRequest[] => {
  const { spec, namespace, name } = target
  const where = namespace ?? otherwise
  if (spec.everywhere === true) return requestNamespace(facts, where ?? facts.namespace)
  if (spec.kinds.length === 0) return requestReleases(facts, where ?? facts.namespace, name)
  const secret = facts.served.get('Secret')
  const members: readonly GetRequest[] =
    spec.memberLabel === undefined || secret === undefined
      ? []
      : [{ kinds: [secret], namespace: where ?? facts.namespace, selector: spec.memberLabel }]
  const records = spec.kinds.flatMap((key): GetRequest[] => {
    const kind = facts.served.get(key)
    if (kind === undefined) return []
    if (spec.selector !== undefined) return [{ kinds: [kind], namespace: where ?? facts.namespace, selector: spec.selector }]
    if (isSoughtEverywhere(target, otherwise)) return [{ kinds: [kind], namespace: '*' }]
    return [{ kinds: [kind], namespace: where ?? facts.namespace, names: [name] }]
  })
  return [...records, ...members]
}

/** True where a record is looked for in all namespaces: it may lie in any, and nobody says in which. */
const isSoughtEverywhere = ({ spec, namespace }: Target, otherwise: string | undefined): boolean =>
  (namespace ?? otherwise) === undefined && spec.kinds.length > 0 && spec.selector === undefined && spec.isLocal !== true

/** The namespace in which a target was looked for; undefined: in all. */
export const findPlace = (target: Target, facts: ClusterFacts, otherwise: string | undefined): string | undefined =>
  isSoughtEverywhere(target, otherwise) ? undefined : (target.namespace ?? otherwise ?? facts.namespace)

/** Requests what is recorded like a target; nothing where all were looked through for it. */
export const requestAlike = ({ spec }: Target, facts: ClusterFacts, where: string | undefined): readonly GetRequest[] => {
  if (spec.everywhere === true || where === undefined) return []
  if (spec.kinds.length === 0) return requestReleases(facts, where)
  return spec.kinds.flatMap((key): readonly GetRequest[] => {
    const kind = facts.served.get(key)
    // Secrets are read only where something asks for them.
    return kind === undefined || key === 'Secret' ? [] : [{ kinds: [kind], namespace: where }]
  })
}

/** Lists which of some applications are like a target, as targets. */
export const listAlike = ({ spec }: Target, all: readonly RecordedApplication[], otherwise: string | undefined): readonly string[] => {
  const [word = ''] = spec.words
  const named = all.flatMap(recorded => {
    if (!spec.tools.includes(recorded.tool)) return []
    const { name, namespace } = readOwnName(spec, recorded)
    return name === undefined ? [] : [[word, ...(namespace === undefined || namespace === otherwise ? [] : [namespace]), name].join('/')]
  })
  return [...new Set(named)].sort()
}

/** Reads the name of what steers a tool, or of the application itself. */
const readOwnName = (
  { byOwner }: TargetSpec,
  { owner, name, namespace }: RecordedApplication,
): { readonly name?: string | undefined; readonly namespace?: string | undefined } =>
  byOwner === true ? { name: owner?.ref.name, namespace: owner?.ref.namespace } : { name, namespace }

/** True for the application that a target names. */
export const isTargeted = ({ spec, namespace, name }: Target, recorded: RecordedApplication): boolean => {
  if (!spec.tools.includes(recorded.tool)) return false
  const { ref } = recorded.owner ?? {}
  const named = readOwnName(spec, recorded)
  return named.name === name && (namespace === undefined || named.namespace === namespace || ref?.namespace === namespace)
}
