/** What a word of a status says by convention: reasons, phases, states and the names of condition types, whatever their spelling. */
export type WordClass = 'good' | 'bad' | 'busy' | 'paused' | 'unknown'

/**
 * Word stems by class, from the API conventions, Kubernetes' own phases and reasons, kstatus' types and common operators' enums. A word belongs to the
 * first class of which one of its parts is a stem; `Not…`, `No…` and `Un…` turn good into bad, so those come first.
 */
const NEGATED = /^(?:[Nn]ot|[Nn]o|[Nn]on|[Nn]ever)(?=[A-Z])/
const NEGATED_APART = /^(?:not|no|non|never)[_\s-]/i
const BAD = /^un(?:healthy|available|ready|reachable|schedulable|successful|stable|recoverable|authorized|supported)/
/** `NoConflict`, `NoErrors`: there is nothing bad. */
const NOTHING_BAD = /^(?:no|without|zero)(?:conflict|error|warning|fail|problem|issue|violation|degrad)/
const BAD_PART =
  /fail|error|invalid|degraded|(?<!in)stall|terminal|reject|denied|forbidden|crash|lost|abort|broken|corrupt|conflict|mismatch|violat|exceeded|backoff|evict|^oom|unhealthy|unavailable|unreachable|unauthorized|unrecoverable|misconfigur|cannot|unable|insufficient|critical|timeout|timedout|deadlock|noncompliant|notready|notfound|missing|expired|unresolved|unsupported|^err|^red$|^dead|^down$|blocked/
const PAUSED_PART =
  /^(?:paus|suspend|hibernat|disabled|stopped|inactive|idle|standby|frozen|sleep|dormant|parked|shutdown|poweredoff)|paused$|suspended$|hibernated$/
const BUSY_PART =
  /pending|progress|creating|provisioning|waiting|^wait|initiali[sz]ing|reconciling|updating|upgrading|deploying|starting|installing|scheduling|scaling|rolling|restarting|restoring|processing|migrating|deleting|terminating|removing|configuring|applying|issuing|building|preparing|pulling|downloading|importing|cloning|syncing|joining|bootstrapping|modifying|maintenance|recovering|draining|attaching|detaching|resizing|queued|submitted|planning|validating|verifying|notyet|^new$|^yellow$|^unknown$|retry|requested|stopping|setting up|enabling|connecting|loading|rebalancing|expanding|promoting|finalising|finalizing|being|^planned$|allocat/
const GOOD =
  /^(?:ready|healthy|available|active|running|succeeded|success|successful|completed?|done|finished|ok|green|bound|established|deployed|installed|provisioned|created|synced|insync|synchroni[sz]ed|reconciled|online|normal|valid|validated|exists|enabled|initiali[sz]ed|operational|passed|true|up|uptodate|compliant|connected|registered|issued|applied|programmed|admitted|serving|loaded|attached|mounted|configured|resolved|stable|live|working|open|in-use|inuse|ensured|published|promoted|approved|accepted)$|(?:ready|healthy|available|succeeded|successful|success|successfully|completed?|created|installed|deployed|synced|reconciled|ok|updated|exists|running)$/

const plain = (word: string): string => word.toLowerCase().replaceAll(/[\s_.\-/]+/g, '')

/** The class of a phase, state or reason, or undefined where convention does not know it. */
export const wordClass = (word: string): WordClass | undefined => {
  if (word.length > LONGEST) return undefined
  const text = plain(word)
  if (text === '') return undefined
  if (text === 'unknown') return 'unknown'
  if (PAUSED_PART.test(text)) return 'paused'
  if (WAITS.test(text)) return 'busy'
  if (NEITHER.test(text)) return undefined
  if (NOTHING_BAD.test(text)) return 'good'
  if (NEGATED.test(word) || NEGATED_APART.test(word) || BAD.test(text) || BAD_PART.test(text)) return 'bad'
  if (BUSY_PART.test(text)) return 'busy'
  return GOOD.test(text) ? 'good' : undefined
}

/** Not ready because of something else, which is named: it waits for that. By itself `NotReady` says nothing of why. */
const WAITS =
  /^(?:notyet|notstarted|notall(?!owed)|dependencynotready|waitingfor)|^\w+not(?:yet)?(?:ready|complete|available)$|(?:in)?progress(?:ing)?$/
const NEITHER = /^not(?:ready|available)$/

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

const NEGATIVE_TYPE =
  /^un(?:healthy|available|ready|reachable)|^(?:failed|failing|invalid|degraded|stalled|terminal|conflict|rejected|denied|error|blocked|aborted|misconfigured|expired|unhealthy)|(?:fail|failed|failure|failing|error|errors|errored|conflicted|conflict|degraded|invalid|rejected|denied|unhealthy|unavailable|pressure|terminal|dangling|exceeded|fallback|partiallyready)$/i
const PAUSED_TYPE = /^(?:paused|suspended|hibernated|hibernation|stopped|disabled|ignored|reconcilepaused)$/i
const BUSY_TYPE =
  /^(?:pending|progressing|reconciling|rolling|issuing|inprogress|waiting|scalingup|scalingdown|upgrading|updating|initializing|creating|deleting|terminating|provisioning|processing|restarting|migrating|resizing|rebalancing|rollingupdate|deploying|installing)|(?:inprogress|progressing|updating|upgrading|pending)$/i
const NEUTRAL_TYPE =
  /^(?:warning|upgradeable|deprecated|noWarnings|info|test|active|scalingactive|scalinglimited|disruption|drifted|paused\w+)/i
const POSITIVE_TYPE =
  /(?:ready|available|healthy|health|succeeded|success|complete|completed|synced|synchronized|sync|applied|installed|deployed|created|reconciled|configured|bound|established|accepted|programmed|valid|validated|resolvedrefs|resolved|admitted|initialized|registered|launched|published|provisioned|scheduled|attached|connected|compliant|working|alive|running|active|approved|admitted|promoted|exists|reachable|advertised|discoverable)$/i

/** The class of a condition type; a vendor's prefix (`ACK.ResourceSynced`, `example.com/ready`) says nothing. */
export const typeClass = (type: string): TypeClass => {
  if (type.length > LONGEST * 2) return 'neutral'
  const name = type.slice(Math.max(type.lastIndexOf('/'), type.lastIndexOf('.')) + 1).replaceAll(/[-_\s]/g, '')
  if (SUMMARY_TYPES.includes(name.toLowerCase())) return 'summary'
  if (PAUSED_TYPE.test(name)) return 'paused'
  if (NEUTRAL_TYPE.test(name)) return 'neutral'
  if (/^(?:Not|Non)(?=[A-Z])/.test(name) || NEGATIVE_TYPE.test(name)) return 'negative'
  if (BUSY_TYPE.test(name)) return 'busy'
  return POSITIVE_TYPE.test(name) ? 'positive' : 'neutral'
}
