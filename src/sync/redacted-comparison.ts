import { pathText, pointerOf, pointerTokens } from '../model/field-path.ts'
import type { Problem } from '../model/problem.ts'
import type { Redactor } from '../redact/index.ts'
import { shownAuthor } from './difference/shown-author.ts'
import { mapTexts, markShown } from '../redact/internal.ts'
import type { Comparison, Difference } from './comparison.ts'
import type { ShownSides } from './difference/shown-sides.ts'

/**
 * A comparison as people may see it. Its values are those of the redacted objects already, since sentences were made of them; here names of
 * fields, list items and managers follow, and `patch`, which is raw by nature, goes. Where something is withheld, only status, reason and
 * classes stay.
 */
export const redactedComparison = (comparison: Comparison, sides: ShownSides, redactor: Redactor): Comparison => {
  const { status, reapply, reason, message, differences, notes, suppressed, rejections, problems, patch: _, ...more } = comparison
  const shown = (list: readonly Difference[]): readonly Difference[] => list.map(difference => shownDifference(difference, sides))
  const texts = {
    differences: shown(differences),
    notes: shown(notes),
    suppressed: shown(suppressed),
    rejections: rejections.map(problem => shownProblem(problem, sides)),
    problems: problems.map(problem => shownProblem(problem, sides)),
    ...mapTexts(more, sides.text),
  }
  const first = differences.find(difference => message.startsWith(difference.message))
  const sentence =
    first === undefined
      ? sides.text(message)
      : `${texts.differences[differences.indexOf(first)]?.message ?? ''}${sides.text(message.slice(first.message.length))}`
  const withheld = sides.withheld()
  const safe =
    withheld === undefined ? { message: sentence, ...texts } : { ...WITHHELD, withheld: withheld.reason, ...naming(withheld.weak) }
  return markShown({ status, reapply, reason, ...safe }, redactor) as unknown as Comparison
}

const WITHHELD = { message: '', differences: [], notes: [], suppressed: [], rejections: [], problems: [] } as const
const naming = (weak: readonly string[]): { readonly weak?: readonly string[] } => (weak.length === 0 ? {} : { weak })

const shownPointer = (pointer: string, sides: ShownSides): { readonly pointer: string; readonly isClosed: boolean } => {
  const { path, isClosed } = sides.path(pointerTokens(pointer) ?? [])
  return { pointer: pointerOf(path), isClosed }
}

const shownProblem = (problem: Problem, sides: ShownSides): Problem => {
  const { code, pointer, ...rest } = problem
  return { code, ...mapTexts(rest, sides.text), ...(pointer === undefined ? undefined : { pointer: shownPointer(pointer, sides).pointer }) }
}

/** A rule with a mask in it would silence nothing, so it is left out. */
const shownDifference = (difference: Difference, sides: ShownSides): Difference => {
  const { ignoreRule, path, pointer, class: name, effect, message, by, desired, live, predicted, ...more } = difference
  const there = shownPointer(pointer, sides)
  // The keys of an item among values of a Secret are values.
  const isKeyed = there.isClosed && path.includes('=')
  const shownPath = isKeyed ? pathText(sides.path(pointerTokens(pointer) ?? []).path) : sides.text(path)
  return {
    ...mapTexts(more, sides.text),
    path: shownPath,
    pointer: there.pointer,
    class: name,
    ...(effect === undefined ? undefined : { effect }),
    message: isKeyed ? `${shownPath} is not what was deployed` : sides.text(message),
    ...(desired === undefined ? undefined : { desired }),
    ...(live === undefined ? undefined : { live }),
    ...(predicted === undefined ? undefined : { predicted }),
    ...(by === undefined ? undefined : { by: shownAuthor(by, sides.text) }),
    ...(ignoreRule === undefined || isKeyed || mapTexts(ignoreRule, sides.text) !== ignoreRule ? undefined : { ignoreRule }),
  }
}
