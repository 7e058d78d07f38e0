import { closeStretch, createDecoded, type DecodedView, extendDecoded, heldFrom, resetDecoded, shiftDecoded } from './decoded-view.ts'
import { createStripped, extendStripped, resetStripped, shiftStripped, type StrippedView } from './stripped-view.ts'
import { OVERLAP, SPAN, type View, viewOf } from './view.ts'

/** How often one writer's escapes are undone after another's. */
const LEVELS = 3

/** One reading of escapes over another. */
export interface DecodedLevel {
  readonly decoded: DecodedView
  /** The decoded view without white space, where that was left out below. */
  readonly stripped: StrippedView | undefined
  /** The view that is searched: one of the two. */
  readonly view: View
  /** Up to where it was searched. */
  searched: number
  readonly above: DecodedLevel | undefined
}

/** The shape that levels are made for. */
export interface LevelShape {
  readonly families: number
  /** How much a search needs beside a window of what came before. */
  readonly margin: number
  /** Given where white space is left out. */
  readonly classes?: Uint8Array
}

/** The levels over a view, the first one with the others above it. */
export const createLevels = (below: View, shape: LevelShape, left: number = LEVELS): DecodedLevel | undefined => {
  if (left === 0) return undefined
  const kept = shape.classes === undefined ? 2 * (OVERLAP + shape.margin) : SPAN + OVERLAP
  const decoded = createDecoded(below, shape.families, kept)
  const stripped = shape.classes === undefined ? undefined : createStripped(shape.classes)
  const view = stripped === undefined ? decoded : viewOf(stripped, decoded)
  return { decoded, stripped, view, searched: 0, above: createLevels(view, shape, left - 1) }
}

/** Looks through what is new in a view: from an index on, `complete` where nothing follows in it. */
export type SearchLevel = (view: View, from: number, complete: boolean) => void

/** Goes on with all levels as far as the view below tells. */
export const extendLevels = (level: DecodedLevel, final: boolean, search: SearchLevel): void => {
  const { decoded, stripped, view, above } = level
  for (;;) {
    const extent = extendDecoded(decoded, final)
    if (extent === 'idle') return
    const complete = extent === 'complete'
    if (stripped !== undefined) extendStripped(stripped, decoded.units, decoded.length, complete)
    search(view, level.searched, complete)
    level.searched = view.length
    if (above !== undefined) extendLevels(above, complete, search)
    if (!complete) return
    closeStretch(decoded)
    forget(level)
  }
}

/** Begins with another text. */
export const resetLevels = (level: DecodedLevel): void => {
  resetDecoded(level.decoded)
  forget(level)
}

/** The stretch that a level had is over, and so is all above it. */
const forget = (level: DecodedLevel): void => {
  level.searched = 0
  if (level.stripped !== undefined) resetStripped(level.stripped)
  if (level.above === undefined) return
  resetDecoded(level.above.decoded)
  forget(level.above)
}

/** The text was handed on up to `place`, and the view below forgot `gone` units. */
export const shiftLevels = (level: DecodedLevel, gone: number, place: number): void => {
  const { decoded, stripped, view, above } = level
  const forgotten = shiftDecoded(decoded, gone, place)
  const own = stripped === undefined ? forgotten : shiftStripped(stripped, forgotten)
  level.searched = Math.min(view.length, Math.max(0, level.searched - own))
  if (above !== undefined) shiftLevels(above, own, place)
}

/** From where on the text must be held back for matches that are not complete. */
export const heldByLevels = ({ decoded, above }: DecodedLevel): number =>
  Math.min(heldFrom(decoded), above === undefined ? Infinity : heldByLevels(above))
