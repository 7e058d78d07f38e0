import { at, textOf } from '../../model/read.ts'
import type { Look } from '../graph/look.ts'

/** The kind behind the name of a resource in an error of the API. */
export interface ResourceKind {
  /** 'group/Kind'. */
  readonly kind: string
  readonly scope: 'namespace' | 'cluster' | 'unknown'
}

/** Kinds that controllers often miss; those of the cluster as a whole are marked. Plural and singular are both written (`secrets "a"`, `secret "a"`). */
const KNOWN = `ConfigMap Secret ServiceAccount Service PersistentVolumeClaim Pod LimitRange ResourceQuota Endpoints
*PersistentVolume *Namespace *Node apps/Deployment apps/StatefulSet apps/DaemonSet apps/ReplicaSet batch/Job batch/CronJob
*storage.k8s.io/StorageClass *storage.k8s.io/CSIDriver *storage.k8s.io/VolumeAttributesClass *scheduling.k8s.io/PriorityClass
*node.k8s.io/RuntimeClass *networking.k8s.io/IngressClass networking.k8s.io/Ingress *gateway.networking.k8s.io/GatewayClass
gateway.networking.k8s.io/Gateway *apiextensions.k8s.io/CustomResourceDefinition *resource.k8s.io/DeviceClass resource.k8s.io/ResourceClaim
resource.k8s.io/ResourceClaimTemplate rbac.authorization.k8s.io/Role *rbac.authorization.k8s.io/ClusterRole cert-manager.io/Issuer
*cert-manager.io/ClusterIssuer cert-manager.io/Certificate cert-manager.io/CertificateRequest external-secrets.io/SecretStore
*external-secrets.io/ClusterSecretStore external-secrets.io/ExternalSecret source.toolkit.fluxcd.io/GitRepository
source.toolkit.fluxcd.io/HelmRepository source.toolkit.fluxcd.io/OCIRepository source.toolkit.fluxcd.io/Bucket source.toolkit.fluxcd.io/HelmChart
source.toolkit.fluxcd.io/ExternalArtifact kustomize.toolkit.fluxcd.io/Kustomization helm.toolkit.fluxcd.io/HelmRelease`

let table: ReadonlyMap<string, ResourceKind> | undefined

/** By bare resource and by `resource.group`, plural and singular, in lower case. */
const known = (): ReadonlyMap<string, ResourceKind> => (table ??= new Map(KNOWN.split(/\s+/).flatMap(nameEntries)))

const nameEntries = (word: string): readonly (readonly [string, ResourceKind])[] => {
  const kind = word.replace('*', '')
  const slash = kind.indexOf('/')
  const group = slash < 0 ? '' : `.${kind.slice(0, slash)}`
  const bare = kind.slice(slash + 1).toLowerCase()
  const found: ResourceKind = { kind, scope: word === kind ? 'namespace' : 'cluster' }
  return [bare, pluralize(bare)].flatMap(name => [[name, found] as const, [`${name}${group}`, found] as const])
}

const pluralize = (name: string): string =>
  name.endsWith('s') ? (name.endsWith('ss') ? `${name}es` : name) : name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`

const CRD = 'apiextensions.k8s.io/CustomResourceDefinition'

/**
 * The kind that an error of the API means by `providerconfigs.aws.upbound.io`: a well-known one, one whose definition is known, or one that is
 * written as a kind already. Undefined for a word that names no resource.
 */
export const resourceKind = (resource: string, group: string, look: Look): ResourceKind | undefined => {
  const name = resource.toLowerCase()
  const familiar = known().get(group === '' ? name : `${name}.${group}`)
  if (familiar !== undefined) return familiar
  if (group === '') return undefined
  const definition = look.related.find(CRD, '', `${name}.${group}`)
  const kind = textOf(at(definition, 'spec', 'names', 'kind'))
  if (kind !== undefined)
    return { kind: `${group}/${kind}`, scope: at(definition, 'spec', 'scope') === 'Cluster' ? 'cluster' : 'namespace' }
  const bare = /^[A-Z]/.test(resource) ? resource : `${name.charAt(0).toUpperCase()}${name.slice(1).replace(/s$/, '')}`
  return { kind: `${group}/${bare}`, scope: 'unknown' }
}
