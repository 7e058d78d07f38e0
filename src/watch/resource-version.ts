import { at } from '../model/read.ts'

const NUMBER = /^[1-9]\d{0,30}$/

/** The resourceVersion of an object or a list, where it can be compared: KEP-5504 promises decimal numbers that grow. */
export const resourceVersionOf = (value: unknown): string | undefined => {
  const version = at(value, 'metadata', 'resourceVersion')
  return typeof version === 'string' && NUMBER.test(version) ? version : undefined
}

/** True where both can be compared and `a` is before `b`. */
export const isBefore = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && (a.length === b.length ? a < b : a.length < b.length)

/** True where both can be compared and `a` is `b` or before it. */
export const isNotAfter = (a: string | undefined, b: string | undefined): boolean => (a !== undefined && a === b) || isBefore(a, b)

/** The later of two; one that cannot be compared does not count. */
export const later = (a: string | undefined, b: string | undefined): string | undefined => (a === undefined || isBefore(a, b) ? b : a)
