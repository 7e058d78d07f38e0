import { describeIncidents, findFacts, traceIncidents } from '../../incidents/internal.ts'
import type { ObjectFacts, Findings, Look, Voice } from '../../incidents/internal.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { ObjectAssessment } from '../object-assessment.ts'
import { gatherKnowledge } from './application-knowledge.ts'
import type { DesiredByKey } from './application-knowledge.ts'
import { createLook } from './create-look.ts'
import type { ClusterView } from './create-look.ts'
import { listStarts } from './list-starts.ts'

/** The context beside the assessments. */
export interface CauseContext {
  readonly desired: DesiredByKey
  /** The cluster of a source. */
  readonly viewOf: (source: string) => ClusterView
  /** Through it everything that is said passes. */
  readonly voice: Voice
}

/** The causes of what is wrong with the objects of an application. */
export const findIncidents = (objects: readonly ObjectAssessment[], { desired, viewOf, voice }: CauseContext): Findings => {
  const knowledge = gatherKnowledge(objects, desired)
  const looks = new Map<string, Look>()
  const lookAt = (source: string): Look => {
    const look = looks.get(source) ?? createLook(viewOf(source), knowledge)
    looks.set(source, look)
    return look
  }
  const readFacts = (ref: ObjectRef): ObjectFacts => findFacts(ref, lookAt(ref.source ?? ''))
  return describeIncidents(traceIncidents(listStarts(objects, desired), readFacts), voice)
}
