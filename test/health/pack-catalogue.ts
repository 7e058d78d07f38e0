import type { DeclarativeRule } from '../../src/health/index.ts'
import { LETTERS, PACKED_KEYS, WRITTEN } from '../../src/health/rules/packed-rule.ts'

/** The kinds that each rule of the catalogue speaks for, a line a rule; a group is written where it begins, as `kindReader` reads it. */
export const packKinds = (rules: readonly DeclarativeRule[]): string => {
  let group = ''
  const name = (kind: string): string => {
    const before = group
    group = kind.slice(0, kind.lastIndexOf('/') + 1)
    return group === before ? kind.slice(group.length) : kind
  }
  return rules.map(rule => rule.for.map(name).join(' ')).join('\n')
}

/** The rest of each rule, a line a rule. Apart from the kinds, of which it compresses better. */
export const packRules = (rules: readonly DeclarativeRule[]): string => rules.map(rule => packRule({ ...rule, for: undefined })).join('\n')

/** Brackets need no space beside them. */
const packRule = (rule: object): string => pack(rule).replaceAll(/ ?([()[\]]) ?/g, '$1')

const pack = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(pack).join(' ')}]`
  if (typeof value === 'object' && value !== null)
    return `(${Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => letter(key) + (key === 'status' ? letter(String(inner)) : pack(inner)))
      .join(' ')})`
  if (typeof value === 'boolean') return value ? '!' : '-'
  return typeof value === 'number' ? `#${value}` : text(value)
}

const letter = (key: string): string => {
  const index = PACKED_KEYS.indexOf(key)
  if (index < 0) throw new TypeError(`${key} is no key of a rule: add it to PACKED_KEYS`)
  return LETTERS.charAt(index)
}

const text = (value: unknown): string => {
  if (typeof value !== 'string' || /[~&`"$@\\\n\t]|^(?:[#]|[!-]$)/.test(value)) throw new TypeError(`cannot be packed: ${String(value)}`)
  return value === '' ? '@' : value.replaceAll(/[ [\]()]/g, meant => WRITTEN[meant] ?? '')
}
