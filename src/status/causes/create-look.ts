import { assessHealth } from '../../health/index.ts'
import type { HealthContext } from '../../health/index.ts'
import { nodeShape } from '../../incidents/internal.ts'
import type { HealthState, Look, NodeShape } from '../../incidents/internal.ts'
import { refKey, refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { RelatedIndex } from '../../tree/index.ts'
import type { ObjectAssessment } from '../object-assessment.ts'
import type { ApplicationKnowledge } from './application-knowledge.ts'

/** The objects of one cluster, and by which rules they are judged. */
export interface ClusterView {
  readonly source: string
  readonly related: RelatedIndex
  readonly health: HealthContext
}

/** One cluster as causes are looked for in it. */
export const createLook = (
  { source, related, health }: ClusterView,
  { known, desired, missingIn, nodesIn }: ApplicationKnowledge,
): Look => {
  const complete = new Set(health.complete)
  const judged = new Map<JsonRecord, HealthState>()
  let nodes: readonly NodeShape[] | undefined
  return {
    source,
    related,
    now: millisecondsOf(health.now),
    complete: kind => complete.has(kind),
    health(object) {
      const assessed = known(refKey(refOf(object, source)))
      const before = (assessed === undefined ? undefined : readState(assessed)) ?? judged.get(object)
      if (before !== undefined) return before
      const { status, settled, reassessAt } = assessHealth(object, health)
      const state = { status, settled, until: reassessAt }
      judged.set(object, state)
      return state
    },
    desired: ref => desired.get(refKey(ref)),
    missingIn,
    nodes: () => nodesIn?.(source) ?? (nodes ??= related.ofKind('Node').map(nodeShape)),
    unseen: () => undefined,
    dueAt: () => undefined,
  }
}

/** The health of an object as it was assessed; undefined where that says nothing of the object itself, as when its source is silent. */
const readState = ({ health: { status, settled, reassessAt } }: ObjectAssessment): HealthState | undefined =>
  status === 'Unknown' ? undefined : { status, settled, until: reassessAt }
