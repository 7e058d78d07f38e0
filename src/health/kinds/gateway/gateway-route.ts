import type { JsonRecord } from '../../../model/kube-object.ts'
import { at, listOf, recordsOf, textOf } from '../../../model/read.ts'
import { conditionsVerdict, currentConditions, parentText, responsibleEntries, untaken } from './gateway-entries.ts'
import { assessBackends, withNotes } from '../../network/assess-backends.ts'
import type { Backend } from '../../network/assess-backends.ts'
import { worst } from '../../verdict/verdicts.ts'
import type { KindRule, RuleContext, Verdict } from '../../verdict/kind-rule.ts'
import { isTrue } from '../../../model/conditions.ts'
import { healthy } from '../../verdict/verdicts.ts'

/** Rests on the Gateway API's RouteStatus: one entry for each parent and controller. Every parent that the spec names has to accept it. */
export const gatewayRoute: KindRule = {
  healthyWhen: 'every parent that it names has accepted it, and something behind it is ready',
  for: ['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map(kind => `gateway.networking.k8s.io/${kind}`),
  assess: (live, context) => {
    const wanted = recordsOf(at(live, 'spec', 'parentRefs'))
    const entries = recordsOf(at(live, 'status', 'parents')).filter(entry => listOf(entry['conditions']).length > 0)
    const matching =
      wanted.length === 0 ? entries : entries.filter(entry => wanted.some(ref => isSameParent(ref, entry['parentRef'], live)))
    const counted = responsibleEntries(live, matching.length === 0 ? entries : matching, 'parentRef')
    const verdict = worst(counted.map(entry => entryVerdict(live, entry, context)))
    if (verdict?.status === 'Degraded') return verdict
    const behind = assessBackends(listBackends(live), context)
    if (behind.verdict?.status === 'Degraded') return behind.verdict
    return (
      unattached(live, { wanted: matching.length === 0 ? [] : wanted, entries: counted }, context) ??
      verdict ??
      behind.verdict ??
      withNotes(healthy('Accepted', acceptedText(counted)), behind.notes)
    )
  },
}

/** References default to a Service of the route's own namespace; one without weight gets no traffic (BackendRef). */
const listBackends = (live: JsonRecord): readonly Backend[] => {
  const own = textOf(at(live, 'metadata', 'namespace')) ?? ''
  return recordsOf(at(live, 'spec', 'rules'))
    .flatMap(rule => recordsOf(rule['backendRefs']))
    .filter(({ group = '', kind = 'Service', weight }) => group === '' && kind === 'Service' && weight !== 0)
    .flatMap(({ name, namespace, port }) =>
      textOf(name) === undefined ? [] : [{ namespace: textOf(namespace) ?? own, name: textOf(name) ?? '', port }],
    )
}

const entryVerdict = (live: JsonRecord, entry: JsonRecord, context: RuleContext): Verdict | undefined =>
  conditionsVerdict(currentConditions(live, entry['conditions']), parentText(entry['parentRef']), context)

const isAccepted = (live: JsonRecord, entry: JsonRecord): boolean => {
  const read = currentConditions(live, entry['conditions'])
  return isTrue(read('Accepted')) || (read('Accepted') === undefined && isTrue(read('Programmed') ?? read('Ready')))
}

interface Parents {
  readonly wanted: readonly JsonRecord[]
  readonly entries: readonly JsonRecord[]
}

const unattached = (live: JsonRecord, { wanted, entries }: Parents, context: RuleContext): Verdict | undefined => {
  const reported = entries.filter(
    entry => isAccepted(live, entry) || currentConditions(live, entry['conditions'])('Accepted') !== undefined,
  )
  if (reported.length === 0) return untaken(live, 'No controller has reported on it', context)
  const missing = wanted.find(ref => !reported.some(entry => isSameParent(ref, entry['parentRef'], live)))
  return missing === undefined ? undefined : untaken(live, `${parentText(missing)} has not accepted it`, context)
}

/** The defaults of ParentReference: a Gateway of the same namespace; a port or section that one side leaves out says nothing. */
const isSameParent = (wanted: unknown, reported: unknown, live: JsonRecord): boolean => {
  const namespace = textOf(at(live, 'metadata', 'namespace'))
  return (
    at(wanted, 'name') === at(reported, 'name') &&
    (at(wanted, 'kind') ?? 'Gateway') === (at(reported, 'kind') ?? 'Gateway') &&
    alike(at(wanted, 'namespace') ?? namespace, at(reported, 'namespace') ?? namespace) &&
    alike(at(wanted, 'sectionName'), at(reported, 'sectionName')) &&
    alike(at(wanted, 'port'), at(reported, 'port'))
  )
}

const alike = (a: unknown, b: unknown): boolean => a === undefined || b === undefined || a === b

const acceptedText = (entries: readonly JsonRecord[]): string =>
  entries.length === 1 ? `Is attached to ${parentText(entries[0]?.['parentRef'])}` : `Is attached to ${entries.length} parents`
