/* oxlint-disable no-control-regex, no-misleading-character-class -- the characters are those that are left out */
/** A character of a view: where it stands in the text, and the place that tells that it is there. */
export interface Cell {
  readonly char: string
  readonly start: number
  readonly end: number
  readonly decided: number
}

const SKIPPED =
  /^[\0-\u0009\u000b-\u001a\u001c- \u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\n]$/u
/** A control sequence: CSI, a string up to its end, intermediates, or a single character. None goes on over a line break. */
const SEQUENCE =
  /^\u001b(?:(?:[\]PX^_][^\n\u0007\u001b]*\u001b)*)(?:\[[ -?]*[@-~]?|[\]PX^_][^\n\u0007\u001b]*\u0007?|[ -/]+[0-~]?|[0-OQ-WYZ\\`-~])?/

/** The stripped view of some cells, one after the other. */
export const strippedCells = (cells: readonly Cell[]): readonly Cell[] => {
  const kept: Cell[] = []
  const text = cells.map(({ char }) => char).join('')
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]
    const next = cells[at + 1]
    if (cell === undefined || SKIPPED.test(cell.char)) continue
    if (cell.char === '\u001b') at += (SEQUENCE.exec(text.slice(at, at + 257))?.[0].length ?? 1) - 1
    else if (cell.char !== '\\') kept.push(cell)
    else if (next !== undefined && SKIPPED.test(next.char)) at++
    else kept.push({ ...cell, decided: (next ?? cell).decided })
  }
  return kept
}

const bytesText = (bytes: readonly number[]): { char: string; used: number } => {
  for (const size of [4, 3, 2]) {
    if (bytes.length < size) continue
    try {
      const char = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes.slice(0, size)))
      if (Array.from(char).length === 1) return { char, used: size }
    } catch {
      // Fewer bytes, or none of UTF-8.
    }
  }
  return { char: String.fromCharCode(bytes[0] ?? 0), used: 1 }
}

const NAMES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", uuml: 'ü', sol: '/', equals: '=' }
const LETTERS: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

interface Read {
  readonly char: string
  readonly size: number
}

const run = (text: string, step: RegExp, size: number, base: number): Read | undefined => {
  const bytes: number[] = []
  for (let at = 0; bytes.length < 4; at += size) {
    const digits = step.exec(text.slice(at))?.[1]
    if (digits === undefined) break
    bytes.push(Number.parseInt(digits, base))
  }
  if (bytes.length === 0) return undefined
  const { char, used } = bytesText(bytes)
  return { char, size: used * size }
}

const code = (digits: string, size: number): Read | undefined => {
  const value = Number.parseInt(digits, 16)
  return value > 0x10ffff ? undefined : { char: value > 0xffff ? String.fromCodePoint(value) : String.fromCharCode(value), size }
}

// oxlint-disable-next-line complexity -- as simple as it can be written down
const readBackslash = (text: string): Read | undefined => {
  const next = text.charAt(1)
  if (next === '') return undefined
  if (/^\\[\r\n]/.test(text)) return { char: '', size: text.startsWith('\\\r\n') ? 3 : 2 }
  const braced = /^\\u\{([\dA-Fa-f]{1,7})\}/.exec(text)
  const four = /^\\u([\dA-Fa-f]{4})/.exec(text)
  const eight = /^\\U([\dA-Fa-f]{8})/.exec(text)
  const pair = /^\\([2-7][\dA-Fa-f])/.exec(text)
  return (
    (braced && code(braced[1] ?? '', braced[0].length)) ??
    (four && code(four[1] ?? '', 6)) ??
    (eight && code(eight[1] ?? '', 10)) ??
    run(text, /^\\x([\dA-Fa-f]{2})/, 4, 16) ??
    run(text, /^\\([0-3][0-7]{2})/, 4, 8) ??
    (pair && code(pair[1] ?? '', 3)) ??
    (next === '0' ? { char: '\0', size: 2 } : { char: LETTERS[next] ?? next, size: 2 })
  )
}

const readPercent = (text: string): Read | undefined => {
  if (text.startsWith('%%')) return /^%%[\dA-Fa-f]{2}/.test(text) ? undefined : { char: '%', size: 2 }
  const four = /^%u([\dA-Fa-f]{4})/.exec(text)
  return (four && code(four[1] ?? '', 6)) ?? run(text, /^%([\dA-Fa-f]{2})/, 3, 16)
}

const readEntity = (text: string): Read | undefined => {
  const [whole = '', name = ''] = /^&(#?\w{1,9});/.exec(text) ?? []
  if (whole === '') return undefined
  const digits = /^#(?:(\d+)|[xX]([\dA-Fa-f]+))$/.exec(name)
  if (digits !== null) return code(digits[2] ?? Number(digits[1]).toString(16), whole.length)
  const char = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined
  return char === undefined ? undefined : { char, size: whole.length }
}

/** What a reader of escapes makes of some cells, of those that begin with one of the signs. */
export const decodedCells = (cells: readonly Cell[], signs: string): readonly Cell[] => {
  const text = cells.map(({ char }) => char).join('')
  const decoded: Cell[] = []
  for (let at = 0; at < cells.length; at++) {
    const [cell, sign, rest] = [cells[at], text.charAt(at), text.slice(at, at + 40)]
    if (cell === undefined) continue
    const read = !signs.includes(sign)
      ? undefined
      : sign === '\\'
        ? readBackslash(rest)
        : sign === '%'
          ? readPercent(rest)
          : readEntity(rest)
    if (read === undefined) {
      decoded.push(cell)
      continue
    }
    const last = cells[at + read.size - 1]
    for (const char of read.char.split('')) decoded.push({ char, start: cell.start, end: last?.end ?? 0, decided: last?.decided ?? 0 })
    at += read.size - 1
  }
  return decoded
}

const FORMS = [
  { form: '[\\dA-Fa-f]{2}', base: 16 },
  { form: '-?\\d{1,3}', base: 10 },
  { form: '0[xX][\\dA-Fa-f]{1,2}', base: 16 },
] as const

/** Bytes that are printed as numbers: each list of at least four, in each way of writing them; what stands beside them may be part of a word. */
export const byteListsOf = (text: string): readonly (readonly Cell[])[] => {
  const lists: (readonly Cell[])[] = []
  for (const { index, 0: piece } of text.matchAll(/[\da-fA-FxX ,:\-\n\r\t]{11,}/g))
    for (const { form, base } of FORMS) {
      let bytes: { byte: number; start: number; end: number }[] = []
      const flush = (): void => {
        if (bytes.length >= 4) lists.push(spelled(bytes))
        bytes = []
      }
      const take = (number: string | undefined, start: number): boolean => {
        const byte = number === undefined ? 999 : Number.parseInt(number, base)
        if (byte < -128 || byte > 255) return false
        bytes.push({ byte: byte & 255, start: index + start, end: index + start + (number?.length ?? 0) })
        return true
      }
      for (const { index: at, 0: word } of piece.matchAll(/(?:(?<![^ ,:\-\n\r\t])-(?=\d))?[^ ,:\-\n\r\t]+/g)) {
        if (take(new RegExp(`^(?:${form})$`).exec(word)?.[0], at)) continue
        if (bytes.length > 0) take(new RegExp(`^(?:${form})`).exec(word.slice(0, 4))?.[0], at)
        flush()
        const last = new RegExp(`(?:${form.replace('-?', '')})$`).exec(word.slice(-4))?.[0]
        take(last, at + word.length - (last?.length ?? 0))
      }
      flush()
    }
  return lists
}

const spelled = (bytes: readonly { byte: number; start: number; end: number }[]): readonly Cell[] => {
  const cells: Cell[] = []
  for (let at = 0; at < bytes.length;) {
    const { char, used } = bytesText(bytes.slice(at, at + 4).map(({ byte }) => byte))
    const end = bytes[at + used - 1]?.end ?? 0
    for (const each of char.split('')) cells.push({ char: each, start: bytes[at]?.start ?? 0, end, decided: end })
    at += used
  }
  return cells
}
