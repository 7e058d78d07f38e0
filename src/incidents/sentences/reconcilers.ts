import { at, listOf, textOf } from '../../model/read.ts'
import { readNamespace } from '../graph/look.ts'
import { absent, absentFault, absentResource, awaited, outside } from './names.ts'
import { resourceKind } from './resource-kind.ts'
import type { Named, Sentence, SentencePlace } from './sentence.ts'
import { refTo } from '../graph/root.ts'

const SAID = ['condition', 'noBackend'] as const

/** Sentences of reconcilers and producers about others that they need. */
export const reconcilers: readonly Sentence[] = [
  // Flux: `dependency 'flux-system/infra' is not ready`, `dependencies do not meet ready condition: dependency 'flux-system/infra' is not ready`
  {
    in: SAID,
    form: /dependency '([a-z0-9.-]+)\/([a-z0-9.-]+)'/,
    names: ([, namespace = '', name = ''], place) => dependency(namespace, name, place),
  },
  // Flux health checks: `timeout waiting for: [Deployment/shop/web status: 'InProgress', …]`, `failed early due to stalled resources: [Job/shop/migrate …]`
  {
    in: SAID,
    form: /(?:timeout waiting for|stalled resources|failed resources): \[([^[\]]+)\]/,
    names: ([, list = ''], place) => checked(list, place),
  },
  // Flux HelmRelease: `HelmChart 'flux-system/web' is not ready`, and what names a kind in this form
  {
    in: SAID,
    form: /\b([A-Z]\w{2,60}) '([^'/]+)\/([^']+)' is not ready/,
    names: ([, kind = '', namespace = '', name = ''], place) => byKind(kind, namespace, name, place),
  },
  // External Secrets before 0.15: `the desired SecretStore central is not ready`
  {
    in: SAID,
    form: /the desired (\w{2,60}) ([a-z0-9][a-z0-9.-]*) is not ready/,
    names: ([, kind = '', name = ''], place) => byKind(kind, place.namespace, name, place),
  },
  // Flux: `Source 'GitRepository/flux-system/fleet' not found`
  {
    in: SAID,
    form: /Source '(\w{2,60})\/(?:([^'/]+)\/)?([^'/]+)' not found/,
    names: ([, kind = '', namespace, name = ''], place) =>
      absent(`source.toolkit.fluxcd.io/${kind}`, namespace ?? readNamespace(place.object), name, place),
  },
  // Istio's gateways: `backend(api.shop.svc.cluster.local) not found`
  {
    in: SAID,
    form: /backend\(([a-z0-9-]+)\.([a-z0-9-]+)\.svc[^()]*\) not found/,
    names: ([, name = '', namespace = ''], place) => absent('Service', namespace, name, place),
  },
  // Argo CD: where the manifests come from is a URL in the Application, and no object
  {
    in: SAID,
    form: /(?:repository not (?:accessible|found)|authentication required|failed to list refs|unable to ls-remote|failed to fetch|error fetching|error cloning)/,
    names: (_, place) => repository(place),
  },
  // External Secrets: `SecretStore "central" is not ready`, `ClusterSecretStore "central" is not ready`
  {
    in: SAID,
    form: /\b([A-Z]\w{2,60}) "([^"]+)" (?:is )?not ready/,
    names: ([, kind = '', name = ''], place) => byKind(kind, place.namespace, name, place),
  },
  // cert-manager: `Referenced "ClusterIssuer" not found: clusterissuer.cert-manager.io "public-ca" not found`; Crossplane:
  // `cannot get referenced ProviderConfig: ProviderConfig.aws.upbound.io "prod" not found`; the API machinery everywhere
  {
    in: [...SAID, 'config', 'mount', 'noTarget', 'unscheduled', 'refused', 'pending'],
    form: /\b([A-Za-z]{3,60})((?:\.[a-z0-9-]+){0,8}) "([^"\s]+)" not found/,
    names: ([, resource = '', group = '', name = ''], place) => absentResource(resource, group.slice(1), name, place),
  },
  // kubelet of volumes: `configmap "a" not found` is above; External Secrets: `secret "a" does not exist`; Gateway API: `Secret edge/front-tls does not exist`
  {
    in: SAID,
    form: /\b([Ss]ecret|[Cc]onfig[Mm]ap|[Ss]ervice|Gateway|GatewayClass|Issuer|ClusterIssuer) "?([a-z0-9.-]+\/)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)"? (?:does not exist|not found|is not found)/,
    names: ([, kind = '', namespace = '', name = ''], place) => {
      const found = resourceKind(kind, '', place.look)
      if (found === undefined) return []
      const space = namespace === '' ? place.namespace : namespace.slice(0, -1)
      return absent(found.kind, found.scope === 'cluster' ? '' : space, name, place)
    },
  },
  // Gateway API: the reason RefNotPermitted; what is missing has no name yet
  {
    in: SAID,
    form: /(?:not permitted|not allowed) by (?:any |a )?ReferenceGrant|no ReferenceGrant|ReferenceGrant/,
    names: (_, place) => grant(place),
  },
]

/** The repository that an Application of Argo CD names, without what may stand before the host. */
const repository = (place: SentencePlace): readonly Named[] => {
  const { object } = place
  if (!(textOf(at(object, 'apiVersion')) ?? '').startsWith('argoproj.io/')) return []
  const [first] = listOf(at(object, 'spec', 'sources'))
  const url = textOf(at(object, 'spec', 'source', 'repoURL')) ?? textOf(at(first, 'repoURL')) ?? ''
  return outside('repository', url.replace(/^(\w+:\/\/)[^/@]*@/, '$1'), 'SourceFailing', place)
}

const dependency = (namespace: string, name: string, place: SentencePlace): readonly Named[] => {
  const kind =
    textOf(at(place.object, 'kind')) === 'HelmRelease' ? 'helm.toolkit.fluxcd.io/HelmRelease' : 'kustomize.toolkit.fluxcd.io/Kustomization'
  const found = place.look.related.find(kind, namespace, name)
  return found === undefined ? absent(kind, namespace, name, place) : awaited(kind, namespace, name, place)
}

/** `Deployment/shop/web status: 'InProgress'`, with the kind alone: the group is that of an object which is there. */
const checked = (list: string, place: SentencePlace): readonly Named[] =>
  list
    .split(', ')
    .slice(0, 20)
    .flatMap(part => {
      const [, kind = '', namespace = '', name = ''] = /^([A-Z]\w+)\/(?:([^/\s]+)\/)?([^/\s]+)/.exec(part.trim()) ?? []
      return name === '' ? [] : byKind(kind, namespace, name, place)
    })

/** Groups in which a bare kind is looked for: of the object that speaks, of those that it works with, and of the built-in ones. */
const GROUPS = [
  '',
  'apps',
  'batch',
  'networking.k8s.io',
  'source.toolkit.fluxcd.io',
  'kustomize.toolkit.fluxcd.io',
  'helm.toolkit.fluxcd.io',
  'external-secrets.io',
  'cert-manager.io',
  'gateway.networking.k8s.io',
]

const byKind = (kind: string, namespace: string, name: string, place: SentencePlace): readonly Named[] => {
  const { look, object } = place
  const own = (textOf(at(object, 'apiVersion')) ?? '').split('/')[0] ?? ''
  for (const group of [own, ...GROUPS]) {
    const key = group === '' ? kind : `${group}/${kind}`
    for (const space of [namespace, '']) if (look.related.find(key, space, name) !== undefined) return awaited(key, space, name, place)
  }
  const familiar = resourceKind(kind, '', look)
  if (familiar !== undefined && look.related.ofKind(familiar.kind).length === 0) look.unseen(familiar.kind)
  return []
}

const GRANT = 'gateway.networking.k8s.io/ReferenceGrant'

/** The grant would have to stand in the namespace of what is referred to. */
const grant = ({ object, look, words }: SentencePlace): readonly Named[] => {
  const target = otherNamespace(object['spec'], readNamespace(object), 0)
  return target === undefined
    ? []
    : [{ root: refTo(GRANT, target, '', look.source), fault: { ...absentFault(GRANT, words.quote), reason: 'ReferenceNotPermitted' } }]
}

/** The first namespace in a reference of a spec (backends, certificates) that is another one; parents need no grant. */
const otherNamespace = (value: unknown, own: string, depth: number): string | undefined => {
  if (typeof value !== 'object' || value === null || depth > 8) return undefined
  const found = textOf(at(value, 'namespace'))
  if (found !== undefined && found !== own) return found
  for (const [key, each] of Object.entries(value)) {
    const inside = key === 'parentRefs' ? undefined : otherNamespace(each, own, depth + 1)
    if (inside !== undefined) return inside
  }
  return undefined
}
