/** A moment. In: RFC 3339 text, milliseconds since 1970, or a Date. Out: always RFC 3339 text in UTC. Durations are milliseconds. */
export type Time = string | number | Date

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d{1,12})?([Zz]|[+-]\d\d:\d\d)$/

/** Milliseconds since 1970 of a {@link Time}, or undefined where the value is none: anything may be passed. */
export const millisecondsOf = (value: unknown): number | undefined => {
  // Whole ones, as a Date has them: a moment that is written out and read again is the same.
  if (typeof value === 'number') return finite(Math.trunc(value))
  if (typeof value === 'string') return RFC3339.test(value) ? finite(Date.parse(value)) : undefined
  return value instanceof Date ? finite(value.getTime()) : undefined
}

const finite = (milliseconds: number): number | undefined => (Number.isFinite(milliseconds) ? milliseconds : undefined)

/** The furthest moment that ECMAScript dates reach, either way. */
export const MAX_TIME = 8.64e15

/** RFC 3339 text in UTC; without a fraction where it is a whole second, as Kubernetes writes it. */
export const timestamp = (milliseconds: number): string =>
  new Date(Math.max(-MAX_TIME, Math.min(MAX_TIME, milliseconds))).toISOString().replace('.000Z', 'Z')

/** The earlier of two moments that may be absent: for `reassessAt`, the first time at which anything could change. */
export const earliest = (...times: readonly (string | undefined)[]): string | undefined => {
  let first: string | undefined
  for (const time of times) {
    if (time !== undefined && (first === undefined || Date.parse(time) < Date.parse(first))) first = time
  }
  return first
}

/** From one time to another; a time that is none is 1970. */
export const millisecondsBetween = (from: Time, to: Time): number => (millisecondsOf(to) ?? 0) - (millisecondsOf(from) ?? 0)

/** A duration as kubectl prints ages: `45s`, `4m`, `2h`, `3d`; two units while the first is small. */
export const durationText = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  if (seconds < 120) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return two(minutes, 'm', seconds % 60, 's')
  if (minutes < 180) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 8) return two(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  const days = Math.floor(hours / 24)
  if (days < 8) return two(days, 'd', hours % 24, 'h')
  return days < 365 * 2 ? `${days}d` : two(Math.floor(days / 365), 'y', days % 365, 'd')
}

const two = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`
