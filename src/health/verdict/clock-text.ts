/**
 * A moment in a message: `22 Nov 10:41`, in UTC. Messages name moments rather than ages, so that an answer stays word for word the same
 * until `reassessAt`, and can be kept until then.
 */
export const clockText = (milliseconds: number): string => {
  // ECMAScript fixes the form: `Sun, 22 Nov 2026 10:41:00 GMT`.
  const [, day = '', month = '', , time = ''] = new Date(milliseconds).toUTCString().split(' ')
  return `${Number(day)} ${month} ${time.slice(0, 5)}`
}

/** A threshold in a message: `5 min`, `150 s`, `1 h`. */
export const spanText = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 600 && seconds % 60 !== 0) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes % 60 === 0 && minutes > 0 ? `${minutes / 60} h` : `${minutes} min`
}
