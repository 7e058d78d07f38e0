import { conditionsOf } from '../../model/conditions.ts'
import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { joined } from '../verdict/texts.ts'

/** Adds a warning to what is well and has one beside it (Strimzi's `Warning`, RabbitMQ's `NoWarnings`). */
export const withWarnings = (live: JsonRecord, verdict: Verdict): Verdict => {
  if (verdict.status !== 'Healthy' || verdict.causes !== undefined) return verdict
  const causes = conditionsOf(live).flatMap(({ type, status, message }) =>
    message !== '' && (/^Warnings?$/.test(type) ? status === 'True' : type === 'NoWarnings' && status === 'False')
      ? [{ ref: refOf(live), reason: 'Warning', message }]
      : [],
  )
  const [first] = causes
  return first === undefined ? verdict : { ...verdict, message: joined(verdict.message, first.message), causes }
}
