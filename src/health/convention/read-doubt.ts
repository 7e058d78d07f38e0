import type { Condition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { recordOf } from '../../model/read.ts'
import type { Verdict } from '../verdict/kind-rule.ts'
import { readFraction, readShortage, readUnmetFlag } from './read-counts.ts'
import { readLastOperation, readPresentErrors } from './read-errors.ts'
import { listAll, readNested, readParts } from './read-parts.ts'

/** The parts of a status that were read already. */
export interface Known {
  /** The verdict of its words, where they are not what it is well by. */
  readonly word: Verdict | undefined
  readonly fresh: (entry: Condition) => boolean
}

/** Doubts a good answer: one field that is as it should be does not make up for another, a part or a count that says otherwise. */
export const readDoubt = (live: JsonRecord, status: JsonRecord, { word, fresh }: Known): Verdict | undefined => {
  const spec = recordOf(live['spec'])
  if (word?.status === 'Suspended' || isWorse(word)) return word
  const doubts = [
    readPresentErrors(status),
    readLastOperation(live, status),
    readParts(live, status, listAll),
    readNestedFault(status, fresh),
    readUnmetFlag(status),
    readShortage(status, spec),
    readFraction(status),
  ]
  return doubts.find(isWorse)
}

const isWorse = (verdict: Verdict | undefined): boolean => verdict?.status === 'Degraded' || verdict?.status === 'Progressing'

/** Parts whose conditions have not been written yet are no fault of what is well. */
const readNestedFault = (status: JsonRecord, fresh: (entry: Condition) => boolean): Verdict | undefined => {
  const verdict = readNested(status, fresh)
  return verdict?.status === 'Degraded' ? verdict : undefined
}
