import { isTimestamp, resolvePlain } from './resolve-scalar.ts'

/** The margin of a scalar: the column it begins at, and the indentation of its further lines. */
export interface Margin {
  readonly column: number
  readonly indent: number
}

/** The emitter breaks a line at the first space after this column. */
const WIDTH = 80

/** A key: on one line, whatever it holds. */
export const writeKey = (key: string): string => {
  const style = chooseStyle(key)
  // A plain << would be read as a merge.
  if (style === 'plain' && key !== '<<') return key
  return style === 'single' || style === 'plain' ? `'${key.replaceAll("'", "''")}'` : `"${escaped(key)}"`
}

/** Text as a value, in the style that go.yaml.in/yaml/v2 chooses for it (encode.go, emitterc.go). */
export const writeText = (text: string, place: Margin): string => {
  const style = chooseStyle(text)
  if (style === 'literal') return literal(text, place)
  if (style === 'plain') return folded(text, place)
  if (style === 'single') return `'${folded(text.replaceAll("'", "''"), { ...place, column: place.column + 1 })}'`
  return `"${foldedEscaped(text, { ...place, column: place.column + 1 })}"`
}

type Style = 'plain' | 'single' | 'double' | 'literal'

/** Line breaks that are not `\n` are escaped, as Go's emitter would lose them. */
const OTHER_BREAKS = /[\r\u0085\u2028\u2029]/
/** Characters that YAML calls not printable, and those beyond the basic plane, which this emitter escapes as well. */
const NOT_PRINTABLE = /[^\n\u0020-\u007E\u00A0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/

const chooseStyle = (text: string): Style => {
  if (NOT_PRINTABLE.test(text) || OTHER_BREAKS.test(text) || text.includes(' \n')) return 'double'
  if (text.includes('\n')) return text.endsWith(' ') ? 'double' : 'literal'
  if (meansSomethingElse(text)) return 'double'
  return text.startsWith(' ') || text.endsWith(' ') || hasIndicators(text) ? 'single' : 'plain'
}

const meansSomethingElse = (text: string): boolean => resolvePlain(text).type !== 'text' || isTimestamp(text) || BASE_60.test(text)

/** No number to kubectl, but one to older YAML 1.1 readers, so it is quoted for them. */
const BASE_60 = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/

const hasIndicators = (text: string): boolean =>
  /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?:[ \t]|$))/.test(text) || /:(?:[ \t]|$)|[ \t]#/.test(text)

const literal = (text: string, { indent }: Margin): string => {
  const hint = /^[ \n]/.test(text) ? '2' : ''
  const chomp = text.endsWith('\n') ? (text === '\n' || text.endsWith('\n\n') ? '+' : '') : '-'
  const lines = (chomp === '-' ? text : text.slice(0, -1)).split('\n')
  const margin = ' '.repeat(indent)
  return `|${hint}${chomp}\n${lines.map(line => (line === '' ? '' : margin + line)).join('\n')}`
}

/** Breaks lines at single spaces; the reader joins them again. */
const folded = (text: string, { column, indent }: Margin): string => {
  if (column + text.length <= WIDTH) return text
  const margin = `\n${' '.repeat(indent)}`
  let written = ''
  let at = column
  let afterSpace = false
  for (let i = 0; i < text.length; i++) {
    const isSpace = text[i] === ' '
    if (isSpace && !afterSpace && at > WIDTH && i > 0 && i < text.length - 1 && text[i + 1] !== ' ') {
      written += margin
      at = indent
    } else {
      written += text.charAt(i)
      at++
    }
    afterSpace = isSpace
  }
  return written
}

const foldedEscaped = (text: string, { column, indent }: Margin): string => {
  const characters = Array.from(text)
  let written = ''
  let at = column
  let afterSpace = false
  for (const [index, character] of characters.entries()) {
    const isSpace = character === ' '
    if (isSpace && !afterSpace && at > WIDTH && index > 0 && index < characters.length - 1) {
      const next = characters[index + 1] === ' ' ? '\\' : ''
      written += `\n${' '.repeat(indent)}${next}`
      at = indent + next.length
    } else {
      const piece = escaped(character)
      written += piece
      at += piece.length
    }
    afterSpace = isSpace
  }
  return written
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\u001B', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0085', '\\N'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
])

const TO_ESCAPE = /[^ !#-[\]-~\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/gu

const escaped = (text: string): string => text.replaceAll(TO_ESCAPE, character => NAMED.get(character) ?? numbered(character))

/** Half a surrogate pair has no code in UTF-8 and becomes U+FFFD, as everywhere in the platform. */
const numbered = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0xd800 && code <= 0xdfff) return '\uFFFD'
  const digits = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`
}
