import { type LinePrefix, prefixEnd } from '../../src/redact/mask/line-prefix.ts'

/** A unit of the squeezed view: where it stands in the text, and the position that decided that it stays. */
export interface Place {
  readonly place: number
  readonly decided: number
}

const SKIPPED = '\t\v\f\r \u0085\u00a0\u00ad\u200b\u200c\u200d\u2028\u2029\u2060\ufe0f\ufeff'
const LONGEST_SEQUENCE = 256
/**
 * What belongs to a control sequence after its escape: CSI to its final letter, OSC to a bell or to an escape with a backslash; neither goes on over a
 * line break, nor over more units than a sequence may have.
 */
// oxlint-disable-next-line no-control-regex -- control sequences are made of them
const SEQUENCE = /^(?:\][^\n\u0007\u001b]*\u001b)*(?:\[[ -?]*[@-~]?|\][^\n\u0007\u001b]*\u0007?|\\)?/

/** The squeezed view written down as simply as possible: of a whole text, unit after unit. */
export const squeezedPlaces = (text: string, prefix?: LinePrefix): readonly Place[] => {
  const units = Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
  const places: Place[] = []
  let lineStart = prefix !== undefined
  /** Units before this place were once taken for the beginning of a prefix. */
  let late = 0
  for (let at = 0; at < text.length;) {
    if (lineStart && prefix !== undefined) {
      const { end, seen } = prefixEnd(prefix, units, { from: at, to: text.length, final: true })
      lineStart = false
      at = end
      late = seen
      continue
    }
    const char = text.charAt(at)
    const next = text.charAt(at + 1)
    if (char === '\u001b') at += 1 + (SEQUENCE.exec(text.slice(at + 1, at + 1 + LONGEST_SEQUENCE))?.[0].length ?? 0)
    else if (char === '\\' && next !== '' && 'nrt\r'.includes(next)) at += 2
    else if (char === '\n') {
      lineStart = prefix !== undefined
      at++
    } else {
      const decided = at < late ? late : char === '\\' ? at + 1 : at
      if (!SKIPPED.includes(char) && !(char === '\\' && next === '\n')) places.push({ place: at, decided })
      at++
    }
  }
  return places
}
