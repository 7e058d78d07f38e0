import type { Health, KubeObjectLike } from '../../index.ts'
import { healthySentence } from '../../health/internal.ts'
import { conditionsOf } from '../../model/conditions.ts'

/** Says in one sentence what would make the health of an object Healthy; undefined where it is, or where nothing can be said. */
export const healthyWhen = (live: KubeObjectLike | undefined, { status }: Health): string | undefined => {
  if (status === 'Healthy' || status === 'NotApplicable') return undefined
  if (live === undefined) return 'it is in the cluster: apply its manifest'
  const told = healthySentence(live)
  if (told !== undefined) return told
  const waiting = conditionsOf(live).flatMap(({ type, status: is }) => (SUMMARIES.has(type) && is !== 'True' ? [type] : []))
  return waiting.length === 0 ? undefined : `its condition ${waiting.join(' and ')} is True`
}

/** Conditions that are True when all is well, by the API conventions and wide use. */
const SUMMARIES = new Set(['Ready', 'Available', 'Healthy', 'Synced', 'Established', 'Accepted', 'Programmed'])
