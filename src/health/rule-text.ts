import { isRecord } from '../model/read.ts'
import { compilePath } from './rule-path.ts'
import type { Run } from './rule-test.ts'

type Part = string | ((run: Run) => string)

/**
 * A message with holes: `{a|b}` takes the first source that has text. Sources are `cond.message` (of the condition that fitted), `value` (of the
 * field that fitted), `items.<path>` (of the items that fitted, joined), `'words'`, or a path from the object, whose lists are joined.
 */
export const compileText = (template: string): ((run: Run) => string) => {
  const parts: Part[] = []
  let from = 0
  while (from < template.length) {
    const open = template.indexOf('{', from)
    const close = open < 0 ? -1 : template.indexOf('}', open)
    if (close < 0) break
    if (open > from) parts.push(template.slice(from, open))
    const sources = template
      .slice(open + 1, close)
      .split('|')
      .map(compileSource)
    parts.push(run => firstText(sources, run))
    from = close + 1
  }
  if (from < template.length) parts.push(template.slice(from))
  return run => parts.map(part => (typeof part === 'string' ? part : part(run))).join('')
}

const firstText = (sources: readonly ((run: Run) => string)[], run: Run): string => {
  for (const source of sources) {
    const text = source(run)
    if (text !== '') return text
  }
  return ''
}

const compileSource = (source: string): ((run: Run) => string) => {
  if (source.startsWith("'")) {
    const words = source.slice(1, source.endsWith("'") && source.length > 1 ? -1 : undefined)
    return () => words
  }
  if (source === 'value') return run => textFrom(run.value)
  const read = compilePath(source.replace(/^(cond|items)\./, ''))
  if (source.startsWith('cond.')) return run => textFrom(read(run.cond, run.root))
  if (source.startsWith('items.')) return run => textFrom((run.items ?? []).map(item => read(item, run.root)))
  return run => textFrom(read(run.root, run.root))
}

const LONGEST_LIST = 10

/** Scalars as text, lists joined and cut; anything else has no text. */
const textFrom = (value: unknown): string => {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!Array.isArray(value)) return ''
  const texts = [...new Set(value.map(item => (Array.isArray(item) || isRecord(item) ? '' : textFrom(item))))].filter(text => text !== '')
  const shown = texts.slice(0, LONGEST_LIST).join(', ')
  return texts.length > LONGEST_LIST ? `${shown} and ${texts.length - LONGEST_LIST} more` : shown
}
