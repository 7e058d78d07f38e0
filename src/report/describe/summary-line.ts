import { isRecord, listOf, recordOf } from '../../model/read.ts'

/** One line of a summary. */
export interface SummaryLine {
  readonly label: string
  readonly value: string
}

/** A line, or none where there is nothing to say. */
export const line = (label: string, value: unknown): readonly SummaryLine[] => {
  const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
  return text === '' ? [] : [{ label, value: text }]
}

/** A text or number as text; '' for anything else. */
export const scalar = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')

/** The texts of a list, with commas between. */
export const texts = (value: unknown): string =>
  listOf(value)
    .filter(item => typeof item === 'string')
    .join(', ')

/** kubectl cuts annotations there (maxAnnotationLen). */
const LONGEST_VALUE = 140

/** `app=web, tier=front`, in the order of the keys as kubectl sorts them. */
export const pairs = (map: unknown, between: string): string =>
  Object.entries(recordOf(map))
    .map(([key, value]) => `${key}${between}${typeof value === 'string' ? cut(value) : JSON.stringify(value)}`)
    .sort()
    .join(', ')

const cut = (text: string): string => (text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 3)}...` : text)

/** `app=web,tier in (a,b)`: a label selector as kubectl writes it; `<none>` for one that selects nothing, `<all>` for an empty one. */
export const selectorText = (selector: unknown): string => {
  if (!isRecord(selector)) return '<none>'
  const labels = Object.entries(recordOf(selector['matchLabels'])).map(([key, value]) => `${key}=${String(value)}`)
  const expressions = (Array.isArray(selector['matchExpressions']) ? selector['matchExpressions'] : []).filter(isRecord).map(expression)
  return [...labels.sort(), ...expressions].join(',') || '<all>'
}

const expression = (entry: Readonly<Record<string, unknown>>): string => {
  const key = String(entry['key'])
  const values = Array.isArray(entry['values']) ? entry['values'].map(String).join(',') : ''
  switch (entry['operator']) {
    case 'In':
      return `${key} in (${values})`
    case 'NotIn':
      return `${key} notin (${values})`
    case 'Exists':
      return key
    default:
      return `!${key}`
  }
}
