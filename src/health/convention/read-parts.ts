import type { JsonRecord } from '../../model/kube-object.ts'
import { conditionsOf } from '../../model/conditions.ts'
import type { Condition } from '../../model/conditions.ts'
import { isRecord, recordOf, recordsOf } from '../../model/read.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { degraded, progressing, worst } from '../verdict/verdicts.ts'
import { readShortage } from './read-counts.ts'
import { readPresentErrors } from './read-errors.ts'
import { readConditions } from './read-conditions.ts'
import { readWord, wordFields } from './read-words.ts'

/** Policies, routes and gateways report per parent, some controllers one level down; the worst of them counts. */
export const readNested = (status: JsonRecord, fresh: (entry: Condition) => boolean): Verdict | undefined => {
  const verdicts = Object.values(status)
    .flatMap(value => (isRecord(value) ? value : recordsOf(value)))
    .filter(entry => 'conditions' in entry)
    .map(entry => {
      const kept = conditionsOf(entry, 'conditions').filter(fresh)
      // What convention does not know says nothing, but is no silence either.
      return kept.length > 0 ? readConditions(kept) : progressing('NoStatus', 'Waits for its conditions to be reported')
    })
  return worst(verdicts)
}

/**
 * Parts with a phase, a health or counts each: clusters, environments or members in a list, controllers, nodes or racks in a map by name. The worst
 * counts; what lists the past is passed over.
 */
export const readParts = (live: JsonRecord, status: JsonRecord, partsIn: (value: unknown) => readonly JsonRecord[]): Verdict | undefined =>
  worst(
    Object.entries(status)
      .filter(([key]) => !PAST.test(key))
      .flatMap(([, value]) => partsIn(value))
      .flatMap(part => [
        ...wordFields(part).map(field => readWord(live, part, field)),
        refusedVerdict(part),
        readPresentErrors(part),
        readShortage(part),
      ]),
  )

const PAST = /^conditions$|history|previous|last|old|event|attempt|generation/i

const refusedVerdict = (part: JsonRecord): Verdict | undefined =>
  part['applied'] === false || part['healthy'] === false ? degraded('NotHealthy', 'A part of it is not healthy') : undefined

/** The part itself (`cluster: { status: ONLINE }`), or those in it by name. */
export const listMembers = (value: unknown): readonly JsonRecord[] => [value, ...Object.values(recordOf(value))].filter(isRecord)

/** The same, and the parts in a list. */
export const listAll = (value: unknown): readonly JsonRecord[] => (isRecord(value) ? listMembers(value) : recordsOf(value))
