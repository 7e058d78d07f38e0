import { isTrue, liveCondition, transitionOf } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { hasCompany } from '../graph/company.ts'
import { findSelected, readBacking } from '../graph/endpoints.ts'
import { lookFor, readName, readNamespace, seenRef } from '../graph/look.ts'
import type { Look } from '../graph/look.ts'
import { absent, faulty, outside } from './names.ts'
import { REFUSALS } from './sentence.ts'
import type { Named, Sentence, SentencePlace } from './sentence.ts'

/**
 * Sentences of the API server when it cannot call a webhook (apiserver/pkg/admission/plugin/webhook/errors, apiextensions' conversion): the
 * address holds the Service. Only webhooks that fail closed are heard of in this way.
 */
export const webhooks: readonly Sentence[] = [
  {
    in: REFUSALS,
    form: /failed calling webhook "([^"]+)":/,
    names: (match, place) => unanswered(match, { place, configuration: findConfiguration(match[1] ?? '', place.look) }),
  },
  {
    in: REFUSALS,
    form: /conversion webhook for \S+ \S+ failed:/,
    names: (match, place) => unanswered(match, { place, configuration: undefined }),
  },
]

const CONFIGURATIONS = [
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
] as const

const findConfiguration = (webhook: string, { related }: Look): JsonRecord | undefined =>
  CONFIGURATIONS.flatMap(kind => related.ofKind(kind)).find(each => recordsOf(each['webhooks']).some(({ name }) => name === webhook))

interface Called {
  readonly place: SentencePlace
  readonly configuration: JsonRecord | undefined
}

/** The call that had no answer, in the same sentence: `Post "https://hook.ns.svc:443/validate?timeout=10s": context deadline exceeded`. */
const CALL = /^[^"\n]*Post "https:\/\/([^"/:]+)(?:[/:][^"]*)?": ([^\n]*)/

const unanswered = (match: RegExpExecArray, called: Called): readonly Named[] => {
  const [, host = '', why = ''] = CALL.exec(match.input.slice(match.index + match[0].length)) ?? []
  return host === '' ? [] : unreachable(host, why, called)
}

const unreachable = (host: string, why: string, { place, configuration }: Called): readonly Named[] => {
  const [name = '', namespace = '', svc] = host.split('.')
  if (svc !== 'svc') return outside('server', host, 'WebhookUnreachable', place)
  const service = place.look.related.find('Service', namespace, name)
  if (service === undefined) return withoutService([namespace, name], why, { place, configuration })
  if (/x509|certificate/.test(why)) return certificates(service, { place, configuration })
  return isOver(service, why, place) ? [] : faulty('Service', [namespace, name], 'WebhookUnreachable', place)
}

/**
 * A Service that is gone alone has to come back; where nothing of it is left the configuration was left behind. One that nobody has shown may well be
 * there: what answers with a certificate is.
 */
const withoutService = ([namespace, name]: readonly [string, string], why: string, { place, configuration }: Called): readonly Named[] => {
  if (/x509|certificate/.test(why) || !isGone([namespace, name], why, place.look))
    return configuration === undefined
      ? faulty('Service', [namespace, name], 'WebhookUnreachable', place)
      : faultyConfiguration(configuration, place)
  if (configuration === undefined || hasCompany(namespace, place.look)) return absent('Service', namespace, name, place)
  return faultyConfiguration(configuration, place)
}

/** By the API server's own words, or because all that are there are known. */
const isGone = ([namespace, name]: readonly [string, string], why: string, look: Look): boolean => {
  if (/service "[^"]{1,63}" not found/.test(why)) return true
  const found = lookFor('Service', namespace, name, look)
  return 'absent' in found && found.absent
}

const faultyConfiguration = (configuration: JsonRecord, place: SentencePlace): readonly Named[] => [
  {
    root: seenRef(configuration, place.look),
    fault: { reason: 'WebhookUnreachable', quote: place.words.quote, since: place.words.since },
  },
]

/** True where what stands behind the Service has become ready since the sentence was written: whoever wrote it has not asked again. */
const isOver = (service: JsonRecord, why: string, { look, words }: SentencePlace): boolean => {
  if (readBacking(service, look).state !== 'ready') return false
  if (why.includes('no endpoints available')) return true
  const ready = behind(service, look).filter(pod => isTrue(liveCondition(pod, 'Ready')))
  const since = ready.map(pod => transitionOf(liveCondition(pod, 'Ready')) ?? 0)
  return since.length > 0 && Math.max(...since) > (words.since ?? Infinity)
}

const behind = (service: JsonRecord, look: Look): readonly JsonRecord[] =>
  findSelected(recordOf(at(service, 'spec', 'selector')), readNamespace(service), look).filter(each => each['kind'] === 'Pod')

const CERTIFICATE = 'cert-manager.io/Certificate'

/** A certificate that is not accepted: the one whose Secret the pods behind the Service mount, else the bundle of the configuration. */
const certificates = (service: JsonRecord, { place, configuration }: Called): readonly Named[] => {
  const { look } = place
  const secrets = new Set(
    behind(service, look).flatMap(pod =>
      recordsOf(at(pod, 'spec', 'volumes')).flatMap(volume => textOf(at(volume, 'secret', 'secretName')) ?? []),
    ),
  )
  const all = look.related.ofKindIn(CERTIFICATE, readNamespace(service))
  if (all.length === 0) look.unseen(CERTIFICATE)
  const first = all.find(each => secrets.has(textOf(at(each, 'spec', 'secretName')) ?? ''))
  if (first !== undefined)
    return faulty(CERTIFICATE, [readNamespace(first), readName(first)], 'CertificateExpired', place).map(named => ({
      ...named,
      sure: 'linked',
    }))
  return configuration === undefined
    ? faulty('Service', [readNamespace(service), readName(service)], 'WebhookUnreachable', place)
    : faultyConfiguration(configuration, place)
}
