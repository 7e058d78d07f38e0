import { refText } from '../../model/identity.ts'
import { needsLook } from '../../model/statuses.ts'
import type { Shown } from '../../redact/index.ts'
import type { ObjectAssessment } from '../object-assessment.ts'

/** A file of rules. */
export interface PolicySource {
  /** As answers call it: `live-status.yaml`. */
  readonly source: string
}

/** Everything that the caller's policy silenced in an answer: nothing is left out of sight without being counted here. */
export interface PolicyEffect {
  /** The file; absent where the rules came without one. */
  readonly source?: string
  /** Objects that count as nothing. */
  readonly uncounted: number
  /** Differences that ignore rules cover. */
  readonly ignored: number
  /** Objects that have such differences. */
  readonly ignoredIn: number
  /** Objects whose health a rule of the caller's decided. */
  readonly judged: number
  /** All of it in one sentence. */
  readonly message: string
}

/** Counts what was silenced; undefined where there is no policy and no object counts as nothing. */
export const describePolicy = (
  objects: readonly (ObjectAssessment | Shown<ObjectAssessment>)[],
  policy: PolicySource | undefined,
): PolicyEffect | undefined => {
  let [uncounted, ignored, ignoredIn, judged] = [0, 0, 0, 0]
  for (const { counting, comparison, health } of objects) {
    if (counting !== undefined) uncounted++
    if (health.rule.startsWith('custom:')) judged++
    const covered = comparison === undefined ? 0 : comparison.suppressed.filter(({ ignoredBy }) => ignoredBy !== undefined).length
    ignored += covered
    if (covered > 0) ignoredIn++
  }
  if (policy === undefined && uncounted === 0) return undefined
  const parts = [
    counted(uncounted, 'object counts as nothing', 'objects count as nothing'),
    ignored === 0
      ? ''
      : `${counted(ignored, 'difference', 'differences')} in ${counted(ignoredIn, 'object', 'objects')} ${ignored === 1 ? 'is' : 'are'} ignored`,
    counted(judged, 'object is judged by its rules', 'objects are judged by its rules'),
  ].filter(part => part !== '')
  const source = policy?.source
  const message = `${source ?? 'Rules of the caller'}: ${parts.length === 0 ? 'silenced nothing' : parts.join('; ')}`
  return { ...(source === undefined ? undefined : { source }), uncounted, ignored, ignoredIn, judged, message }
}

const counted = (count: number, one: string, several: string): string => (count === 0 ? '' : `${count} ${count === 1 ? one : several}`)

/** Adds to the sentence of an application what it says of objects that count as nothing and are not well: a good label must not hide them. */
export const uncountedText = (objects: readonly ObjectAssessment[]): string => {
  const ill = objects.filter(object => object.counting !== undefined && needsLook(object))
  const [first] = ill
  if (first === undefined) return ''
  return ill.length === 1
    ? `; ${refText(first.ref)} is ${first.status} and counts as nothing`
    : `; ${ill.length} that count as nothing are not well`
}
