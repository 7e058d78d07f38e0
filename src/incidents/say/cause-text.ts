import { refText } from '../../model/identity.ts'
import { clockText } from '../../health/internal.ts'
import type { Fault, Quoted, Root } from '../graph/fault.ts'
import { isExternal } from '../graph/root.ts'
import type { IncidentReason } from '../incident.ts'
import type { Voice } from './voice.ts'

/** The parts of a sentence about a cause, all of them shown already. */
interface CauseParts {
  readonly name: string
  /** The words of the controller, in one line; '' where there are none. */
  readonly quote: string
  /** ` since 22 Nov 10:41`, or ''. */
  readonly since: string
  /** ` and 2 more`, or ''. */
  readonly more: string
  /** A second text that belongs to it, as the labels that a selector nearly fits. */
  readonly detail: string
}

type CauseText = (said: CauseParts) => string

const withQuote = (text: string, quote: string): string => (quote === '' ? text : `${text}: ${quote}`)

/** A part of what was said, by a form; the whole where it has another. */
const part = (quote: string, form: RegExp): string => (form.exec(quote)?.[1] ?? quote).trim()

const TEXTS: Readonly<Record<IncidentReason, CauseText>> = {
  ApiUnavailable: ({ name, quote, since }) => withQuote(`${name} does not answer${since}`, quote),
  BudgetForbidsEviction: ({ name }) => `${name} allows no eviction, so no node with its pods can be emptied`,
  CapacityExhausted: ({ name }) => `The quota ${name} of the account is used up`,
  CertificateExpired: ({ name, since }) => `${name} has expired${since}`,
  ClassMissing: ({ name }) => `${name} does not exist`,
  Crashing: ({ name, quote, since }) => withQuote(`${name} keeps crashing${since}`, quote),
  Failing: ({ name, quote, since }) => (quote === '' ? `${name} is not well${since}` : `${name}: ${quote}`),
  FinalizerRemains: ({ name, quote, since, more }) => `The deletion of ${name}${more} waits for the finalizer ${finalizer(quote)}${since}`,
  FitsNowhere: ({ name, quote }) => withQuote(`No node fits the pods of ${name}`, part(quote, /^0\/\d+ nodes are available: ([^.]*)/)),
  ImageNotFound: ({ name }) => `The image ${name} is not found`,
  ImageRefused: ({ name }) => `The repository ${name} refuses access`,
  KeyMissing: ({ name, quote }) => `${name} has no key ${part(quote, /find key (\S+) in|key: (\S+)$/)}`,
  LimitExceeded: ({ name, quote }) => withQuote(`${name} sets a limit`, limit(quote)),
  Missing: ({ name }) => `${name} does not exist`,
  NodeCordoned: ({ name, more }) => `${name}${more} ${more === '' ? 'is' : 'are'} cordoned, and no other node fits`,
  NodeLost: ({ name, since }) => `${name} has not reported${since}`,
  NodeNotReady: ({ name, quote, since }) => withQuote(`${name} is not ready${since}`, quote),
  NodePressure: ({ name, quote, since }) => withQuote(`${name} is under pressure${since}`, quote),
  OutOfMemory: ({ name, since }) => `${name} runs out of memory${since}`,
  PodSecurityForbids: ({ name, quote }) => `${name} enforces PodSecurity ${part(quote, /violates PodSecurity "([^"]+)"/)}`,
  PolicyForbids: ({ name, quote }) =>
    withQuote(
      name.startsWith('ValidatingAdmissionPolicyBinding') ? `${name} refuses` : `${name} is refused pods`,
      part(quote, /denied (?:the )?request: ([^\n]+)/),
    ),
  PortTaken: ({ name }) => `${name} has the port of the host that is asked for`,
  PortUnknown: ({ name, quote }) => `${name} leads to the port "${quote}", which no container has`,
  Preempting: ({ name }) => `${name} took the place by its higher priority`,
  ProbeFailing: ({ name, quote, since }) => withQuote(`Probes of ${name} fail${since}`, quote),
  ProducerFailing: ({ name, quote, since }) => withQuote(`${name} fails${since}`, quote),
  QuotaUsedUp: ({ name, quote }) => `${name} has no ${resources(quote)} left`,
  ReferenceNotPermitted: ({ name }) => `No ${name} permits the reference`,
  RegistryRefuses: ({ name, quote }) => `The registry ${name} ${registry(quote)}`,
  RequestMissing: ({ name, quote }) => `${name} has no request for ${part(quote, /missing request for (\S+)/)}`,
  ScaledToZero: ({ name }) => `${name} is scaled to zero, and was deployed with pods`,
  SelectorMatchesNothing: ({ name, quote, detail }) => `${name} selects no pod: its selector is ${quote}${near(detail)}`,
  ServerUnreachable: ({ name }) => `The server ${name} does not answer`,
  SourceFailing: ({ name, quote, since }) => withQuote(`${name} cannot be fetched${since}`, quote),
  TaintNotTolerated: ({ name, quote, more }) => `${name}${more} ${more === '' ? 'has' : 'have'} the taint ${quote}, which is not tolerated`,
  ValueRefused: ({ name, quote }) => withQuote(`${name} holds what is refused`, quote),
  VolumeHeld: ({ name }) => `${name} holds the volume on another node`,
  WebhookUnreachable: ({ name, quote }) => withQuote(`${name} does not answer as a webhook`, part(quote, /": ([^"]+(?:"[^"]*"[^"]*)?)$/)),
  ZoneLost: ({ name }) => `No node of the zone ${name} reports`,
}

const finalizer = (quote: string): string => part(quote, /finalizers remaining: (\S+) in \d/)
const resources = (quote: string): string => {
  const requested = /requested: (\S+)(?:,|$)/.exec(quote)?.[1] ?? ''
  return (
    requested
      .split(',')
      .flatMap(pair => pair.split('=')[0] ?? [])
      .filter(name => name !== '')
      .join(', ') || 'room'
  )
}
const FORBIDDEN = 'is forbidden: '
const limit = (quote: string): string => (quote.includes(FORBIDDEN) ? quote.slice(quote.indexOf(FORBIDDEN) + FORBIDDEN.length) : quote)
const near = (labels: string): string => (labels === '' ? '' : `, and there are pods with ${labels}`)

const registry = (quote: string): string => {
  if (/toomanyrequests|429/i.test(quote)) return 'limits how often is pulled'
  if (/connection refused/.test(quote)) return 'refuses connections'
  if (/x509|certificate/.test(quote)) return 'has a certificate that is not trusted'
  return /no such host/.test(quote) ? 'has no address' : 'does not answer'
}

/** The sentence about a cause, without what it explains. */
export const causeText = (root: Root, fault: Fault, voice: Voice): string => {
  const shown = voice.root(root)
  const name = isExternal(shown) ? shown.name : nameText(shown)
  const since = fault.since === undefined ? '' : ` since ${clockText(fault.since)}`
  const more = fault.more === undefined ? '' : ` and ${fault.more} more`
  const said = readLines(fault.quote, voice)
  // The words of a container before it ended may be the end of its log, of which the last line is the one that tells.
  const quote = fault.reason === 'Crashing' ? (said.at(-1) ?? '') : said.join(' ')
  return TEXTS[fault.reason]({ name, quote, since, more, detail: readLines(fault.detail, voice).join(' ') })
}

/** `ReferenceGrant in cargo` where the object has no name yet. */
const nameText = (ref: Parameters<typeof refText>[0]): string => (ref.name === '' ? `${ref.kind} in ${ref.namespace}` : refText(ref))

const readLines = (quoted: Quoted | undefined, voice: Voice): readonly string[] =>
  voice
    .quote(quoted)
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
