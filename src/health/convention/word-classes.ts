import type { HealthStatus } from '../../model/statuses.ts'
import { execAfter } from '../verdict/texts.ts'

/** The meaning of a word of a status by convention: reasons, phases, states and the names of condition types, whatever their spelling. */
export type WordClass = 'good' | 'bad' | 'busy' | 'paused' | 'unknown'

/*
 * Word stems by class, from the API conventions, Kubernetes' own phases and reasons, kstatus' types and common operators' enums. They are looked for
 * in the word written small and without its separators, in the order of `wordClass`.
 */

const UNDECIDED = /^(?:unknown|inconclusive)$/
/** Words for what is at rest on purpose. */
const PAUSED =
  /^(?:paus|suspend|hibernat|disabled|stopped|inactive|idle|standby|frozen|sleep|dormant|parked|shutdown|poweredoff|ignored|halted)|(?<!un)(?:paused|suspended|hibernated)$|approval(?:required|pending)?$/
/** Not there because of something else, which is named: it waits for that. */
const WAITS = /^(?:wait|dependencynotready)|being|^\w+not(?:yet)?(?:ready|complete|available)$|progress(?:ing)?$/
/** `NoConflict`, `NoErrors`, `ErrorFree`: there is nothing bad. */
const NOTHING_BAD = /^(?:no|without|zero)(?:conflict|error|warning|fail|problem|issue|violation|degrad)|(?:error|fault|problem)free$/
const FAILS = /fail(?!over|ed?over|back|safe|ure(?:domain|zone|threshold|policy))|error(?!budget$)/
const BAD =
  /^(?:disconnect|incomplete|err(?!or)|dead|oom|outof|nosuch|noquorum|noleader)|^(?:red|down|gone|absent|offline)$|invalid|degraded|(?<!in)stall|terminal|reject|denied|forbidden|refused|revoked|crash|lost|abort|broken|corrupt|conflict|mismatch|violat|exceeded|exhausted|overload|backoff|evict|un(?:healthy|avail|read[iy]|reach|auth|recover|resolv|support|able|schedul|stable|respons|sync|satisf|success|expected|recogni|trusted|usable|routable|process|met$|fulfil)|under(?:replicat|provision|pressure)|misconfig|cannot|insufficient|critical|time(?:d?)out|noncompliant|not(?:ready|found|allowed|permitted)|missing|expired|blocked|dangling|impaired|orphaned|quarantin|panic|killed|rolledback$|pressure$|fallback$|^warn(?:ing)?$|limitreached|cancell?ed|^partiallyready$/
/** Steady states that are named by what goes on in them. */
const STEADY = /^(?:working|serving|listening|streaming|replicating|mirroring|following|leading|watching|monitoring|operating)$/
const GOOD =
  /^(?:ok|up|uptodate|true|done|green|normal|live|open|inuse|stable|ensured)$|(?<!(?<!r)un|dis|non|mis|^de)(?:ready|healthy|available|active|running|started|succeeded|succeeding|success|successful|successfully|completed?|finished|alive|online|operational|responsive|valid|validated|compliant|enabled|exists|reachable|discoverable|advertised|bound|enforced|established|deployed|installed|provided|provisioned|created|updated|synced|insync|synchroni[sz]ed|reconciled|initiali[sz]ed|connected|registered|issued|applied|programmed|admitted|loaded|attached|mounted|mirrored|passed|configured|resolved|resolvedrefs|published|promoted|approved|accepted|scheduled|launched|ok)$/
/** Work that goes on is named by its participle: `Creating`, `ScalingUp`, `pending`; so is its undoing: `Unpacking`. */
const BUSY =
  /[a-z](?<!warn|str|th|noth|runn)ing(?!ress)|progress|^(?:new|yellow|planned|unknown|uninitiali[sz]ed)$|queued|submitted|^recover(?!ed)|bootstrap$|maintenance|retry|requested/

/** `NotReconciled`, `not-found`, `NoUpdatesPending`: as it was written, since `nothing` and `note` deny nothing. */
const DENIED = /^(?:[Nn][Oo][TtNn]?|[Nn]ever|NEVER)[_\s-]+|^(?:[Nn]o[tn]?|[Nn]ever)(?=[A-Z])/
/** `UpdateNotRequired`: what stands before the denial does not matter. */
const DENIED_WITHIN = /[a-z\d](Not)(?=[A-Z])/
/** Words for what somebody may do without: that it is not there is no fault. */
const CHOICE = /^(?:required|needed|necessary|applicable|requested|used|relevant|specified|enabled|configured|wanted|desired|optional)/
/** Words for what has to be there. */
const NEED =
  /^(?:found|allowed|permitted|enough|such|match|trusted|exist|implemented|possible|space|capacity|quota|leader|quorum|resources?$|endpoints?$|nodes?$|pods?$|backends?$|hosts?$|route|access|permission|certificate|credential|primary|master|licen[cs]e|elected)/

const plain = (word: string): string => word.toLowerCase().replaceAll(/[\s_.\-/]+/g, '')

/** The class of a phase, state or reason, or undefined where convention does not know it. */
export const wordClass = (word: string): WordClass | undefined => {
  if (word.length > LONGEST) return undefined
  const text = plain(word)
  if (UNDECIDED.test(text)) return 'unknown'
  const [denial] = DENIED.exec(word) ?? []
  if (denial !== undefined && !NOTHING_BAD.test(text)) return deniedClass(word.slice(denial.length))
  if (PAUSED.test(text) && !FAILS.test(text)) return 'paused'
  if (WAITS.test(text)) return 'busy'
  if (NOTHING_BAD.test(text) || STEADY.test(text)) return 'good'
  if (FAILS.test(text) || BAD.test(text)) return 'bad'
  const within = DENIED_WITHIN.exec(word)
  if (within !== null) return deniedClass(word.slice(within.index + 4))
  if (GOOD.test(text)) return 'good'
  return BUSY.test(text) ? 'busy' : undefined
}

/** The class of what is denied: the opposite of what it says by itself, and nothing where it says that there was nothing to do. */
const deniedClass = (word: string): WordClass | undefined => {
  const text = plain(word)
  if (/^(?:yet|started|all(?!owed))/.test(text)) return 'busy'
  // By itself `NotReady` says nothing of why.
  if (/^(?:ready|available)?$/.test(text) || CHOICE.test(text)) return undefined
  const said = wordClass(word)
  if (said === 'bad') return 'good'
  return said === 'good' || NEED.test(text) ? 'bad' : undefined
}

/** The status that a word of each class makes of an object. */
export const STATUS_OF: Readonly<Record<WordClass, HealthStatus>> = {
  good: 'Healthy',
  bad: 'Degraded',
  busy: 'Progressing',
  paused: 'Suspended',
  unknown: 'Unknown',
}

/** Longer than any word of a status: prose is not read for words. */
const LONGEST = 64

/** True of a reason that says that somebody wants it so: what is False for it is a switch, not a failure. docs/health-rules.md lists them. */
export const isChoice = (reason: string): boolean => {
  const text = plain(reason)
  if (CHOSEN.test(text) || execAfter(text, 'disabledby', /^\w{1,1024}$/) !== null) return true
  if (reason.length > LONGEST) return false
  const denied = Array.from(reason.matchAll(DENIAL), ({ 0: denial, index }) => reason.slice(index + denial.length))
  return CHOICE.test(plain(denied.find(word => /^\w+$/.test(word)) ?? ''))
}
const DENIAL = /(?<=^|[a-z\d])(?:Not|No|Un)[_-]?/g
const CHOSEN = /^(?:asexpected|omitted|optional|skipped|optedout|turnedoff|switchedoff)$|disabled$/
