import { isRecord } from '../../model/read.ts'
import { compilePath, pathSteps } from './paths.ts'
import type { RuleRun } from './tests.ts'

type TextSource = (run: RuleRun) => string

/**
 * A message with holes: `{a|b}` takes the first source that has text. Sources are `cond.message` (of the condition that fitted), `value` (of the
 * field that fitted), `items.<path>` (of the items that fitted, joined), `'words'`, `#path` (how many items there are), `~path` (its text, but no bare number), or a path from the object, whose
 * lists are joined. Of several
 * templates the first whose holes all have text is taken, else the last.
 */
export const compileText = (say: string | readonly string[]): ((run: RuleRun) => string) => {
  const templates = (typeof say === 'string' ? [say] : say).map(compileTemplate)
  if (templates.length === 1) return run => filled(templates[0] ?? [], run).text
  return run => {
    let text = ''
    for (const template of templates) {
      const result = filled(template, run)
      text = result.text
      if (result.whole) break
    }
    return text
  }
}

type Template = readonly (string | readonly TextSource[])[]

const compileTemplate = (template: string): Template => {
  const parts: (string | readonly TextSource[])[] = []
  let from = 0
  while (from < template.length) {
    const open = template.indexOf('{', from)
    const close = open < 0 ? -1 : template.indexOf('}', open)
    if (close < 0) break
    if (open > from) parts.push(template.slice(from, open))
    const sources = template.slice(open + 1, close).split('|')
    parts.push(sources.map(compileSource))
    from = close + 1
  }
  if (from < template.length) parts.push(template.slice(from))
  return parts
}

const filled = (template: Template, run: RuleRun): { readonly text: string; readonly whole: boolean } => {
  let text = ''
  let whole = true
  for (const part of template) {
    const piece = typeof part === 'string' ? part : firstText(part, run)
    if (piece === '') whole = false
    text += piece
  }
  return { text, whole }
}

const firstText = (sources: readonly TextSource[], run: RuleRun): string => {
  for (const source of sources) {
    const text = source(run)
    if (text !== '') return text
  }
  return ''
}

const compileSource = (source: string): TextSource => {
  if (source.startsWith("'")) {
    const words = source.slice(1, source.endsWith("'") && source.length > 1 ? -1 : undefined)
    return () => words
  }
  if (source === 'value') return run => textFrom(run.value, false)
  const path = source.replace(/^(?:(?:cond|items)\.|[#~])/, '')
  const read = compilePath(path)
  if (source.startsWith('#')) return run => countText(read(run.root, run.root))
  if (source.startsWith('~')) return run => wordsFrom(read(run.root, run.root))
  if (source.startsWith('cond.')) return run => textFrom(read(run.cond, run.root), false)
  if (source.startsWith('items.'))
    return run =>
      textFrom(
        (run.items ?? []).flatMap(item => read(item, run.root) ?? []),
        false,
      )
  // A quote of a list of conditions must not depend on their order.
  const sorted = pathSteps(path).includes('conditions')
  return run => textFrom(read(run.root, run.root), sorted)
}

/** '' where there is no list. */
const countText = (value: unknown): string => (Array.isArray(value) ? String(value.length) : '')

const wordsFrom = (value: unknown): string => (typeof value === 'number' || typeof value === 'boolean' ? '' : textFrom(value, false))

const LONGEST_LIST = 10

/** Scalars as text, lists joined and cut; anything else has no text. */
const textFrom = (value: unknown, sorted: boolean): string => {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!Array.isArray(value)) return ''
  const texts = [...new Set(value.map(item => (Array.isArray(item) || isRecord(item) ? '' : textFrom(item, false))))].filter(
    text => text !== '',
  )
  if (sorted) texts.sort()
  const shown = texts.slice(0, LONGEST_LIST).join(', ')
  return texts.length > LONGEST_LIST ? `${shown} and ${texts.length - LONGEST_LIST} more` : shown
}
