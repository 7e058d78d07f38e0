import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, textOf } from '../../model/read.ts'
import type { Cause } from '../verdict/cause.ts'
import type { RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { joined } from '../verdict/texts.ts'

/** Kinds that an operator makes and that end in pods: what is wrong with one of them is what is wrong with its owner. */
const MADE: ReadonlySet<unknown> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Pod', 'Job', 'PersistentVolumeClaim'])

/**
 * A custom resource that is not well, explained by what it owns: the first that is Degraded is named, all of them are causes. Its own status stays, since
 * its operator may know better what it can do without.
 */
export const explainByOwned = (live: JsonRecord, verdict: Verdict, context: RuleContext): Verdict => {
  if ((verdict.status !== 'Progressing' && verdict.status !== 'Degraded') || verdict.causes !== undefined) return verdict
  const uid = textOf(at(live, 'metadata', 'uid'))
  const causes: Cause[] = []
  for (const object of uid === undefined ? [] : (context.related?.ownedBy(uid) ?? [])) {
    if (!MADE.has(object['kind'])) continue
    const { status, reason, message, causes: inner } = context.assess(object)
    if (status === 'Degraded')
      causes.push({ ref: refOf(object), reason, message, ...(inner === undefined ? undefined : { causes: inner }) })
  }
  const [first] = causes
  return first === undefined
    ? verdict
    : { ...verdict, message: joined(verdict.message, `${first.ref.kind} ${first.ref.name}: ${first.message}`), causes }
}
