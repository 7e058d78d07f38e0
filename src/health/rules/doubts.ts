import { conditionsOf } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { isRecord, listOf, recordOf, textOf } from '../../model/read.ts'
import { assessGeneric } from '../convention/generic-rule.ts'
import { readConditions } from '../convention/read-conditions.ts'
import { NOT_OBSERVED, readGeneration, isStale } from '../verdict/generation.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import type { DeclarativeRule } from './declarative-rule.ts'
import { compileWords } from './tests.ts'

/**
 * Asks convention for a second opinion on what the rows of a rule said, so that no field that the rows do not look at can hold a failure behind a green
 * answer. Healthy gives way to anything worse that convention reads; Progressing, and the silence of a kind without a status, only to a failure that is
 * told by a condition of which the rows do not speak.
 */
export const compileDoubt = (rule: DeclarativeRule): ((live: JsonRecord, said: Verdict) => Verdict | undefined) => {
  const passesOver = compileWords(rule.passOver ?? [])
  const isNamed = compileWords(namedTypes(rule))
  const heeded = rule.passOver === undefined ? (live: JsonRecord) => live : (live: JsonRecord) => without(live, passesOver)
  const respected = rule.generation !== 'own'
  return (live, said) => {
    const { status } = said
    if (status === 'Healthy') {
      const verdict = assessGeneric(heeded(live), { certain: true })
      return verdict !== undefined && WORSE.has(verdict.status) && (respected || verdict.reason !== 'GenerationNotObserved')
        ? verdict
        : undefined
    }
    if ((status !== 'Progressing' && status !== 'NotApplicable') || said === NOT_OBSERVED) return undefined
    const generation = respected ? readGeneration(live) : undefined
    const others = conditionsOf(live).filter(each => !isNamed(each.type) && !passesOver(each.type) && !isStale(each, generation))
    const found =
      (others.length === 0 ? undefined : readConditions(others)) ?? (status === 'NotApplicable' ? assessGeneric(heeded(live)) : undefined)
    return found?.status === 'Degraded' ? found : undefined
  }
}

const WORSE: ReadonlySet<string> = new Set(['Degraded', 'Progressing', 'Suspended'])

/** The types of the object's own conditions that the rows name; a pattern for all of them names none. */
const namedTypes = (rule: DeclarativeRule): readonly string[] => {
  const named: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item)
    if (!isRecord(value)) return
    const { cond } = value
    const types = 'in' in value ? [] : typeof cond === 'string' ? [cond] : listOf(cond)
    for (const type of types) if (typeof type === 'string' && type !== '*') named.push(type)
    for (const inner of Object.values(value)) if (typeof inner === 'object') visit(inner)
  }
  visit(rule.rules)
  return named
}

/** The object without what the rule passes over. */
const without = (live: JsonRecord, passesOver: (name: string) => boolean): JsonRecord => {
  const status = Object.entries(recordOf(live['status'])).filter(([field]) => !passesOver(field))
  const heeded = Object.fromEntries(status)
  const conditions = listOf(heeded['conditions']).filter(entry => !isRecord(entry) || !passesOver(textOf(entry['type']) ?? ''))
  return {
    ...live,
    status: conditions.length > 0 ? { ...heeded, conditions } : Object.fromEntries(status.filter(([field]) => field !== 'conditions')),
  }
}
