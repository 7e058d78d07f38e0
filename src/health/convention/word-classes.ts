import type { HealthStatus } from '../../model/statuses.ts'

/** What a word of a status says by convention: reasons, phases, states and the names of condition types, whatever their spelling. */
export type WordClass = 'good' | 'bad' | 'busy' | 'paused' | 'unknown'

/**
 * Word stems by class, from the API conventions, Kubernetes' own phases and reasons, kstatus' types and common operators' enums. A word belongs
 * to the first class that fits, in the order of {@link wordClass}.
 */
const PAUSED =
  /^(?:paus|suspend|hibernat|disabled|stopped|inactive|idle|standby|frozen|sleep|dormant|parked|shutdown|poweredoff|ignored|halted)|(?:paused|suspended|hibernated)$|approval(?:required|pending)?$/
/** Not ready because of something else, which is named: it waits for that. */
const WAITS =
  /^(?:wait|notyet|notstarted|notall(?!owed)|dependencynotready)|being|^\w+not(?:yet)?(?:ready|complete|available)$|progress(?:ing)?$/
/** By itself `NotReady` says nothing of why. */
const NEITHER = /^not(?:ready|available)$/
/** `NoConflict`, `NoErrors`: there is nothing bad. */
const NOTHING_BAD = /^(?:no|without|zero)(?:conflict|error|warning|fail|problem|issue|violation|degrad)/
/** `NotReconciled`, `not-found`: as it was written, since `nothing` and `note` say nothing of the kind. */
const NEGATED = /^(?:[Nn][Oo][TtNn]?|[Nn]ever|NEVER)[_\s-]|^(?:[Nn]o[tn]?|[Nn]ever)(?=[A-Z])/
/** `UpdateNotRequired`: not what follows, and nothing is said of whether that is bad. */
const NEGATED_WITHIN = /[a-z\d]Not(?=[A-Z])/
const BAD =
  /^(?:un(?!known|der|it|til)|disconnect|incomplete|err|dead|oom)|^(?:red|down)$|fail|error|invalid|degraded|(?<!in)stall|terminal|reject|denied|forbidden|crash|lost|abort|broken|corrupt|conflict|mismatch|violat|exceeded|backoff|evict|un(?:healthy|avail|reach|auth|recover|resolv|support|able)|misconfig|cannot|insufficient|critical|time(?:d?)out|noncompliant|not(?:ready|found)|missing|expired|blocked|dangling|pressure$|fallback$|^warn(?:ing)?$|notallowed|limitreached|cancell?ed|^partiallyready$/
const GOOD =
  /^(?:ok|up|uptodate|true|done|green|normal|live|open|inuse|working|stable|serving|passed|ensured)$|(?:ready|healthy|available|active|running|started|succeeded|success|successful|successfully|completed?|finished|alive|online|operational|valid|validated|compliant|enabled|exists|reachable|discoverable|advertised|bound|established|deployed|installed|provisioned|created|updated|synced|insync|synchroni[sz]ed|reconciled|initiali[sz]ed|connected|registered|issued|applied|programmed|admitted|loaded|attached|mounted|configured|resolved|resolvedrefs|published|promoted|approved|accepted|scheduled|launched|ok)$/
/** Work that goes on is named by its participle: `Creating`, `ScalingUp`, `pending`. */
const BUSY = /[a-z](?<!warn|str|th|noth)ing(?!ress)|progress|^(?:new|yellow|planned|unknown)$|queued|submitted|maintenance|retry|requested/

const plain = (word: string): string => word.toLowerCase().replaceAll(/[\s_.\-/]+/g, '')

/** The class of a phase, state or reason, or undefined where convention does not know it. */
export const wordClass = (word: string): WordClass | undefined => {
  if (word.length > LONGEST) return undefined
  const text = plain(word)
  if (text === 'unknown' || text === 'inconclusive') return 'unknown'
  if (PAUSED.test(text)) return 'paused'
  if (WAITS.test(text)) return 'busy'
  if (text === '' || NEITHER.test(text)) return undefined
  if (NOTHING_BAD.test(text)) return 'good'
  if (NEGATED.test(word) || BAD.test(text)) return 'bad'
  if (NEGATED_WITHIN.test(word)) return undefined
  if (GOOD.test(text)) return 'good'
  return BUSY.test(text) ? 'busy' : undefined
}

/** What a word of each class makes of an object. */
export const STATUS_OF: Readonly<Record<WordClass, HealthStatus>> = {
  good: 'Healthy',
  bad: 'Degraded',
  busy: 'Progressing',
  paused: 'Suspended',
  unknown: 'Unknown',
}

/** Longer than any word of a status: prose is not read for words. */
const LONGEST = 64

/** What a condition's being True would mean, by its type alone. */
export type TypeClass = 'summary' | 'positive' | 'negative' | 'busy' | 'paused' | 'neutral'

/** By the API conventions one of these sums up all others where it is present; in this order. */
export const SUMMARY_TYPES: readonly string[] = [
  'ready',
  'available',
  'healthy',
  'succeeded',
  'complete',
  'completed',
  'finished',
  'established',
  'programmed',
  'accepted',
  'synced',
  'reconciled',
  'valid',
]

/** Types whose words would mislead: they are for information, or say what is being done rather than how it is. */
const NEUTRAL_TYPE =
  /^(?:warning|upgradeable|deprecated|noWarnings|info|test|active|scalingactive|scalinglimited|disruption|drifted|paus(?:ed|ing)or)/i

const TYPE_OF: Readonly<Record<WordClass, TypeClass>> = {
  good: 'positive',
  bad: 'negative',
  busy: 'busy',
  paused: 'paused',
  unknown: 'neutral',
}

/** The class of a condition type; a vendor's prefix (`ACK.ResourceSynced`, `example.com/ready`) says nothing. */
export const typeClass = (type: string): TypeClass => {
  const name = type.slice(Math.max(type.lastIndexOf('/'), type.lastIndexOf('.')) + 1)
  if (SUMMARY_TYPES.includes(plain(name))) return 'summary'
  if (NEUTRAL_TYPE.test(name)) return 'neutral'
  if (/^No[tn](?=[A-Z])/.test(name)) return 'negative'
  const said = wordClass(name)
  return said === undefined ? 'neutral' : TYPE_OF[said]
}
