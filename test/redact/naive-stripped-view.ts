/* oxlint-disable no-control-regex, no-misleading-character-class -- the characters are those that are left out */
import { type LinePrefix, prefixEnd } from '../../src/redact/mask/line-prefix.ts'

/** A unit of the stripped view: where it stands in the text, and the position that decided that it stays. */
export interface Place {
  readonly place: number
  readonly decided: number
}

const SKIPPED =
  /^[\0-\u0009\u000b-\u001a\u001c- \u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]$/
const LONGEST_SEQUENCE = 256
/** A control sequence after its escape: CSI, a string up to its end, intermediates, or a single character. None goes on over a line break. */
const SEQUENCE = /^(?:[\]PX^_][^\n\u0007\u001b]*\u001b)*(?:\[[ -?]*[@-~]?|[\]PX^_][^\n\u0007\u001b]*\u0007?|[ -/]+[0-~]?|[0-OQ-WYZ\\`-~])?/

/** The stripped view written down as simply as possible: of a whole text, unit after unit. */
export const strippedPlaces = (text: string, prefix?: LinePrefix): readonly Place[] => {
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
    else if (char === '\\' && next !== '\n' && SKIPPED.test(next)) at += 2
    else if (char === '\\' && next === '\n') at++
    else if (char === '\n') {
      lineStart = prefix !== undefined
      at++
    } else {
      const decided = at < late ? late : char === '\\' ? at + 1 : at
      if (!SKIPPED.test(char)) places.push({ place: at, decided })
      at++
    }
  }
  return places
}
