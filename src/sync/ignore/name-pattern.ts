import { compileGlob } from '../../model/glob.ts'
import { total } from '../../model/total.ts'
import { linearPattern } from './regexp/match.ts'
import { parsePattern } from './regexp/parse.ts'

/** A pattern for names of groups, kinds, namespaces and objects, made ready. */
export interface NamePattern {
  readonly fits: (name: string) => boolean
  /** How much has to be looked at for one character of a name; 0 where a name is only compared. */
  readonly size: number
}

/** Steps for one name. Names have at most 253 characters; a pattern that needs more fits nothing. */
const STEPS = 1000

/**
 * Makes ready a regular expression that has to fit a whole name, as Flux and kustomize read those of a `target`; '' fits every name.
 * Undefined where RE2 cannot read it, or where this package cannot (classes of Unicode and POSIX, named groups).
 *
 * Source: `anchorRegex` of fluxcd/pkg/ssa/jsondiff.
 */
export const regexpPattern = (pattern: string): NamePattern | undefined => {
  if (pattern === '') return { fits: () => true, size: 0 }
  if (/^(?:[\w-]|\\[-.]|\.\*)+$/.test(pattern)) return starPattern(pattern.replaceAll('.*', '*').replaceAll('\\', ''))
  const foldsCase = pattern.startsWith('(?i)')
  return machinePattern(`^(?:${foldsCase ? pattern.slice(4) : pattern})$`, foldsCase)
}

/** Makes ready a pattern in the syntax of Argo CD's globs: `*`, `?`, `[ab]`, `[!a-z]`, `{a,b}` and `\` before a character that means itself. */
export const globPattern = (glob: string): NamePattern | undefined => {
  if (/^[\w.*-]*$/.test(glob)) return starPattern(glob)
  const pattern = regexpOfGlob(glob)
  return pattern === undefined ? undefined : machinePattern(`^(?:${pattern})$`, false)
}

/** A name that stands for itself. */
export const literalPattern = (name: string): NamePattern => ({ fits: text => text === name, size: 0 })

/** With no other sign than `*`, as nearly all are. */
const starPattern = (glob: string): NamePattern => ({ fits: compileGlob(glob), size: 0 })

const machinePattern = (pattern: string, foldsCase: boolean): NamePattern | undefined => {
  const flags = foldsCase ? 'i' : ''
  const test = linearPattern(pattern, flags)
  if (test === undefined) return undefined
  return {
    fits: name =>
      total(
        () => test(name, { left: STEPS }),
        () => false,
      ),
    size: parsePattern(pattern, foldsCase)?.size ?? 0,
  }
}

const GLOB_PART = /(?<any>\*+)|\\(?<escaped>.)|\[(?<not>!?)(?<members>[\w-]+)\]|(?<literal>[^\\[\]])/gsu

const regexpOfGlob = (glob: string): string | undefined => {
  let [pattern, read, depth] = ['', 0, 0]
  for (const { 0: matched, groups = {} } of glob.matchAll(GLOB_PART)) {
    read += matched.length
    const { any, escaped, members, literal = '' } = groups
    if (literal === '{') depth++
    if (literal === '}') depth--
    if (depth < 0) return undefined
    if (any !== undefined) pattern += '.*'
    else if (escaped !== undefined) pattern += literalText(escaped)
    else if (members !== undefined) pattern += `[${groups['not'] === '' ? '' : '^'}${members}]`
    else pattern += partOfGlob(literal, depth)
  }
  return read === glob.length && depth === 0 ? pattern : undefined
}

const partOfGlob = (character: string, depth: number): string => {
  if (character === '?') return '.'
  if (character === '{') return '(?:'
  if (character === '}') return ')'
  return character === ',' && depth > 0 ? '|' : literalText(character)
}

/** A character as a pattern that fits it alone. */
const literalText = (character: string): string => (/^[\w\s]$|[^\0-\x7F]/.test(character) ? character : `\\${character}`)
