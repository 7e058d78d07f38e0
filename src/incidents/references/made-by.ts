import type { JsonRecord } from '../../model/kube-object.ts'
import { at, own, recordsOf, textOf } from '../../model/read.ts'
import { readName, readNamespace, seenRef } from '../graph/look.ts'
import type { Look } from '../graph/look.ts'
import { refTo, toKindKey } from '../graph/root.ts'
import { readLabels } from '../../model/selectors/fitted-labels.ts'
import type { Needed, Needing, Reference } from './reference.ts'

/** A kind that makes objects of another, and the fields that say which. */
interface Producer {
  readonly makes: string
  readonly kind: string
  /** The first that is there is the name. */
  readonly names: readonly (readonly string[])[]
}

const NAME = ['metadata', 'name'] as const

const PRODUCERS: readonly Producer[] = [
  { makes: 'Secret', kind: 'external-secrets.io/ExternalSecret', names: [['spec', 'target', 'name'], NAME] },
  { makes: 'Secret', kind: 'cert-manager.io/Certificate', names: [['spec', 'secretName']] },
  { makes: 'Secret', kind: 'bitnami.com/SealedSecret', names: [['spec', 'template', 'metadata', 'name'], NAME] },
  { makes: 'Secret', kind: 'secrets.hashicorp.com/VaultStaticSecret', names: [['spec', 'destination', 'name']] },
  { makes: 'Secret', kind: 'secrets.hashicorp.com/VaultDynamicSecret', names: [['spec', 'destination', 'name']] },
  { makes: 'Secret', kind: 'onepassword.com/OnePasswordItem', names: [NAME] },
  { makes: 'Secret', kind: 'infisical.com/InfisicalSecret', names: [['spec', 'managedSecretReference', 'secretName']] },
]

/** References to what would have made an object that is not there, and to what only a namespace can hold. */
export const producerReferences: readonly Reference[] = [
  {
    from: ['*'],
    produces: ['missing'],
    needs: ({ ref, look }) =>
      PRODUCERS.filter(({ makes }) => makes === toKindKey(ref)).flatMap(producer => {
        const all = look.related.ofKindIn(producer.kind, ref.namespace)
        if (look.related.ofKind(producer.kind).length === 0 && COMMON.has(producer.kind)) look.unseen(producer.kind)
        return all.filter(each => madeName(each, producer) === ref.name).map(each => made(each, producer, look))
      }),
  },
  {
    from: ['*'],
    produces: ['missing'],
    needs: ({ ref, look }) => {
      const namespace = refTo('Namespace', '', ref.namespace, look.source)
      if (ref.namespace === '' || look.related.find('Namespace', '', ref.namespace) !== undefined) return []
      const isGone = look.complete('Namespace') || look.desired(namespace) !== undefined
      return isGone ? [{ root: namespace, by: 'place', field: 'metadata.namespace', fault: { reason: 'Missing', exists: false } }] : []
    },
  },
  { from: ['helm.toolkit.fluxcd.io/HelmRelease'], produces: ['condition'], needs: releaseObjects },
  { from: ['kustomize.toolkit.fluxcd.io/Kustomization'], produces: ['condition'], needs: inventoryObjects },
  { from: ['*'], produces: ['condition'], needs: instanceObjects },
]

/** Those that are asked for by name where a Secret is missing; the others are rarer. */
const COMMON: ReadonlySet<string> = new Set(['external-secrets.io/ExternalSecret', 'cert-manager.io/Certificate'])

const madeName = (object: JsonRecord, { names }: Producer): string | undefined =>
  names.flatMap(path => textOf(at(object, ...path)) ?? [])[0]

const made = (object: JsonRecord, { names }: Producer, look: Look): Needed => ({
  root: seenRef(object, look),
  by: 'reference',
  field: (names.find(path => textOf(at(object, ...path)) !== undefined) ?? NAME).join('.'),
})

const BUILT_IN = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'batch/Job', 'PersistentVolumeClaim', 'Service'] as const

const INSTANCES = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'batch/Job'] as const

/** Blames Flux's Helm controller by the name and the namespace of the release, which what it installed carries. */
function releaseObjects({ object, look }: Needing): readonly Needed[] {
  const [name, namespace] = [readName(object), readNamespace(object)]
  return BUILT_IN.flatMap(kind => look.related.ofKind(kind))
    .filter(each => {
      const labels = readLabels(each)
      return own(labels, 'helm.toolkit.fluxcd.io/name') === name && own(labels, 'helm.toolkit.fluxcd.io/namespace') === namespace
    })
    .map(each => ({ root: seenRef(each, look), by: 'inventory', field: 'metadata.labels[helm.toolkit.fluxcd.io/name]' }))
}

/** `shop_web_apps_Deployment`: how a Kustomization lists what it applied (fluxcd/pkg/ssa). */
function inventoryObjects({ object, look }: Needing): readonly Needed[] {
  return recordsOf(at(object, 'status', 'inventory', 'entries')).flatMap((entry): readonly Needed[] => {
    const [namespace = '', name = '', group = '', kind = ''] = (textOf(entry['id']) ?? '').split('_')
    const live = look.related.find(group === '' ? kind : `${group}/${kind}`, namespace, name)
    return live === undefined ? [] : [{ root: seenRef(live, look), by: 'inventory', field: 'status.inventory.entries', sure: 'stated' }]
  })
}

/** Blames kro by the name and the uid of the instance, which what it made carries. */
function instanceObjects({ object, look }: Needing): readonly Needed[] {
  const uid = textOf(at(object, 'metadata', 'uid'))
  if (uid === undefined) return []
  return INSTANCES.flatMap(kind => look.related.ofKindIn(kind, readNamespace(object)))
    .filter(each => own(readLabels(each), 'kro.run/instance-id') === uid)
    .map(each => ({ root: seenRef(each, look), by: 'inventory', field: 'metadata.labels[kro.run/instance-id]', sure: 'stated' }))
}
