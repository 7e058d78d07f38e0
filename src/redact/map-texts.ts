import { isRecord } from '../model/read.ts'

/** The same JSON with every text in it changed; names of fields, which are the library's own, stay. What does not change is the same value. */
export const mapTexts = <T>(value: T, change: (text: string) => string): T => {
  if (typeof value === 'string') return change(value) as T
  if (Array.isArray(value)) {
    const mapped = value.map((item: unknown) => mapTexts(item, change))
    return mapped.every((item, index) => item === value[index]) ? value : (mapped as T)
  }
  if (!isRecord(value)) return value
  const entries = Object.entries(value).map(([field, inner]) => [field, mapTexts(inner, change)] as const)
  return entries.every(([field, inner]) => inner === value[field]) ? value : (Object.fromEntries(entries) as T)
}
