import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, recordsOf, textOf } from '../../model/read.ts'
import { readNamespace } from '../graph/look.ts'
import { podClaims } from '../graph/placement.ts'
import { referredTo } from './reference.ts'
import type { Needed, Needing, Reference } from './reference.ts'

const MINUTE = 60_000
/** How much later than its pods a node may be found ill: both are told by the node controller, evictions by kubelet before it. */
const SLACK = { unreported: MINUTE, evicted: 5 * MINUTE, terminating: 5 * MINUTE } as const

/** References of pods to what they declare that they need. */
export const podReferences: readonly Reference[] = [
  {
    from: ['Pod'],
    produces: ['unreported', 'terminating', 'evicted'],
    needs: ({ object, trouble, look }) => {
      const name = textOf(at(object, 'spec', 'nodeName')) ?? ''
      const { what, since } = trouble
      if (what === 'evicted' && !/node was low on resource|shutdown|shut down/i.test(trouble.words[0]?.text ?? '')) return []
      const slack = what === 'unreported' || what === 'evicted' || what === 'terminating' ? SLACK[what] : 0
      return referredTo('Node', ['', name], { by: 'place', field: 'spec.nodeName' }, look).map(needed => ({
        ...needed,
        ...(what === 'evicted' ? { sure: 'stated' as const, quote: trouble.words[0]?.quote } : undefined),
        latest: since === undefined ? undefined : since + slack,
      }))
    },
  },
  {
    from: ['Pod'],
    produces: ['unscheduled', 'mount', 'attach'],
    needs: ({ object, trouble, look }) => {
      if (trouble.what === 'unscheduled' && !/persistentvolumeclaim/i.test(trouble.words[0]?.text ?? '')) return []
      return podClaims(object).flatMap(([name]) =>
        referredTo(
          'PersistentVolumeClaim',
          [readNamespace(object), name],
          { field: 'spec.volumes[].persistentVolumeClaim.claimName' },
          look,
        ),
      )
    },
  },
  {
    from: ['Pod'],
    produces: ['config', 'mount', 'start'],
    needs: needing => configuration(needing).filter(({ fault }) => fault?.exists === false),
  },
]

/** The Secrets and ConfigMaps without which a pod does not start, where they are known not to be there. */
const configuration = ({ object, trouble, look }: Needing): readonly Needed[] => {
  const namespace = readNamespace(object)
  const named = trouble.what === 'mount' ? volumeSources(object) : containerSources(object, trouble.container)
  // A text tells of what it names; these are for texts that have expired.
  if (trouble.words.length > 0) return []
  return named.flatMap(([kind, name, field]) => referredTo(kind, [namespace, name], { field }, look))
}

type NamedSource = readonly [kind: 'ConfigMap' | 'Secret', name: string, field: string]

const named = (source: unknown, kind: NamedSource[0], key: string, field: string): readonly NamedSource[] => {
  const name = textOf(at(source, key))
  return !isRecord(source) || name === undefined || source['optional'] === true ? [] : [[kind, name, field]]
}

/** ConfigMaps and Secrets that volumes are made of. */
export const volumeSources = (pod: JsonRecord): readonly NamedSource[] =>
  recordsOf(at(pod, 'spec', 'volumes')).flatMap(volume => [
    ...named(volume['configMap'], 'ConfigMap', 'name', 'spec.volumes[].configMap.name'),
    ...named(volume['secret'], 'Secret', 'secretName', 'spec.volumes[].secret.secretName'),
    ...recordsOf(at(volume, 'projected', 'sources')).flatMap(source => [
      ...named(source['configMap'], 'ConfigMap', 'name', 'spec.volumes[].projected.sources[].configMap.name'),
      ...named(source['secret'], 'Secret', 'name', 'spec.volumes[].projected.sources[].secret.name'),
    ]),
  ])

/** ConfigMaps and Secrets that the environment of a container, or of all, is made of. */
export const containerSources = (pod: JsonRecord, container?: string): readonly NamedSource[] =>
  [...recordsOf(at(pod, 'spec', 'initContainers')), ...recordsOf(at(pod, 'spec', 'containers'))].flatMap(each =>
    container !== undefined && each['name'] !== container
      ? []
      : [
          ...recordsOf(each['envFrom']).flatMap(source => [
            ...named(source['configMapRef'], 'ConfigMap', 'name', 'spec.containers[].envFrom[].configMapRef.name'),
            ...named(source['secretRef'], 'Secret', 'name', 'spec.containers[].envFrom[].secretRef.name'),
          ]),
          ...recordsOf(each['env']).flatMap(({ valueFrom }) => [
            ...named(at(valueFrom, 'configMapKeyRef'), 'ConfigMap', 'name', 'spec.containers[].env[].valueFrom.configMapKeyRef.name'),
            ...named(at(valueFrom, 'secretKeyRef'), 'Secret', 'name', 'spec.containers[].env[].valueFrom.secretKeyRef.name'),
          ]),
        ],
  )
