import { unitsOf } from '../search/units.ts'
import { type Escape, FAMILIES, readEscape } from './escapes.ts'

/** One reading of a text's escapes, by the reader that texts are decoded by as well. */
const decodeOnce = (text: string, families: number): string => {
  const units = unitsOf(text, false)
  const reading = { units, to: units.length, final: true }
  const escape: Escape = { size: 0, stands: -1 }
  let decoded = ''
  let plain = 0
  for (let at = 0; at < units.length;) {
    if (readEscape(reading, at, families, escape).size === 0) {
      at++
      continue
    }
    decoded += text.slice(plain, at) + (escape.stands < 0 ? '' : String.fromCodePoint(escape.stands))
    at += escape.size
    plain = at
  }
  return decoded + text.slice(plain)
}

/** How often a value is read: once more than a text, since what was written over it may be undone first. */
const READINGS = 4

/** Decodes a text as readers of escapes may: itself, and the same read again and again, by all families and by each alone. */
export const decodedTexts = (text: string): ReadonlySet<string> => {
  const texts = new Set([text])
  if (!/[\\%&]/.test(text)) return texts
  for (const families of Object.values(FAMILIES)) {
    let read = text
    for (let count = 0; count < READINGS; count++) {
      const next = decodeOnce(read, families)
      // Nothing is left to read.
      if (next === read) break
      texts.add((read = next))
    }
  }
  return texts
}
