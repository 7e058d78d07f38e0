import { createRedactor, parseYaml } from '../../index.ts'
import { isSecret } from '../../secrets/index.ts'
import type { Problem, Redactor, RedactorOptions } from '../../index.ts'
import { itemsOf } from '../../model/list-items.ts'
import { isRecord } from '../../model/read.ts'
import type { SourceText } from '../answer.ts'
import { valuesOfSecret } from './secret-values.ts'
import type { SecretValue } from './secret-values.ts'

/** How a redactor is made. */
export interface ValuesOptions extends RedactorOptions {
  /** Values to hide beside those of the file. */
  readonly beside?: readonly SecretValue[]
}

/**
 * A redactor for the values of a file: JSON or YAML, a list of values, a list of names and values, a map of names to values, or Secrets
 * as kubectl prints them. What cannot be read is a problem, and no redactor: nothing may be shown then.
 */
export const readValues = ({ source, text }: SourceText, { beside = [], ...options }: ValuesOptions = {}): Redactor | Problem => {
  const { documents, problems } = parseYaml(text, { source })
  const [problem] = problems
  if (problem !== undefined) return { ...problem, message: `${problem.message}; without the values nothing is shown` }
  const values = documents.flatMap(readDocument)
  const named = values.filter(value => value !== undefined)
  if (named.length === 0 || named.length < values.length) return { code: 'values-unreadable', message: SHAPE, source }
  const redactor = redactorFor([...named, ...beside], options)
  return 'code' in redactor ? { ...redactor, source } : redactor
}

/** A redactor for values; more than it can take are a problem. */
export const redactorFor = (values: readonly SecretValue[], options: RedactorOptions = {}): Redactor | Problem => {
  try {
    return createRedactor(values, options)
  } catch {
    return { code: 'values-unreadable', message: LIMITS }
  }
}

const SHAPE =
  'Expected sensitive values: a list of texts, a list of {name, value}, a map of names to texts, or Secrets; without them nothing is shown'
const LIMITS = 'There are too many values, or one is too long: at most 10,000 of 65,536 characters; without them nothing is shown'

/** Undefined stands for what is no value. */
const readDocument = (document: unknown): readonly (SecretValue | undefined)[] => {
  if (document === null) return []
  if (Array.isArray(document)) return document.map((item, index) => readValue(`value ${index + 1}`, item))
  if (!isRecord(document)) return [undefined]
  const items = itemsOf(document)
  if (items.some(isSecret)) return items.flatMap(item => (isSecret(item) ? valuesOfSecret(item) : [undefined]))
  return Object.entries(document).map(([name, value]) => readValue(name, value))
}

/** Only text: a number was spelled in one of many ways, and would be looked for in another. */
const readValue = (name: string, value: unknown): SecretValue | undefined => {
  if (typeof value === 'string') return { name, value }
  if (!isRecord(value) || typeof value['value'] !== 'string') return undefined
  return { name: typeof value['name'] === 'string' ? value['name'] : name, value: value['value'] }
}
