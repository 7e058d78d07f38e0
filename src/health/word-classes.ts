/** What a word of a status says by convention: reasons, phases, states and the names of condition types, whatever their spelling. */
export type WordClass = 'good' | 'bad' | 'busy' | 'paused' | 'unknown'

/**
 * Word stems by class, from the API conventions, Kubernetes' own phases and reasons, kstatus' types and common operators' enums. A word belongs to the
 * first class of which one of its parts is a stem; `Not`, `Un…` and `Non` turn good into bad, so those come first.
 */
const BAD =
  /^(?:(?:not|no|non|never)(?=[a-z])(?!yet|found$)|un(?:healthy|available|ready|reachable|schedulable|successful|stable|recoverable|authorized|supported))/
const BAD_PART =
  /fail|error|invalid|degraded|stall|terminal|reject|denied|forbidden|crash|lost|abort|broken|corrupt|conflict|mismatch|violat|exceeded|backoff|evict|oom|unhealthy|unavailable|unreachable|unauthorized|unrecoverable|misconfigur|cannot|unable|insufficient|critical|timeout|timedout|deadlock|noncompliant|notready|notfound|missing|expired|unresolved|unsupported|^err|^red$|^dead|^down$|blocked/
const PAUSED_PART =
  /^(?:paus|suspend|hibernat|disabled|stopped|inactive|idle|standby|frozen|sleep|dormant|parked|shutdown|poweredoff)|paused$|suspended$|hibernated$/
const BUSY_PART =
  /pending|progress|creating|provisioning|waiting|^wait|initiali[sz]ing|reconciling|updating|upgrading|deploying|starting|installing|scheduling|scaling|rolling|restarting|restoring|processing|migrating|deleting|terminating|removing|configuring|applying|issuing|building|preparing|pulling|downloading|importing|cloning|syncing|joining|bootstrapping|modifying|maintenance|recovering|draining|attaching|detaching|resizing|queued|submitted|accepted$|planning|validating|verifying|notyet|^new$|^yellow$|^unknown$|retry|requested|stopping|setting up|enabling|connecting|loading|rebalancing|expanding|promoting|finalising|finalizing|being|^planned$|allocat/
const GOOD =
  /^(?:ready|healthy|available|active|running|succeeded|success|successful|completed?|done|finished|ok|green|bound|established|deployed|installed|provisioned|created|synced|insync|synchroni[sz]ed|reconciled|online|normal|valid|validated|exists|enabled|initiali[sz]ed|operational|passed|true|up|uptodate|compliant|connected|registered|issued|applied|programmed|admitted|serving|loaded|attached|mounted|configured|resolved|stable|live|working|open|in-use|inuse|ensured|published|promoted|approved)$|(?:ready|healthy|available|succeeded|successful|success|successfully|completed?|created|installed|deployed|synced|reconciled|ok|updated|exists)$/

const plain = (word: string): string => word.toLowerCase().replaceAll(/[\s_.\-/]+/g, '')

/** The class of a phase, state or reason, or undefined where convention does not know it. */
export const wordClass = (word: string): WordClass | undefined => {
  if (word.length > LONGEST) return undefined
  const text = plain(word)
  if (text === '') return undefined
  if (text === 'unknown') return 'unknown'
  if (PAUSED_PART.test(text)) return 'paused'
  if (/^(?:notyet|notstarted|dependencynotready|waitingfor)/.test(text)) return 'busy'
  if (text === 'notready' || text === 'notavailable') return undefined
  if (BAD.test(text) || BAD_PART.test(text)) return 'bad'
  if (BUSY_PART.test(text)) return 'busy'
  return GOOD.test(text) ? 'good' : undefined
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

const NEGATIVE_TYPE =
  /^(?:not|non|no)(?=[A-Z])|^un(?:healthy|available|ready|reachable)|^(?:failed|failing|invalid|degraded|stalled|terminal|conflict|rejected|denied|error|blocked|aborted|misconfigured|expired|unhealthy)|(?:fail|failed|failure|failing|error|errors|errored|conflicted|conflict|degraded|invalid|rejected|denied|unhealthy|unavailable|pressure|terminal|dangling|exceeded|fallback|partiallyready)$/i
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
  if (NEGATIVE_TYPE.test(name)) return 'negative'
  if (BUSY_TYPE.test(name)) return 'busy'
  return POSITIVE_TYPE.test(name) ? 'positive' : 'neutral'
}
