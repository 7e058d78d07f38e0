import { utf8 } from '../model/base64.ts'

/** The spellings in which JSON, YAML, XML, URLs, shells and Go print a text. Each is a function from text to text. */

export const hex2 = (unit: number): string => unit.toString(16).padStart(2, '0')
const hex4 = (unit: number): string => unit.toString(16).padStart(4, '0')

/** Every unit that `table` or `other` respells; the rest stays, letters and digits always. */
const respell = (text: string, table: Readonly<Record<string, string>>, other?: (unit: number) => string | undefined): string =>
  text.replaceAll(/[^A-Za-z0-9]/g, char => table[char] ?? other?.(char.charCodeAt(0)) ?? char)

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
const asciiJson = (text: string): string => respell(text, JSON_SHORT, unit => (unit < 32 || unit > 126 ? `\\u${hex4(unit)}` : undefined))
const upperEscapes = (text: string): string => text.replaceAll(/\\u[0-9a-f]{4}/g, escape => `\\u${escape.slice(2).toUpperCase()}`)
/** encoding/json of Go, which keeps `<`, `>` and `&` out of HTML; with \b and \f long in older versions, which the ASCII form has. */
const goJson = (text: string): string => respell(text, HTML_SAFE, unit => (unit < 32 ? `\\u${hex4(unit)}` : undefined))
/** strconv.Quote of Go, as `%q` prints. */
const goQuoted = (text: string): string =>
  respell(text, GO_QUOTED, unit =>
    unit < 32 || unit === 127
      ? `\\x${hex2(unit)}`
      : unit === 0xa0 || unit === 0xad || unit === 0x2028 || unit === 0x2029 || unit === 0xfeff || (unit >= 0x80 && unit < 0xa0)
        ? `\\u${hex4(unit)}`
        : undefined,
  )
const yamlQuoted = (text: string): string =>
  respell(text, YAML_QUOTED, unit => (unit < 32 || unit === 127 ? `\\x${hex2(unit)}` : undefined))

/** Writers of ASCII that escape quotes and forget backslashes. */
const { '\\': _backslash, ...WITHOUT_BACKSLASH } = JSON_SHORT
const looseJson = (text: string): string =>
  respell(text, WITHOUT_BACKSLASH, unit => (unit < 32 || unit > 126 ? `\\u${hex4(unit)}` : undefined))

/** JSON in its dialects, once and twice (an annotation that holds JSON, printed as JSON), Go's `%q`, YAML in double quotes. */
const structured = (text: string): readonly string[] => {
  const plain = json(text)
  const html = goJson(text)
  const ascii = asciiJson(text)
  const loose = looseJson(text)
  const once = [plain, html, ascii, upperEscapes(ascii), upperEscapes(html), loose, upperEscapes(loose)]
  return [...once, json(plain), goJson(html), json(ascii), goQuoted(text), yamlQuoted(text)]
}

const XML_TEXT = { '&': '&amp;', '<': '&lt;', '>': '&gt;' } as const
const QUOTES: readonly Readonly<Record<string, string>>[] = [
  { '"': '&quot;' },
  { '"': '&quot;', "'": '&apos;' },
  { '"': '&quot;', "'": '&#39;' },
  { '"': '&quot;', "'": '&#x27;' },
  { '"': '&#34;', "'": '&#39;' },
  { '"': '&#34;', "'": '&#39;', '\n': '&#xA;', '\r': '&#xD;', '\t': '&#x9;' },
]
const xml = (text: string): readonly string[] => {
  const plain = respell(text, XML_TEXT)
  return [plain, ...(/["'\n\r\t]/.test(text) ? QUOTES.map(quotes => respell(plain, quotes)) : [])]
}

/** What each writer of URLs leaves as it is, beside letters and digits: JavaScript, RFC 3986, forms (WHATWG, Java), Python, Go's path and user. */
const UNRESERVED = ["-_.!~*'()", '-_.~', '-_.*', "-_.!~*'();,/?:@&=+$#", '-_.~$&+=:@', '-_.~$&+,;=', '-_.~/']

const percent = (text: string): readonly string[] => {
  // Writers that leave the same of its units as they are write the same: mostly two are left of seven.
  const others = text.replaceAll(/[A-Za-z0-9]+/g, '').split('')
  const keeping = new Set(UNRESERVED.map(kept => others.filter(char => kept.includes(char)).join('')))
  const uppers = new Set(Array.from(keeping, kept => percentEncoded(text, kept)))
  return Array.from(uppers).flatMap(upper => [upper, upper.replaceAll('%20', '+')].flatMap(form => [form, lowerPercent(form)]))
}

const percentEncoded = (text: string, kept: string): string =>
  text.replaceAll(/[^A-Za-z0-9]/gu, char =>
    kept.includes(char)
      ? char
      : Array.from(char < '\x80' ? [char.charCodeAt(0)] : utf8(char), byte => `%${hex2(byte).toUpperCase()}`).join(''),
  )
const lowerPercent = (text: string): string => text.replaceAll(/%[0-9A-F]{2}/g, escape => escape.toLowerCase())

const octal = (unit: number): string => `\\${unit.toString(8).padStart(3, '0')}`
const ANSI_QUOTED: Readonly<Record<string, string>> = {
  ...SHORT,
  '"': '"',
  "'": "\\'",
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
  '\u001b': '\\E',
}
/** bash's `$'…'`, where other bytes are octal. */
const ansiQuoted = (text: string): string => {
  let result = ''
  for (const byte of utf8(text)) {
    const char = String.fromCharCode(byte)
    result += ANSI_QUOTED[char] ?? (byte < 32 || byte > 126 ? octal(byte) : char)
  }
  return result
}

const shells = (text: string): readonly string[] => [
  text.replaceAll("'", "''"),
  text.replaceAll("'", `'\\''`),
  text.replaceAll("'", `'"'"'`),
  text.replaceAll(/[^A-Za-z0-9_\-.,:/@%+=\n]/g, char => `\\${char}`),
  text.replaceAll(/["$`\\]/g, char => `\\${char}`),
  text.replaceAll(/["$`\\!]/g, char => `\\${char}`),
  text.replaceAll(/["$`]/g, char => '`' + char),
  text.replaceAll(/["$`']/g, char => '`' + char),
  text.replaceAll('"', '""'),
  text.replaceAll(/[&|<>^()%!"]/g, char => `^${char}`),
  text.replaceAll(/[&|<>^()]/g, char => `^${char}`),
  text.replaceAll('$', () => '$$'),
  text.replaceAll('%', '%%'),
]

const UNESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '0': '\0' }

/** A writer and what a text must hold for it to write anything but the text: most values are spared most writers. */
const WRITERS: readonly { readonly when: RegExp; readonly forms: (text: string) => readonly string[] }[] = [
  // eslint-disable-next-line no-control-regex -- control characters are what JSON escapes
  { when: /["\\<>&]|[^ -~]/, forms: structured },
  { when: /[&<>"']/, forms: xml },
  { when: /[^A-Za-z0-9_.-]/, forms: percent },
  { when: /[^A-Za-z0-9_\-.,:/@+=]/, forms: shells },
  { when: /['\\]|[^ -~]/, forms: text => [ansiQuoted(text)] },
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
