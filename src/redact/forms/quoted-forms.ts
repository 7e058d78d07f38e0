import { utf8 } from '../../model/scalars/base64.ts'
import { textOfUnits } from '../search/units.ts'

/**
 * The spellings that no reader of escapes undoes, since they double a sign or break a text in two, and what is left of a text where a reader
 * takes its own signs for such. Escapes themselves are read, not enumerated: see mask/escapes.ts.
 */
interface Spelling {
  /** A text without a match is spelled as it is. It is searched for, so that no place is remembered from text to text. */
  readonly when: RegExp
  readonly spell: (text: string) => string
}

const spelling = (when: RegExp, how: string): Spelling => ({ when, spell: text => text.replaceAll(when, how) })

const SPELLINGS: readonly Spelling[] = [
  // SQL, YAML, PowerShell; CSV; POSIX shells; PowerShell in both quotes; cmd in quotes and without; Make and Compose; format strings.
  spelling(/'/g, "''"),
  spelling(/"/g, '""'),
  spelling(/'/g, "'\\''"),
  spelling(/'/g, `'"'"'`),
  spelling(/["$`]/g, '`$&'),
  spelling(/["$`']/g, '`$&'),
  spelling(/[&|<>^()%!"]/g, '^$&'),
  spelling(/[&|<>^()]/g, '^$&'),
  spelling(/\$/g, '$$$$'),
  spelling(/%/g, '%%'),
  // Forms (`application/x-www-form-urlencoded`), alone or beside percents.
  spelling(/ /g, '+'),
  // Line breaks of Windows, and of the others.
  { when: /\n/, spell: text => text.replaceAll(/\r?\n/g, '\r\n') },
  { when: /\r\n/, spell: text => text.replaceAll('\r\n', '\n') },
  // Quoted-printable (RFC 2045), as mail carries texts.
  { when: /=|[^ -~\r\n]/, spell: text => quotedPrintable(text) },
  // YAML in double quotes has letters of its own for these.
  { when: /[\u0085\u00a0\u2028\u2029]/, spell: text => text.replaceAll(/[\u0085\u00a0\u2028\u2029]/g, char => YAML[char] ?? char) },
  // A reader that takes backslashes, carets of cmd and doubled signs in the value for its own.
  spelling(/\\(.)/gs, '$1'),
  spelling(/\^(.)/gs, '$1'),
  spelling(/\$\$/g, '$$'),
  // UTF-8 read as Latin-1.
  { when: /[^\0-\x7f]/, spell: text => textOfUnits(utf8(text)) },
]

const YAML: Readonly<Record<string, string>> = { '\u0085': 'N', '\u00a0': '_', '\u2028': 'L', '\u2029': 'P' }

const quotedPrintable = (text: string): string =>
  text.replaceAll(/=|[^ -~\r\n]+/g, chars =>
    Array.from(utf8(chars), byte => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )

const ORDINARY = /^[\w.:/@+,~#*-]*$/

/** The text in every such spelling, itself first. */
export const quotedForms = (text: string): readonly string[] =>
  ORDINARY.test(text) ? [text] : [text, ...SPELLINGS.flatMap(({ when, spell }) => (text.search(when) < 0 ? [] : [spell(text)]))]

/** The spellings in which JSON carries the text, where they differ from it: for what is encoded around JSON. */
export const jsonForms = (text: string): Iterable<string> => {
  if (/^[ !#-%'-;=?-[\]-~]*$/.test(text)) return []
  const plain = JSON.stringify(text).slice(1, -1)
  // As Go writes it, which keeps HTML out, and as writers of ASCII do.
  const html = plain.replaceAll(/[<>&\u2028\u2029]/g, unicodeEscape)
  const forms = new Set([plain, html, plain.replaceAll(/[^ -~]/g, unicodeEscape)])
  forms.delete(text)
  return forms
}

const unicodeEscape = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
