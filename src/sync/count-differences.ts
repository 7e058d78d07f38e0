import { globMatches } from '../model/glob.ts'
import type { Problem } from '../model/problem.ts'
import type { CompareOptions, Difference } from './comparison.ts'
import type { ComparisonContext } from './difference/comparison-context.ts'
import type { Change } from './difference/list-changes.ts'
import { listNotes } from './difference/list-notes.ts'
import type { LocatedChange } from './difference/locate.ts'
import { findAnchors } from './difference/make-ignore-rule.ts'
import { applyIgnoreRules } from './ignore/ignore-rules.ts'

/** The differences that were found, the first of each place before the others, in their order. */
interface FoundDifferences {
  readonly places: readonly LocatedChange[]
  readonly changes: readonly Change[]
  readonly found: readonly Difference[]
  readonly options: CompareOptions
}

/** Which differences count, and which are passed over. */
export interface CountedDifferences {
  readonly counted: readonly Difference[]
  /** The differences that rules cover, and those that are accepted. */
  readonly suppressed: readonly Difference[]
  /** The differences that an option or the deployer passes over. */
  readonly accepted: readonly Difference[]
  /** The deployer is told to leave the object. */
  readonly leftAlone: boolean
  readonly notes: readonly Difference[]
  readonly problems: readonly Problem[]
}

/** Sorts differences and notes by what counts: the owners that are strictly kept, ignore rules, what the options and the deployer let pass. */
export const countDifferences = (context: ComparisonContext, { places, changes, found, options }: FoundDifferences): CountedDifferences => {
  const { desired, live, applier, prediction } = context
  const { notes, summaries } = listNotes(context, changes)
  const strict = options.strict === undefined ? NONE : notes.filter(note => isStrict(note, options.strict))
  const all = strict.length === 0 ? found : [...found, ...strict]
  const anchors = (index: number): readonly string[] =>
    index < places.length ? places.slice(index, index + 1).flatMap(findAnchors) : [all[index]?.pointer ?? '']
  const ruled = applyIgnoreRules(all, options.ignore ?? [], { anchors, desired: desired.object, live, predicted: prediction.mended })
  const leftAlone = applier.told?.means === 'leave-object' && ruled.counted.length > 0
  const accepted = leftAlone
    ? ruled.counted
    : options.acceptAdmission === true
      ? ruled.counted.filter(difference => difference.class === 'changed-in-admission')
      : NONE
  const passed = accepted.length > 0
  return {
    counted: passed ? ruled.counted.filter(difference => !accepted.includes(difference)) : ruled.counted,
    suppressed: passed ? [...accepted, ...ruled.suppressed] : ruled.suppressed,
    accepted,
    leftAlone,
    notes: strict.length === 0 && summaries.length === 0 ? notes : [...notes.filter(note => !strict.includes(note)), ...summaries],
    problems: ruled.problems,
  }
}

const NONE: readonly Difference[] = []

const isStrict = (note: Difference, strict: CompareOptions['strict']): boolean =>
  note.class === 'added-by-other' &&
  (strict === true || (Array.isArray(strict) && strict.some(pattern => globMatches(String(pattern), note.by?.manager ?? ''))))
