import type { JsonRecord } from '../../model/kube-object.ts'
import { conditionsOf } from '../../model/conditions.ts'
import type { Condition } from '../../model/conditions.ts'
import { isRecord, recordOf, recordsOf, textOf } from '../../model/read.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { continued } from '../verdict/texts.ts'
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
      // A word that convention does not know says nothing, but is no silence either.
      return kept.length > 0 ? readConditions(kept) : progressing('NoStatus', 'Waits for its conditions to be reported')
    })
  return worst(verdicts)
}

/** A part with the name that it is told by. */
type StatusPart = readonly [name: string, part: JsonRecord]

/**
 * Parts with a phase, a health or counts each: clusters, environments or members in a list, controllers, nodes or racks in a map by name. The worst
 * counts, and is named; what lists the past is passed over.
 */
export const readParts = (
  live: JsonRecord,
  status: JsonRecord,
  partsIn: (field: string, value: unknown) => readonly StatusPart[],
): Verdict | undefined =>
  worst(
    Object.entries(status)
      .filter(([key]) => !PAST.test(key))
      .flatMap(([key, value]) => partsIn(key, value))
      .map(([name, part]) => toldBy(name, readPart(live, part))),
  )

const readPart = (live: JsonRecord, part: JsonRecord): Verdict | undefined =>
  worst([...wordFields(part).map(field => readWord(live, part, field)), refusedVerdict(part), readPresentErrors(part), readShortage(part)])

const toldBy = (name: string, verdict: Verdict | undefined): Verdict | undefined =>
  verdict === undefined || verdict.message.includes(name) ? verdict : { ...verdict, message: `${name}: ${continued(verdict.message)}` }

const PAST = /^conditions$|history|previous|last|old|event|attempt|generation/i

const refusedVerdict = (part: JsonRecord): Verdict | undefined =>
  part['applied'] === false || part['healthy'] === false ? degraded('NotHealthy', 'Is not healthy') : undefined

/** The part itself (`cluster: { status: ONLINE }`), or those in it by name. */
export const listMembers = (field: string, value: unknown): readonly StatusPart[] =>
  [[field, value] as const, ...Object.entries(recordOf(value))].flatMap(([name, part]) => (isRecord(part) ? [[name, part] as const] : []))

/** The same, and the parts in a list. */
export const listAll = (field: string, value: unknown): readonly StatusPart[] =>
  isRecord(value) ? listMembers(field, value) : recordsOf(value).map(part => [textOf(part['name']) ?? textOf(part['id']) ?? field, part])
