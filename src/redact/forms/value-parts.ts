import { decodeBase64, textOfUtf8 } from '../../model/scalars/base64.ts'
import { isRecord } from '../../model/read.ts'
import { decodedTexts } from '../mask/decode-text.ts'

/**
 * The parts of a value that are secret by themselves: what base64 holds, the password of a URL or a connection string, leaves of JSON and of
 * lists of settings. Only what is secret by the place where it stands, or looks like a key: never host, port, path or database, which
 * stand in every manifest.
 */
export const secretParts = (value: string): ReadonlySet<string> => {
  const parts = new Set<string>()
  if (value.length <= LONGEST) addParts(value, parts, 0)
  parts.delete(value)
  return parts
}

/** Larger documents are no credentials. */
const LONGEST = 65_536
/** Base64 of JSON of a URL, and one more. */
const DEEPEST = 4
const MOST_PARTS = 64

const addParts = (text: string, parts: Set<string>, depth: number): void => {
  if (depth > DEEPEST || parts.size >= MOST_PARTS) return
  const bare = text.trim()
  const inner = base64Text(bare)
  if (inner !== undefined) {
    parts.add(inner)
    return addParts(inner, parts, depth + 1)
  }
  const json = parsed(bare)
  if (json !== undefined) return addLeaves(json, parts, { depth: depth + 1, secret: false })
  addUrl(bare, parts)
  addSettings(bare, parts, depth)
}

/** Shorter base64 is a word. */
const SHORTEST_BASE64 = 12
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/

/** The readable text that base64 holds; of bytes that are none, nothing. */
const base64Text = (text: string): string | undefined => {
  const folded = text.replaceAll(/\s+/g, '')
  if (folded.length < SHORTEST_BASE64 || !BASE64.test(folded)) return undefined
  const bytes = decodeBase64(folded)
  const inner = bytes === undefined ? undefined : textOfUtf8(bytes)
  // oxlint-disable-next-line no-control-regex -- a text has none but white space
  return inner === undefined || inner.trim().length < 4 || /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/.test(inner)
    ? undefined
    : inner
}

const parsed = (text: string): unknown => {
  if (!'{["'.includes(text.charAt(0))) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

interface LeafPlace {
  readonly depth: number
  /** A field on the way there names a secret. */
  readonly secret: boolean
}

const addLeaves = (value: unknown, parts: Set<string>, { depth, secret }: LeafPlace): void => {
  if (depth > 32 || parts.size >= MOST_PARTS) return
  if (Array.isArray(value)) for (const item of value) addLeaves(item, parts, { depth: depth + 1, secret })
  else if (isRecord(value))
    for (const [name, inner] of Object.entries(value)) addLeaves(inner, parts, { depth: depth + 1, secret: secret || namesSecret(name) })
  // A small number is a limit or a lifetime.
  else if (typeof value === 'string' || (typeof value === 'number' && value >= 1000)) addField(String(value), parts, { depth, secret })
}

/** Reads a field: a secret by its name or its looks, or something that has parts itself. */
const addField = (text: string, parts: Set<string>, { depth, secret }: LeafPlace): void => {
  const bare = text.trim()
  if (bare === '') return
  if (secret || looksLikeKey(bare)) parts.add(bare)
  if (bare.length >= SHORTEST_BASE64) addParts(bare, parts, depth + 1)
}

/** `primaryKey` and `AUTH_TOKEN` do, `keyboard` and `passenger` too: rather one too many. */
const SECRET_NAME = /pass|pwd|secret|token|key|sig|cred/i
/** Names that hold such a word and mean something that is public. */
const PUBLIC_NAME = /public|name$|ur[il]$|host$|port$|path$|type$|file$|version$|endpoint$|database$|keyspace|expir|algorithm|length$/i
const namesSecret = (name: string): boolean => SECRET_NAME.test(name) && !PUBLIC_NAME.test(name)

/** As long as a key, of its characters alone, of three kinds or in hex, and no word repeated. */
const looksLikeKey = (text: string): boolean => {
  if (text.length < 20 || !/^[A-Za-z0-9+/=_-]+$/.test(text)) return false
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return false
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter(kind => kind.test(text)).length
  const isHex = text.length >= 32 && /^[\da-f]+$/i.test(text) && kinds > 1
  return (isHex || kinds === 3) && entropy(text) >= 3
}

/** Bits of a character, by Shannon. */
const entropy = (text: string): number => {
  const counts = new Map<string, number>()
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1)
  return Array.from(counts.values()).reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0)
}

/** `scheme://user:password@host/path`, also within a text; in `jdbc:` URLs what follows. */
const URL_START = /:\/\/([^:/?#\s@]{0,256}):([^\s?]{1,4096})/

/** A password may hold `@` and `/` that nobody escaped, so it may end at the last `@` as well as at the last one before a path. */
const addUrl = (text: string, parts: Set<string>): void => {
  const [, user = '', rest = ''] = URL_START.exec(text) ?? []
  const authority = rest.split(/[/#]/, 1)[0] ?? ''
  const ends = new Set([authority.lastIndexOf('@'), rest.lastIndexOf('@')].filter(end => end > 0))
  const passwords = Array.from(ends, end => rest.slice(0, end)).filter(password => ends.size === 1 || password.length > 2)
  for (const password of passwords) {
    for (const form of decodedTexts(password)) parts.add(form)
    addUser(user, parts, [rest.slice(password.length)])
  }
}

/** A shorter user is a word, which also names things: whatever else is called so would be hidden. */
const SHORTEST_USER = 8

/** The user beside a password, where it names nothing else of what is public. */
const addUser = (user: string, parts: Set<string>, beside: readonly string[]): void => {
  if (user.length >= SHORTEST_USER && !beside.some(other => other.includes(user))) for (const form of decodedTexts(user)) parts.add(form)
}

const LINE = /^\s{0,64}(?:export\s{1,8})?["']?([A-Za-z_][\w .-]{0,63}?)["']?\s{0,16}[=:]\s{0,16}(\S.{0,65535})$/
const VALUE_BEHIND = /^\s{0,4}("(?:[^"\\]|\\.){0,4096}"|'(?:[^'\\]|\\.){0,4096}'|[^\s"']{1,4096})/
/** The most that a name, or a value, and the space beside it take. */
const [NAME_SPAN, VALUE_SPAN] = [68, 8200]

/** The name that a text ends with; names begin with a letter. */
const lastWord = (text: string): string =>
  text
    .split(/\W/)
    .at(-1)
    ?.replace(/^\d{1,68}/, '') ?? ''

/** `host=db password='a b'`. */
const spacedSettings = (text: string): readonly (readonly [name: string, value: string])[] => {
  const settings: [string, string][] = []
  for (let from = 0, sign = text.indexOf('='); sign >= 0; sign = text.indexOf('=', from)) {
    const name = lastWord(text.slice(Math.max(from, sign - NAME_SPAN), sign).trimEnd())
    const [whole = '', value = ''] = name === '' ? [] : (VALUE_BEHIND.exec(text.slice(sign + 1, sign + VALUE_SPAN)) ?? [])
    if (name !== '' && whole !== '') settings.push([name, unquoted(value)])
    from = sign + 1 + whole.length
  }
  return settings
}

/** Names and values: one a line (dotenv, YAML, properties), between `;` (ODBC, ADO, Azure), between `&` (queries), between spaces (libpq). */
const readSettings = (text: string): readonly (readonly [name: string, value: string])[] => {
  const pair = (setting: string): [string, string][] => {
    const sign = setting.indexOf('=')
    return sign < 1 ? [] : [[setting.slice(0, sign).trim(), unquoted(setting.slice(sign + 1).trim())]]
  }
  if (text.includes('\n')) return text.split('\n').flatMap(line => readLine(line))
  if (text.includes(';')) return text.split(';').flatMap(pair)
  const query = text.slice(text.indexOf('?') + 1)
  if (query.includes('&') || query.length < text.length) return query.split('&').flatMap(pair)
  const spaced = spacedSettings(text)
  return spaced.length > 1 ? spaced : readLine(text)
}

const readLine = (line: string): [string, string][] => {
  const [, name, value = ''] = LINE.exec(line) ?? []
  return name === undefined ? [] : [[name, unquoted(value.trim())]]
}

const unquoted = (text: string): string => (/^(["'])[^]*\1$/.test(text) && text.length > 1 ? text.slice(1, -1) : text)

const addSettings = (text: string, parts: Set<string>, depth: number): void => {
  const settings = readSettings(text)
  const [secrets, others] = [settings.filter(([name]) => namesSecret(name)), settings.filter(([name]) => !namesSecret(name))]
  for (const [, value] of secrets) if (value !== '') for (const form of decodedTexts(value)) parts.add(form)
  for (const [name, value] of others) {
    if (secrets.length > 0 && /^(?:user|uid|login|account)/i.test(name))
      addUser(
        value,
        parts,
        others.flatMap(([other, beside]) => (other === name ? [] : [beside])),
      )
    else if (text.includes('\n')) addField(value, parts, { depth, secret: false })
  }
}
