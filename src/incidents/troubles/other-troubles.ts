import { conditionsOf, isTrue, liveCondition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, listOf } from '../../model/read.ts'
import { kindKeyOf } from '../../model/identity.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { IncidentReason } from '../incident.ts'
import type { Trouble, PlacedText } from '../graph/fault.ts'
import type { Look } from '../graph/look.ts'
import { conditionWords, eventWords, withIndex, wordsAt } from '../graph/words.ts'

/** A namespace that does not end: the namespace controller says what is left in it, and what it could not look at. */
export const namespaceTroubles = (live: JsonRecord): readonly Trouble[] => {
  if (at(live, 'metadata', 'deletionTimestamp') === undefined && at(live, 'status', 'phase') !== 'Terminating') return []
  const types = [
    'NamespaceDeletionDiscoveryFailure',
    'NamespaceDeletionGroupVersionParsingFailure',
    'NamespaceDeletionContentFailure',
    'NamespaceFinalizersRemaining',
    'NamespaceContentRemaining',
  ].filter(type => isTrue(liveCondition(live, type)))
  const words = types.flatMap(type => conditionWords(live, type))
  return words.length === 0 ? [] : [{ what: 'terminating', words, fault: { reason: 'FinalizerRemains', quote: words[0]?.quote } }]
}

/** Whose own trouble has a word of its own, by API group: what makes Secrets and certificates, and where manifests come from. */
const REASONS: readonly (readonly [groups: RegExp, reason: IncidentReason])[] = [
  [
    /^(?:external-secrets\.io|cert-manager\.io|acme\.cert-manager\.io|bitnami\.com|secrets\.hashicorp\.com|secrets-store\.csi\.x-k8s\.io)\//,
    'ProducerFailing',
  ],
  [/^source\.toolkit\.fluxcd\.io\//, 'SourceFailing'],
]

/**
 * Everything else: what its conditions and messages say is wrong, once health has found it ill. `Ready` and its like come first; a message
 * of an operation (Argo CD) may stand elsewhere.
 */
export const statedTroubles = (live: JsonRecord, look: Look): readonly Trouble[] => {
  const leaving = deletion(live)
  if (leaving !== undefined) return [leaving]
  const { status } = look.health(live)
  const words = [...badConditions(live), ...otherMessages(live), ...events(live, look)]
  const isLoud = loudWords(live).length > 0
  if (status !== 'Degraded' && status !== 'Progressing' && !(status === 'Unknown' && words.length > 0) && !isLoud) return []
  const reason = at(live, 'status', 'notAfter') !== undefined && isExpired(words) ? 'CertificateExpired' : ownReason(live)
  const isFault = status === 'Degraded' || isLoud
  return [{ what: 'condition', words, ...(isFault ? { fault: { reason, quote: words[0]?.quote, since: words[0]?.since } } : undefined) }]
}

const ownReason = (live: JsonRecord): IncidentReason => {
  const kind = kindKeyOf(live)
  return REASONS.find(([groups]) => groups.test(kind))?.[1] ?? 'Failing'
}

const isExpired = (words: readonly PlacedText[]): boolean => words.some(({ text }) => /\bexpired\b/i.test(text))

/** Finds the trouble of an object that is being deleted: it waits for its finalizers (API conventions). */
const deletion = (live: JsonRecord): Trouble | undefined => {
  const asked = millisecondsOf(at(live, 'metadata', 'deletionTimestamp'))
  if (asked === undefined) return undefined
  const held = listOf(at(live, 'metadata', 'finalizers')).length > 0
  const quote = { object: live, path: ['metadata', 'finalizers', 0] }
  return {
    what: 'terminating',
    words: badConditions(live),
    since: asked,
    ...(held ? { fault: { reason: 'FinalizerRemains', quote, since: asked } } : undefined),
  }
}

/** Types that say by True that something is wrong; all others say so by not being True. */
const NEGATIVE = /(?:Error|Failed|Failure|Degraded|Stalled|Denied|Invalid|Warning)$/
const PASSING: ReadonlySet<string> = new Set(['Reconciling', 'Progressing', 'Issuing', 'Suspended', 'Paused'])

const badConditions = (live: JsonRecord): readonly PlacedText[] =>
  conditionsOf(live)
    .filter(({ type, status }) => (NEGATIVE.test(type) ? status === 'True' : status !== 'True' && !PASSING.has(type)))
    .toSorted((a, b) => Number(b.type === 'Ready') - Number(a.type === 'Ready'))
    .flatMap(({ type }) => conditionWords(live, type))

/** Reads words that controllers write beside conditions: messages under `status`, conditions without a status (Argo CD). */
const otherMessages = (live: JsonRecord): readonly PlacedText[] => [
  ...loudWords(live),
  ...(['message', 'failureMessage', 'errorMessage', 'reason'] as const).flatMap(name => wordsAt(live, ['status', name], `status.${name}`)),
]

/** Reads what Argo CD says of itself whatever the health of its resources: its last operation failed, or a condition has no status. */
const loudWords = (live: JsonRecord): readonly PlacedText[] => [
  ...operationWords(live),
  ...withIndex(at(live, 'status', 'conditions')).flatMap(([condition, index]) =>
    condition['status'] === undefined && NEGATIVE.test(String(condition['type']))
      ? wordsAt(live, ['status', 'conditions', index, 'message'], 'status.conditions[].message')
      : [],
  ),
]

const operationWords = (live: JsonRecord): readonly PlacedText[] => {
  const phase = at(live, 'status', 'operationState', 'phase')
  if (phase !== 'Failed' && phase !== 'Error') return []
  return wordsAt(live, ['status', 'operationState', 'message'], 'status.operationState.message')
}

const EVENTS = [
  'UpdateFailed',
  'InvalidProviderConfig',
  'ErrInitIssuer',
  'CannotObserveExternalResource',
  'CannotCreateExternalResource',
] as const

const events = (live: JsonRecord, look: Look): readonly PlacedText[] => eventWords(live, look, EVENTS)
