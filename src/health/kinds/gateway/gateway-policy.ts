import type { JsonRecord } from '../../../model/kube-object.ts'
import { at, recordsOf } from '../../../model/read.ts'
import { conditionsVerdict, currentConditions, parentText, responsibleEntries, untaken } from './gateway-entries.ts'
import { worst } from '../../verdict/verdicts.ts'
import type { KindRule, RuleContext, Verdict } from '../../verdict/kind-rule.ts'
import { healthy } from '../../verdict/verdicts.ts'

/** Rests on PolicyStatus (GEP-713): one entry for each ancestor and controller; the spec does not say which ancestors there will be. */
export const gatewayPolicy: KindRule = {
  for: [
    'gateway.networking.k8s.io/BackendTLSPolicy',
    'gateway.networking.k8s.io/BackendLBPolicy',
    'gateway.networking.x-k8s.io/XBackendTrafficPolicy',
  ],
  healthyWhen: 'every object that it attaches to has accepted it',
  assess: (live, context) => {
    const entries = responsibleEntries(live, recordsOf(at(live, 'status', 'ancestors')), 'ancestorRef')
    const verdict = worst(entries.map(entry => entryVerdict(live, entry, context)))
    return (
      verdict ??
      (entries.length === 0
        ? untaken(live, 'No controller has reported on it', context)
        : healthy('Accepted', acceptedText(entries.length)))
    )
  },
}

const entryVerdict = (live: JsonRecord, entry: JsonRecord, context: RuleContext): Verdict | undefined => {
  const read = currentConditions(live, entry['conditions'])
  const subject = parentText(entry['ancestorRef'])
  if (read('Accepted') === undefined) return untaken(live, `${subject} has not accepted it`, context)
  return conditionsVerdict(read, subject, context)
}

const acceptedText = (count: number): string => (count === 1 ? 'Is in force' : `Is in force for ${count} ancestors`)
