import type { Condition } from '../../../model/conditions.ts'
import type { JsonRecord } from '../../../model/kube-object.ts'
import { at, integerOf, textOf } from '../../../model/read.ts'
import type { RuleContext, Verdict } from '../../verdict/kind-rule.ts'
import { waiting } from '../../verdict/lasting.ts'
import { conditionIn, isFalse, isTrue, transitionOf } from '../../../model/conditions.ts'
import { lastWritten, specSince } from '../../verdict/managed-times.ts'
import { NOT_OBSERVED, readGeneration, isBehind, isStale } from '../../verdict/generation.ts'
import { degraded, progressing } from '../../verdict/verdicts.ts'

/**
 * A reader of what the kinds of the Gateway API have in common (its specification, "Conditions" and GEP-1364): conditions carry the generation that
 * they are about, several controllers may write entries side by side, and some reasons only mean that the controller is not done.
 */
export type ConditionReader = (type: string) => Condition | undefined

/** Conditions of the current generation: one of an older generation says nothing of this spec. */
export const currentConditions =
  (live: JsonRecord, list: unknown): ConditionReader =>
  type => {
    const condition = conditionIn(list, type)
    return condition === undefined || isStale(condition, readGeneration(live)) ? undefined : condition
  }

const NOT_DONE: ReadonlySet<string> = new Set(['Pending', 'Waiting', 'AddressNotAssigned', 'ProgrammingInProgress', 'NotReconciled'])
/** Reasons for which a data plane cannot be programmed at all; others are waited for. */
const CANNOT: ReadonlySet<string> = new Set(['Invalid', 'AddressNotUsable', 'NoResources', 'UnsupportedAddress', 'ListenersNotValid'])

/** The verdict on one set of conditions: of a Gateway, one of its listeners, or one parent's entry. Undefined where all is well. */
export const conditionsVerdict = (read: ConditionReader, subject: string, context: RuleContext): Verdict | undefined => {
  const conflict = read('Conflicted')
  // The AWS controller writes it as True where there is none (aws-load-balancer-controller#4499).
  if (isTrue(conflict) && conflict.reason !== 'NoConflicts')
    return degraded('Conflicted', said(subject, conflict, 'conflicts with another'))
  for (const type of ['Accepted', 'ResolvedRefs', 'PartiallyInvalid'] as const) {
    const condition = read(type)
    if (type === 'PartiallyInvalid' ? isTrue(condition) : isFalse(condition) && !NOT_DONE.has(condition.reason)) {
      return degraded(REASONS[type], said(subject, condition, TEXTS[type]))
    }
  }
  const accepted = read('Accepted')
  if (isTrue(accepted) && CANNOT.has(accepted.reason)) return degraded(accepted.reason, said(subject, accepted, 'is valid only in part'))
  const programmed = read('Programmed')
  if (isFalse(programmed)) return notProgrammed(programmed, subject, context)
  const open = [accepted, programmed].find(condition => condition !== undefined && !isTrue(condition))
  if (open !== undefined) return progressing(`WaitingFor${open.type}`, said(subject, open, 'waits for its controller'))
  return undefined
}

const REASONS = { Accepted: 'NotAccepted', ResolvedRefs: 'ReferencesNotResolved', PartiallyInvalid: 'PartiallyInvalid' } as const
const TEXTS = {
  Accepted: 'is not accepted',
  ResolvedRefs: 'refers to what cannot be used',
  PartiallyInvalid: 'is valid only in part',
} as const

const notProgrammed = (condition: Condition, subject: string, context: RuleContext): Verdict => {
  if (CANNOT.has(condition.reason)) return degraded('NotProgrammed', said(subject, condition, 'cannot be programmed'))
  return waiting(
    {
      since: condition.reason === 'AddressNotAssigned' ? transitionOf(condition) : undefined,
      after: context.thresholds.addressAfter,
      reason: 'WaitingForProgrammed',
      text: said(subject, condition, 'is being programmed'),
      late: 'AddressNotAssigned',
    },
    context,
  )
}

const said = (subject: string, condition: Condition | undefined, otherwise: string): string => {
  const text = condition?.message || otherwise
  return subject === '' ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : `${subject}: ${text}`
}

/** Judges what no controller has taken within `addressAfter` of its last change; one that took an earlier spec has only not seen this one. */
export const untaken = (live: JsonRecord, text: string, context: RuleContext): Verdict => {
  const behind = isBehind(live, readGeneration(live))
  return waiting(
    {
      // It was taken once, so that its creation says nothing of how long this change has waited.
      since: behind ? lastWritten(live) : specSince(live),
      after: context.thresholds.addressAfter,
      reason: behind ? NOT_OBSERVED.reason : 'WaitingForController',
      text: behind ? NOT_OBSERVED.message : text,
      late: 'NotAttached',
    },
    context,
  )
}

/** The entries without those of controllers that reject what another one accepted: they are not responsible for it. */
export const responsibleEntries = (
  live: JsonRecord,
  entries: readonly JsonRecord[],
  ref: 'parentRef' | 'ancestorRef',
): readonly JsonRecord[] => {
  const accepted = new Set<string>()
  for (const entry of entries) if (isTrue(currentConditions(live, entry['conditions'])('Accepted'))) accepted.add(refKeyOf(entry[ref]))
  return entries.filter(entry => !accepted.has(refKeyOf(entry[ref])) || !isFalse(currentConditions(live, entry['conditions'])('Accepted')))
}

const refKeyOf = (ref: unknown): string =>
  ['group', 'kind', 'namespace', 'name', 'sectionName', 'port'].map(key => textOf(at(ref, key)) ?? integerOf(at(ref, key)) ?? '').join('/')

/** `Gateway shop/public` or, with a listener or a port, `Gateway shop/public (https)`. */
export const parentText = (ref: unknown): string => {
  const namespace = textOf(at(ref, 'namespace'))
  const port = integerOf(at(ref, 'port'))
  const part = [textOf(at(ref, 'sectionName')) ?? [], port === undefined ? [] : `port ${port}`].flat().join(', ')
  return `${textOf(at(ref, 'kind')) ?? 'Gateway'} ${namespace === undefined ? '' : `${namespace}/`}${textOf(at(ref, 'name')) ?? ''}${part === '' ? '' : ` (${part})`}`
}
