import { utf8 } from '../../model/scalars/base64.ts'

/** The spellings in which JSON, YAML, XML, URLs, shells and Go print a text. Each is a function from text to text. */

export const hex2 = (unit: number): string => unit.toString(16).padStart(2, '0')
const hexEscape = (unit: number): string => `\\x${hex2(unit)}`
const unicodeEscape = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`
const octalEscape = (unit: number): string => `\\${unit.toString(8).padStart(3, '0')}`
// eslint-disable-next-line no-control-regex -- control characters are what is escaped
const CONTROL = /[\0-\u001f\u007f]/
const NOT_ASCII = /[^ -~]/

type Table = Readonly<Record<string, string>>
/** Every unit that `table` respells, and every `odd` one by its number; the rest stays, letters and digits always. */
const respell = (text: string, table: Table, odd?: RegExp, escape = unicodeEscape): string =>
  text.replaceAll(/[^A-Za-z0-9]/g, char => table[char] ?? (odd?.test(char) === true ? escape(char.charCodeAt(0)) : char))

const SHORT = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' } as const
const JSON_SHORT = { ...SHORT, '\b': '\\b', '\f': '\\f' } as const
const GO_QUOTED = { ...JSON_SHORT, '\u0007': '\\a', '\v': '\\v', '\0': '\\x00' } as const
const YAML_QUOTED = {
  ...GO_QUOTED,
  '\u001b': '\\e',
  '\0': '\\0',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
} as const
const HTML_SAFE = { ...JSON_SHORT, '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' } as const

const json = (text: string): string => JSON.stringify(text).slice(1, -1)
/** As writers that emit ASCII alone (Python, PHP, Java): everything else as `\u00fc`. */
const asciiJson = (text: string): string => respell(text, JSON_SHORT, NOT_ASCII)
const upperEscapes = (text: string): string =>
  text.replaceAll(/\\u[0-9a-f]{4}|\\x[0-9a-f]{2}/g, escape => escape.slice(0, 2) + escape.slice(2).toUpperCase())
/** encoding/json of Go, which keeps `<`, `>` and `&` out of HTML; with \b and \f long in older versions, which the ASCII form has. */
// eslint-disable-next-line no-control-regex -- control characters are what JSON escapes
const goJson = (text: string): string => respell(text, HTML_SAFE, /[\0-\u001f]/)
/** strconv.Quote of Go, as `%q` prints. */
const goQuoted = (text: string): string =>
  respell(respell(text, GO_QUOTED, CONTROL, hexEscape), {}, /[\u0080-\u00a0\u00ad\u2028\u2029\ufeff]/)
const yamlQuoted = (text: string): string => respell(text, YAML_QUOTED, CONTROL, hexEscape)

/** Writers of ASCII that escape quotes and forget backslashes. */
const { '\\': _backslash, ...WITHOUT_BACKSLASH } = JSON_SHORT
const looseJson = (text: string): string => respell(text, WITHOUT_BACKSLASH, NOT_ASCII)

/** JSON in its dialects, once and twice (an annotation that holds JSON, printed as JSON), Go's `%q`, YAML in double quotes. */
const structured = (text: string): readonly string[] => {
  const plain = json(text)
  const html = goJson(text)
  const ascii = asciiJson(text)
  const loose = looseJson(text)
  const yaml = yamlQuoted(text)
  const upper = [ascii, html, loose, yaml].map(upperEscapes)
  return [plain, html, ascii, loose, yaml, ...upper, json(plain), goJson(html), json(ascii), goQuoted(text)]
}

const XML_TEXT = { '&': '&amp;', '<': '&lt;', '>': '&gt;' } as const
const DOUBLE_QUOTES = ['"', '&quot;', '&#34;']
const SINGLE_QUOTES = ["'", '&apos;', '&#39;', '&#x27;']
/** encoding/xml of Go. */
const GO_XML = { ...XML_TEXT, '"': '&#34;', "'": '&#39;', '\n': '&#xA;', '\r': '&#xD;', '\t': '&#x9;' } as const
/** An attribute, as Python and libxml2 write it. */
const ATTRIBUTE = { ...XML_TEXT, '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' } as const
/** Each writer has its own pair of quotes, and in an attribute escapes only those that would end it. */
const xml = (text: string): readonly string[] => {
  const plain = respell(text, XML_TEXT)
  const quoted = each(plain, "'", SINGLE_QUOTES).flatMap(form => each(form, '"', DOUBLE_QUOTES))
  return [respell(text, GO_XML), respell(text, ATTRIBUTE), ...quoted]
}
const each = (text: string, quote: string, forms: readonly string[]): readonly string[] =>
  text.includes(quote) ? forms.map(form => text.replaceAll(quote, form)) : [text]

/**
 * What writers of URLs leave as it is, beside letters, digits, `-`, `_` and `.`: forms (WHATWG, Java), RFC 3986, Python, JavaScript's component
 * and whole, Go's segment, user and path, and user, path and query of WHATWG.
 */
const UNRESERVED = ['*', '~', '~/', "~!*'()", "~!*'();,/?:@&=+$#", '~$&+=:@', '~$&+,;=', '~$&+,/:;=@']
const UNRESERVED_OF_WHATWG = ["~!$%&'()*+,", "~!$%&'()*+,/:;=@[]^|", '~!$%&()*+,/:;=?@[\\]^`{|}']

const percent = (text: string): readonly string[] => {
  // Writers that leave the same of its units as they are write the same: mostly two are left of all.
  const others = text.replaceAll(/[A-Za-z0-9_.-]+/g, '').split('')
  const keeping = new Set([...UNRESERVED, ...UNRESERVED_OF_WHATWG].map(kept => others.filter(char => kept.includes(char)).join('')))
  const uppers = new Set(Array.from(keeping, kept => percentEncoded(text, kept)))
  return Array.from(uppers).flatMap(upper => [upper, upper.replaceAll('%20', '+')].flatMap(form => [form, lowerPercent(form)]))
}

const percentEncoded = (text: string, kept: string): string =>
  text.replaceAll(/[^A-Za-z0-9_.-]/gu, char => (kept.includes(char) ? char : percentEscape(char)))
/** What is ASCII is its own byte, which spares nearly all of a text the encoder. */
const percentEscape = (char: string): string =>
  char <= '\u007f' ? `%${hex2(char.charCodeAt(0)).toUpperCase()}` : Array.from(utf8(char), byte => `%${hex2(byte).toUpperCase()}`).join('')
const lowerPercent = (text: string): string => text.replaceAll(/%[0-9A-F]{2}/g, escape => escape.toLowerCase())

const ANSI_QUOTED: Table = { ...GO_QUOTED, '"': '"', "'": "\\'", '\0': '\\000', '\u001b': '\\E' }
/** bash's `$'…'` in the C locale, where every byte that is not ASCII is octal, and in the others. */
const ansiQuoted = (text: string): readonly string[] => {
  const bytes = Array.from(utf8(text), byte => String.fromCharCode(byte)).join('')
  return [respell(bytes, ANSI_QUOTED, NOT_ASCII, octalEscape), respell(text, ANSI_QUOTED, CONTROL, octalEscape)]
}

/**
 * How shells and others keep what they would take for their own: backslashes alone (Python and JavaScript, in the quotes that are not in the
 * text), quotes, backslashes (bash's `%q` first), PowerShell, cmd, `$$`.
 */
const QUOTING: readonly (readonly [RegExp, string])[] = [
  [/\\/g, '\\$&'],
  [/'/g, "''"],
  [/'/g, "'\\''"],
  [/'/g, `'"'"'`],
  [/[ !"$&'()*,;<>?[\\\]^`{|}]|^[#~]/g, '\\$&'],
  [/[^A-Za-z0-9_\-.,:/@%+=\n]/g, '\\$&'],
  [/["$`\\]/g, '\\$&'],
  [/["$`\\!]/g, '\\$&'],
  [/["$`]/g, '`$&'],
  [/["$`']/g, '`$&'],
  [/"/g, '""'],
  [/[&|<>^()%!"]/g, '^$&'],
  [/[&|<>^()]/g, '^$&'],
  [/\$/g, '$$$$'],
  [/%/g, '%%'],
]
const shells = (text: string): readonly string[] => QUOTING.map(([what, how]) => text.replace(what, how))

const UNESCAPED: Table = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '0': '\0' }

/** A writer and what a text must hold for it to write anything but the text: most values are spared most writers. */
const WRITERS: readonly { readonly when: RegExp; readonly forms: (text: string) => readonly string[] }[] = [
  { when: /\n/, forms: text => [text.replaceAll(/\r?\n/g, '\r\n'), text.replaceAll('\r\n', '\n')] },
  { when: /["\\<>&]|[^ -~]/, forms: structured },
  { when: /[&<>"'\n\r\t]/, forms: xml },
  { when: /[^A-Za-z0-9_.-]/, forms: percent },
  { when: /[^A-Za-z0-9_\-.:/@+=]/, forms: shells },
  { when: /['\\]|[^ -~]/, forms: ansiQuoted },
  // What is left when a reader takes the escapes of the value for its own: backslashes, carets of cmd, doubled dollars.
  {
    when: /\\/,
    forms: text => [text.replaceAll(/\\(.)/gs, (_, char: string) => UNESCAPED[char] ?? char), text.replaceAll(/\\(.)/gs, '$1')],
  },
  { when: /\^/, forms: text => [text.replaceAll(/\^(.)/gs, '$1')] },
  { when: /\$\$/, forms: text => [text.replaceAll('$$', () => '$')] },
]
const ORDINARY = /^[A-Za-z0-9_.-]*$/

/** The text in every spelling, itself first; a text of letters, digits, `_`, `.` and `-` has only its own. */
export const escapeForms = (text: string): Iterable<string> => {
  if (ORDINARY.test(text)) return [text]
  const forms = new Set([text])
  for (const { when, forms: write } of WRITERS) if (when.test(text)) for (const form of write(text)) forms.add(form)
  return forms
}

/** The spellings in which JSON carries the text, where they differ from it: for what is encoded around JSON. */
export const jsonForms = (text: string): Iterable<string> => {
  const forms = new Set([json(text), goJson(text)])
  forms.delete(text)
  return forms
}
