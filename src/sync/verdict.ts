import type { Comparison, ComparisonReason, Difference } from './comparison.ts'
import type { ResolvedApplier } from './apply/resolved-applier.ts'

/** The facts that decide an answer. */
export interface VerdictFacts {
  /** The differences that no rule covers. */
  readonly counted: readonly Difference[]
  readonly suppressed: readonly Difference[]
  /** How many of these an option or the deployer passes over, and no rule. */
  readonly accepted: number
  readonly rejected: boolean
  /** Applying again would write bytes. */
  readonly changed: boolean
  /** The cluster may know a field that the bundled facts do not. */
  readonly newer: boolean
  /** Applying again changes nothing because the deployer is told to leave the object. */
  readonly leftAlone: boolean
  readonly applier: ResolvedApplier
}

type Decision = Pick<Comparison, 'status' | 'reapply' | 'reason' | 'message'>

/** Decides both answers, the first that fits: drift; what cannot be known; what means the same; what is not counted; nothing. */
export const decide = (facts: VerdictFacts): Decision => {
  const { counted, suppressed, applier } = facts
  const reapply = facts.rejected ? 'rejected' : facts.newer ? 'unknown' : facts.changed ? 'changed' : 'unchanged'
  const real = counted.filter(difference => difference.class !== 'equivalent')
  const [first] = real
  if (first !== undefined) {
    const unmended = reapply === 'unchanged' && applier.mode === 'helm-client-side'
    return { status: 'OutOfSync', reapply, reason: chooseReason(first), message: `${summarise(first, real)}${unmended ? UNMENDED : ''}` }
  }
  if (facts.newer) return { status: 'Unknown', reapply, reason: 'NewerCluster', message: NEWER }
  if (counted.length > 0) return { status: 'InSync', reapply, reason: 'Equivalent', message: counted[0]?.message ?? '' }
  if (facts.leftAlone) return { status: 'InSync', reapply, reason: 'LeftAlone', message: leftAloneText(applier) }
  if (suppressed.length > 0)
    return { status: 'InSync', reapply, reason: 'Ignored', message: ignoredText(suppressed.length, facts.accepted) }
  return { status: 'InSync', reapply, reason: 'Unchanged', message: '' }
}

const NEWER = 'The manifest has fields that the bundled schema does not know, and the cluster is newer than it'

/** Said of a kind that Helm does not know: it compares releases, not the object (createPatch in helm's pkg/kube/client.go). */
const UNMENDED = '; Helm compares releases and will not mend it'

const leftAloneText = ({ told, deployer }: ResolvedApplier): string =>
  `${deployer?.title ?? ''} is told to leave it: ${told?.key ?? ''} is ${JSON.stringify(told?.value)}`

const ignoredText = (count: number, accepted: number): string => {
  const [does, is, rule] =
    count === 1
      ? ['1 difference does not', '1 difference is', 'a rule']
      : [`${count} differences do not`, `${count} differences are`, 'rules']
  return accepted === 0 ? `${is} ignored by ${rule}` : `${does} count`
}

/** The first, and how many other places there are: a list has several differences at one path. */
const summarise = (first: Difference, all: readonly Difference[]): string => {
  const count = all.length === 1 ? 1 : new Set(all.map(difference => difference.path)).size
  return count === 1 ? first.message : `${first.message}; ${count - 1} more`
}

/** `not-yet-applied` as `NotYetApplied`; a change through the scale subresource is `Scaled`. */
const chooseReason = ({ class: name, by }: Difference): ComparisonReason => {
  if (by?.subresource === 'scale') return 'Scaled'
  let reason = ''
  for (let start = 0, end = 0; end >= 0; start = end + 1) {
    end = name.indexOf('-', start)
    reason += name.charAt(start).toUpperCase() + name.slice(start + 1, end < 0 ? undefined : end)
  }
  return reason as ComparisonReason
}
