import { readArgoRule, readFluxRule, readRule } from '../sync/internal.ts'
import type { ForeignRules } from '../sync/internal.ts'
import type { IgnoreRule } from '../sync/index.ts'
import type { OwnIgnoreRule, PolicyIgnore } from './policy-document.ts'
import { type EntryFault, readScope } from './read-scope.ts'

/** The ignore rules of one entry, each with its place in it, and what is wrong with it. */
export interface ReadIgnore {
  readonly rules: readonly { readonly at: readonly (string | number)[]; readonly rule: IgnoreRule }[]
  readonly faults: readonly EntryFault[]
  /** How much its patterns ask to be looked at for each character of a name. */
  readonly size: number
}

/** Reads one entry of `ignore`, whose form has been looked at; `name` gives what answers call the rule at a place of it. */
export const readPolicyIgnore = (entry: PolicyIgnore, name: (at: readonly (string | number)[]) => string): ReadIgnore => {
  const { rules, faults, size } =
    'paths' in entry ? foreign(readFluxRule(entry)) : 'kind' in entry ? foreign(readArgoRule(entry)) : own(entry)
  const wrong = rules.flatMap(({ at, rule }) => (readRule(rule) === undefined ? [{ path: at, message: unreadable(rule) }] : []))
  return {
    rules: rules.filter(({ rule }) => readRule(rule) !== undefined).map(({ at, rule }) => ({ at, rule: { ...rule, name: name(at) } })),
    faults: [...faults, ...wrong],
    size,
  }
}

const foreign = ({ rules, unreadable: fields, size }: ForeignRules): ReadIgnore => ({
  rules,
  faults: [
    ...fields.map(path => ({ path, message: 'cannot be read, so that nothing is ignored' })),
    ...(rules.length === 0 && fields.length === 0 ? [{ path: [], message: 'says nothing that should be ignored' }] : []),
  ],
  size,
})

const PLACES = ['pointer', 'path', 'manager'] as const

const own = ({ for: about, ...place }: OwnIgnoreRule): ReadIgnore => {
  const { selectors, faults } = about === undefined ? { selectors: undefined, faults: [] } : readScope(about)
  const named = PLACES.filter(field => place[field] !== undefined)
  const [field] = named
  const all = [
    ...faults.map(fault => ({ ...fault, path: ['for', ...fault.path] })),
    ...(named.length === 1
      ? []
      : [{ path: [], message: `needs one of pointer, path and manager, and has ${named.length === 0 ? 'none' : 'several'}` }]),
  ]
  if (field === undefined || all.length > 0) return { rules: [], faults: all, size: 0 }
  const rule = { [field]: place[field], ...(selectors === undefined ? undefined : { for: selectors }) } as unknown as IgnoreRule
  return { rules: [{ at: [field], rule }], faults: [], size: 0 }
}

const unreadable = (rule: IgnoreRule): string => {
  if (!('pointer' in rule)) return 'is no path as differences print it, and none in the part of jq that can be read'
  return rule.pointer === '' ? 'would hide the whole object: counting says that one counts as nothing' : 'is no JSON pointer (RFC 6901)'
}
