import { groupVersion, kindKey } from '../../model/identity.ts'
import { at, isRecord, listOf, textOf } from '../../model/read.ts'
import { readNamespace, seenRef } from '../graph/look.ts'
import type { Look } from '../graph/look.ts'
import type { Step } from '../incident.ts'
import { referredTo } from './reference.ts'
import type { Needed, Needing, Reference } from './reference.ts'

/** A field that holds one reference or a list of them, with what a part that is left out stands for. */
interface DeclaredField {
  readonly from: readonly string[]
  readonly path: readonly string[]
  /** 'group/Kind' where the reference says neither; the group where it says the kind alone. */
  readonly otherwise: string
  /** Kinds that are of the whole cluster. */
  readonly global?: boolean
  readonly by?: Step['by']
}

const ESO = 'external-secrets.io'
const CERT = 'cert-manager.io'
const SOURCE = 'source.toolkit.fluxcd.io'

/** Reference fields of the custom resources that people run (their API types). */
const FIELDS: readonly DeclaredField[] = [
  { from: [`${ESO}/*`], path: ['spec', 'secretStoreRef'], otherwise: `${ESO}/SecretStore` },
  { from: [`${ESO}/PushSecret`], path: ['spec', 'secretStoreRefs'], otherwise: `${ESO}/SecretStore` },
  { from: [`${CERT}/*`], path: ['spec', 'issuerRef'], otherwise: `${CERT}/Issuer` },
  { from: ['acme.cert-manager.io/*'], path: ['spec', 'issuerRef'], otherwise: `${CERT}/Issuer` },
  { from: ['kustomize.toolkit.fluxcd.io/Kustomization'], path: ['spec', 'sourceRef'], otherwise: `${SOURCE}/GitRepository` },
  {
    from: ['kustomize.toolkit.fluxcd.io/Kustomization'],
    path: ['spec', 'dependsOn'],
    otherwise: 'kustomize.toolkit.fluxcd.io/Kustomization',
  },
  { from: ['helm.toolkit.fluxcd.io/HelmRelease'], path: ['spec', 'dependsOn'], otherwise: 'helm.toolkit.fluxcd.io/HelmRelease' },
  { from: ['helm.toolkit.fluxcd.io/HelmRelease'], path: ['spec', 'chartRef'], otherwise: `${SOURCE}/HelmChart` },
  { from: ['helm.toolkit.fluxcd.io/HelmRelease'], path: ['spec', 'chart', 'spec', 'sourceRef'], otherwise: `${SOURCE}/HelmRepository` },
  { from: [`${SOURCE}/HelmChart`], path: ['spec', 'sourceRef'], otherwise: `${SOURCE}/HelmRepository` },
  { from: ['*'], path: ['spec', 'providerConfigRef'], otherwise: '', global: true },
  { from: ['*'], path: ['spec', 'resourceRef'], otherwise: '', by: 'inventory' },
  { from: ['*'], path: ['spec', 'resourceRefs'], otherwise: '', by: 'inventory' },
  { from: ['*'], path: ['spec', 'crossplane', 'resourceRefs'], otherwise: '', by: 'inventory' },
  { from: ['karpenter.sh/*'], path: ['spec', 'nodeClassRef'], otherwise: '', global: true },
  { from: ['karpenter.sh/*'], path: ['spec', 'template', 'spec', 'nodeClassRef'], otherwise: '', global: true },
  { from: ['cluster.x-k8s.io/*'], path: ['spec', 'infrastructureRef'], otherwise: '' },
  { from: ['cluster.x-k8s.io/*'], path: ['spec', 'controlPlaneRef'], otherwise: '' },
  { from: ['cluster.x-k8s.io/*'], path: ['spec', 'bootstrap', 'configRef'], otherwise: '' },
  { from: ['cluster.x-k8s.io/Machine'], path: ['status', 'nodeRef'], otherwise: 'Node', global: true },
  { from: ['keda.sh/ScaledObject'], path: ['spec', 'triggers', 'authenticationRef'], otherwise: 'keda.sh/TriggerAuthentication' },
  { from: ['argoproj.io/Application'], path: ['status', 'resources'], otherwise: '', by: 'inventory' },
]

/** Names without more, of kinds that the field's type says. */
const NAMES: readonly { readonly from: readonly string[]; readonly path: readonly string[]; readonly kind: string }[] = [
  { from: ['karpenter.sh/NodeClaim'], path: ['status', 'nodeName'], kind: 'Node' },
]

/** Kinds that a field of a spec, or an inventory in a status, names. */
export const declaredReferences: readonly Reference[] = [
  ...NAMES.map(({ from, path, kind }): Reference => ({
    from,
    produces: ['condition', 'terminating'],
    needs: ({ object, look }) => referredTo(kind, ['', textOf(at(object, ...path)) ?? ''], { by: 'place', field: path.join('.') }, look),
  })),
  ...FIELDS.map(fieldReference),
]

function fieldReference(declared: DeclaredField): Reference {
  return {
    from: declared.from,
    produces: ['condition', 'terminating'],
    needs: (needing: Needing) => references(at(needing.object, ...declared.path)).flatMap(ref => needed(ref, declared, needing)),
  }
}

const references = (value: unknown): readonly unknown[] => (isRecord(value) ? [value] : listOf(value))

const needed = (ref: unknown, declared: DeclaredField, { object, look }: Needing): readonly Needed[] => {
  const name = textOf(at(ref, 'name')) ?? ''
  const kind = kindIn(ref, declared.otherwise)
  if (name === '' || kind === '') return []
  const namespace = textOf(at(ref, 'namespace')) ?? readNamespace(object)
  const field = declared.path.join('.')
  const by = declared.by ?? 'reference'
  const places = declared.global === true || isGlobal(kind) ? [''] : [namespace, '']
  for (const place of places) {
    const live = look.related.find(kind, place, name)
    if (live !== undefined) return [{ root: seenRef(live, look), by, field, ...sureBy(by) }]
  }
  return absentReferred(kind, [places[0] ?? '', name], { by, field }, { ref, look, object })
}

/** Tells how sure a step is: what an inventory lists was made by whoever keeps it. */
const sureBy = (by: Step['by']): Pick<Needed, 'sure'> | undefined => (by === 'inventory' ? { sure: 'stated' } : undefined)

const isGlobal = (kind: string): boolean => /\/Cluster(?:Issuer|SecretStore|Generator)$|\/ClusterProviderConfig$/.test(kind)

/** By `kind` with `apiVersion`, `apiGroup` or `group`; else as the field's type has it. */
const kindIn = (ref: unknown, otherwise: string): string => {
  const kind = textOf(at(ref, 'kind'))
  const slash = otherwise.indexOf('/')
  if (kind === undefined) return otherwise
  const version = textOf(at(ref, 'apiVersion'))
  const group =
    textOf(at(ref, 'apiGroup')) ??
    textOf(at(ref, 'group')) ??
    (version === undefined ? otherwise.slice(0, Math.max(0, slash)) : groupVersion(version).group)
  return kindKey(group, kind)
}

/** Argo CD says itself of what it lists that it is Missing; after an operation that failed that is what became of it, and no cause. */
const absentReferred = (
  kind: string,
  place: readonly [string, string],
  step: { readonly by: Step['by']; readonly field: string },
  { ref, look, object }: { readonly ref: unknown; readonly look: Look; readonly object: unknown },
): readonly Needed[] => {
  const phase = at(object, 'status', 'operationState', 'phase')
  if (phase === 'Failed' || phase === 'Error' || phase === 'Running') return []
  const [first] = referredTo(kind, place, step, look)
  return first === undefined ? [] : [{ ...first, ...(at(ref, 'health', 'status') === 'Missing' ? { sure: 'stated' as const } : undefined) }]
}
