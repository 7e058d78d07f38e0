import type { DeclarativeRule } from './declarative-rule.ts'

/**
 * The keys of a rule, each written as one letter in the packed catalogue, by their place. What is packed is the data of src/health/catalogue as it
 * stands there, a tenth smaller once compressed than as literals, and one text to load instead of thousands of objects.
 */
export const PACKED_KEYS: readonly string[] =
  'for generation rules else when status reason say settled advisory causes of where kind name field words conventional worst cond is isNot reasonNot severity severityNot message in after not exists empty has compare any every none last and or no path count split by part sum minus Healthy Progressing Degraded Suspended Unknown Missing NotApplicable'.split(
    ' ',
  )

/** The letter of each key. */
export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/**
 * How a character that has a meaning in the packed text is written within a text. `(` a key, a value, … `)` is an object, `[` … `]` a list, `!` true,
 * `-` false, `#3` a number, `@` the empty text; a text is what stands between them. A status is written by its letter.
 */
export const WRITTEN: Readonly<Record<string, string>> = { ' ': '~', '[': '&', ']': '`', '(': '"', ')': '$' }
const READ: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(WRITTEN).map(([meant, written]) => [written, meant]))

/** One rule from its packed text. */
export const unpackRule = (packed: string): DeclarativeRule => {
  const tokens = packed.match(/[()[\]]|[^()[\] ]+/g) ?? []
  let next = 0
  const structure = (token: string | undefined): unknown => (token === '(' ? object() : token === '[' ? list() : scalar(token ?? ''))
  const list = (): readonly unknown[] => {
    const items: unknown[] = []
    for (let token = tokens[next++]; token !== undefined && token !== ']'; token = tokens[next++]) items.push(structure(token))
    return items
  }
  const object = (): Readonly<Record<string, unknown>> => {
    const entries: Record<string, unknown> = {}
    for (let token = tokens[next++]; token !== undefined && token !== ')'; token = tokens[next++]) {
      const key = nameOf(token)
      const rest = token.slice(1)
      entries[key] = key === 'status' ? nameOf(rest) : rest === '' ? structure(tokens[next++]) : scalar(rest)
    }
    return entries
  }
  return structure(tokens[next++]) as DeclarativeRule
}

const nameOf = (token: string): string => PACKED_KEYS[LETTERS.indexOf(token.charAt(0))] ?? ''

const scalar = (token: string): unknown => {
  if (token === '!') return true
  if (token === '-') return false
  if (token.startsWith('#')) return Number(token.slice(1))
  return token === '@' ? '' : token.replaceAll(/[~&`"$]/g, written => READ[written] ?? '')
}
