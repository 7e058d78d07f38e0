import { WINDOW } from '../search/gram-index.ts'
import { decidedAt, type StrippedView } from './stripped-view.ts'

/** A text as it is searched: as it is, stripped, or decoded. */
export interface View {
  readonly units: Uint16Array
  readonly length: number
  /** Units at which escapes may begin, in order. */
  readonly escapes: readonly number[]
  /** The places in the text at which a unit begins and ends, and the one that told that it is there. */
  start(index: number): number
  end(index: number): number
  decided(index: number): number
}

/** A match in a stripped view reaches over at most so many units of the text, the one that decided its end included; so far a stream lags. */
export const SPAN = 1024
/** How much of a view must be searched again when more comes: a window, and its neighbours to both sides. */
export const OVERLAP: number = WINDOW + 2

/** A stripped view of a text, or of another view. */
export const viewOf = (stripped: StrippedView, below?: View): View => {
  const place = (index: number): number => stripped.places[index] ?? 0
  return {
    get units() {
      return stripped.units
    },
    get length() {
      return stripped.length
    },
    get escapes() {
      return stripped.keptEscapes
    },
    start: index => (below === undefined ? place(index) : below.start(place(index))),
    end: index => (below === undefined ? place(index) + 1 : below.end(place(index))),
    decided: index => {
      const decider = decidedAt(stripped, place(index))
      return below === undefined ? decider : below.decided(Math.min(decider, below.length - 1))
    },
  }
}

/** True where the units of a stripped view from one to another are near enough in the text to be one match. */
export const isWithinSpan = (view: View, first: number, last: number): boolean => view.decided(last) - view.start(first) < SPAN

/**
 * Finds where the windows of a match begin. In a piece of a long pattern each is a match of its own: a key that is wrapped after every few
 * characters is hidden although all of it together spans more.
 */
export const listWindows = (start: number, end: number): readonly number[] =>
  Array.from({ length: Math.max(1, end - start - WINDOW + 1) }, (_, index) => start + index)

/** True where a unit may be one of base64. */
export const isBase64 = (unit = 0): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 47 && unit <= 57) || unit === 43 || unit === 45 || unit === 95
