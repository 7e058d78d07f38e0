import { compareQuantities, parseQuantity } from '../../model/scalars/quantity.ts'
import { at, own, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { readNamespace } from '../graph/look.ts'
import { absent, faulty } from './names.ts'
import { REFUSALS } from './sentence.ts'
import type { Named, Sentence, SentencePlace } from './sentence.ts'

const QUOTA = 'ResourceQuota'

/** Sentences of the API server's admission plugins when they refuse (plugin/pkg/admission in kubernetes/kubernetes). */
export const admission: readonly Sentence[] = [
  // resourcequota/controller.go: `exceeded quota: team, requested: requests.cpu=500m, used: requests.cpu=4, limited: requests.cpu=4`
  {
    in: REFUSALS,
    form: /exceeded quota: ([^,\s]+), requested: ([^\s,]+(?:,[^\s,]+)*)/,
    names: ([, name = '', requested = ''], place) =>
      stillExceeds(name, requested, place) ? faulty(QUOTA, [place.namespace, name], 'QuotaUsedUp', place) : [],
  },
  // the same plugin: `failed quota: fair-share: must specify requests.memory for: cow`
  {
    in: REFUSALS,
    form: /failed quota: ([^:\s]+): must specify /,
    names: ([, name = ''], place) => faulty(QUOTA, [place.namespace, name], 'LimitExceeded', place),
  },
  // limitranger: `maximum memory usage per Container is 1Gi, but limit is 2Gi`
  {
    in: REFUSALS,
    form: /(maximum|minimum) (\S+) usage per (\w+) is (\S+),/,
    names: ([, bound = '', resource = '', type = '', value = ''], place) =>
      limitRanges({ bound: bound === 'maximum' ? 'max' : 'min', resource, type, value }, place),
  },
  {
    in: REFUSALS,
    form: /(?:^|\s)(\S+) max limit to request ratio per (\w+) is (\S+),/,
    names: ([, resource = '', type = '', value = ''], place) =>
      limitRanges({ bound: 'maxLimitRequestRatio', resource, type, value }, place),
  },
  // security/podsecurity: the level is a label of the namespace
  {
    in: REFUSALS,
    form: /violates PodSecurity "/,
    names: (_, place) => faulty('Namespace', ['', place.namespace], 'PodSecurityForbids', place),
  },
  // plugin/policy/validating: both names are given; what applies the policy is the binding
  {
    in: REFUSALS,
    form: /ValidatingAdmissionPolicy '[^'\s]{1,253}' with binding '([^'\s]{1,253})' denied request/,
    names: ([, binding = ''], place) =>
      faulty('admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding', ['', binding], 'PolicyForbids', place),
  },
  // serviceaccount: `error looking up service account forge/smith: serviceaccount "smith" not found`
  {
    in: REFUSALS,
    form: /error looking up service account ([^/\s]+)\/([^:\s]+):/,
    names: ([, namespace = '', name = ''], place) => absent('ServiceAccount', namespace, name, place),
  },
  // priority: `no PriorityClass with name urgent was found`
  {
    in: REFUSALS,
    form: /no PriorityClass with name (\S+) was found/,
    names: ([, name = ''], place) => absent('scheduling.k8s.io/PriorityClass', '', name, place),
  },
  // runtimeclass: `pod rejected: RuntimeClass "gvisor" not found`
  {
    in: REFUSALS,
    form: /RuntimeClass "([^"]+)" not found/,
    names: ([, name = ''], place) => absent('node.k8s.io/RuntimeClass', '', name, place),
  },
  // namespace/lifecycle: `unable to create new content in namespace shop because it is being terminated`
  {
    in: REFUSALS,
    form: /unable to create new content in namespace (\S+) because it is being terminated/,
    names: ([, name = ''], place) => (stays(name, place) ? [] : faulty('Namespace', ['', name], 'Failing', place)),
  },
]

/** A namespace of the name has been made since. */
const stays = (name: string, { look }: SentencePlace): boolean => {
  const namespace = look.related.find('Namespace', '', name)
  return namespace !== undefined && at(namespace, 'metadata', 'deletionTimestamp') === undefined
}

/** A quota that has been raised, or has room again, refuses no more: its own status is newer than the sentence. */
const stillExceeds = (name: string, requested: string, { namespace, look }: SentencePlace): boolean => {
  const quota = look.related.find(QUOTA, namespace, name)
  if (quota === undefined) return !look.complete(QUOTA)
  const [hard, used] = [recordOf(at(quota, 'status', 'hard')), recordOf(at(quota, 'status', 'used'))]
  const pairs = requested.split(',').map(pair => pair.split('='))
  return pairs.some(([resource = '', amount]) => {
    const [limit, taken, more] = [own(hard, resource), own(used, resource), amount].map(parseQuantity)
    return limit === undefined || taken === undefined || more === undefined || taken.nano + more.nano > limit.nano
  })
}

interface Bound {
  readonly bound: 'max' | 'min' | 'maxLimitRequestRatio'
  readonly resource: string
  readonly type: string
  readonly value: string
}

const LIMITS = 'LimitRange'

/** The text has the limit and not the name: it is the LimitRange of the namespace that sets this very limit. */
const limitRanges = ({ bound, resource, type, value }: Bound, place: SentencePlace): readonly Named[] => {
  const all = place.look.related.ofKindIn(LIMITS, place.namespace)
  if (all.length === 0) place.look.unseen(LIMITS)
  const setting = all.filter(each =>
    recordsOf(at(each, 'spec', 'limits')).some(
      limit => limit['type'] === type && compareQuantities(own(recordOf(limit[bound]), resource), value) === 0,
    ),
  )
  return setting.slice(0, 1).flatMap(each => {
    const [found] = faulty(LIMITS, [readNamespace(each), textOf(at(each, 'metadata', 'name')) ?? ''], 'LimitExceeded', place)
    return found === undefined ? [] : [{ ...found, sure: 'linked' as const }]
  })
}
