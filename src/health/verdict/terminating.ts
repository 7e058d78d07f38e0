import type { JsonRecord } from '../../model/kube-object.ts'
import { listOf, recordOf, textOf } from '../../model/read.ts'
import { conditionsOf } from '../../model/conditions.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import { clockText } from './clock-text.ts'
import type { RuleContext, Verdict } from './kind-rule.ts'
import { lasting } from './lasting.ts'
import { joined, oneLine } from './texts.ts'
import type { Extras } from './verdicts.ts'
import { degraded, progressing } from './verdicts.ts'

/** When the object should be gone, grace period included (API conventions); undefined where nobody has asked for its deletion. */
export const deletionDue = (live: JsonRecord): number | undefined => {
  const timestamp = recordOf(live['metadata'])['deletionTimestamp']
  return timestamp === undefined ? undefined : millisecondsOf(timestamp)
}

/** An object that is being deleted, whatever its kind: what is `terminatingAfter` beyond its time does not go by itself. */
export const terminating = (
  live: JsonRecord,
  context: RuleContext,
  what?: { readonly message: string; readonly extras?: Extras },
): Verdict => {
  const text = what?.message ?? joined(waitsFor(live), deletionText(live))
  return lasting(
    {
      since: deletionDue(live),
      after: context.thresholds.terminatingAfter,
      passing: progressing('Terminating', text, what?.extras),
      lasted: since => degraded('TerminatingStuck', `${text} since ${clockText(since)}`, what?.extras),
    },
    context,
  )
}

/**
 * Reads what the controller says of the deletion: in a condition of that name while it goes on (Cluster API's Deleting names the disruption budget that holds a
 * drain up), or of its end while it is not reached.
 */
const deletionText = (live: JsonRecord): string => {
  const going = conditionsOf(live).find(
    ({ type, status, message }) =>
      message !== '' && status === (/^Drain\w*(?:Succeeded|ed)$/.test(type) ? 'False' : 'True') && GOING.test(type),
  )
  return going === undefined ? '' : oneLine(going.message)
}
const GOING = /^(?:Delet|Terminat|Drain|Destroy|Finali)/

/** Says what a deletion waits for: the finalizers of the object, and what other lists hold of them. */
export const waitsFor = (live: JsonRecord, more?: unknown): string => {
  const finalizers = [...listOf(recordOf(live['metadata'])['finalizers']), ...listOf(more)].flatMap(name => textOf(name) ?? [])
  if (finalizers.length === 0) return 'Is being deleted'
  return `Deletion waits for the finalizer${finalizers.length === 1 ? '' : 's'} ${finalizers.join(', ')}`
}
