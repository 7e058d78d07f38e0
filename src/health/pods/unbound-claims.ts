import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import type { Cause } from '../verdict/cause.ts'
import type { RuleContext } from '../verdict/kind-rule.ts'
import { soonest } from '../verdict/lasting.ts'
import { continued } from '../verdict/texts.ts'

/** The claims that keep a pod from a node. */
export interface UnboundClaims {
  readonly text: string
  readonly causes: readonly Cause[]
  /** One of them does not recover by itself. */
  readonly beyond: boolean
  /** When time alone may change what one of them is. */
  readonly reassessAt: number | undefined
}

/** The related claims of a pod that are not bound, with what keeps them; undefined where none is known. */
export const unboundClaims = (pod: JsonRecord, context: RuleContext): UnboundClaims | undefined => {
  const namespace = textOf(at(pod, 'metadata', 'namespace')) ?? ''
  const causes: Cause[] = []
  let beyond = false
  let due: number | undefined
  for (const volume of recordsOf(at(pod, 'spec', 'volumes'))) {
    const name = textOf(at(volume, 'persistentVolumeClaim', 'claimName'))
    const claim = name === undefined ? undefined : context.related?.find('PersistentVolumeClaim', namespace, name)
    if (claim === undefined) continue
    const { status, reason, message, reassessAt } = context.assess(claim)
    due = soonest(due, reassessAt)
    if (status === 'Healthy') continue
    causes.push({ ref: refOf(claim), reason, message })
    beyond ||= status === 'Degraded'
  }
  const [first] = causes
  return first === undefined
    ? undefined
    : { text: `Its PersistentVolumeClaim ${first.ref.name} is not bound: ${continued(first.message)}`, causes, beyond, reassessAt: due }
}
