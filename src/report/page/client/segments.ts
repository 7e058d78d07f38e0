/** A stretch of time with one label. */
export interface Segment {
  readonly from: number
  readonly to: number
  readonly status: string
}

/** Moments of one label after another as one stretch; the last ends with the last moment. */
export const findSegments = (times: readonly number[], statuses: readonly string[]): readonly Segment[] => {
  const segments: Segment[] = []
  for (const [index, status] of statuses.entries()) {
    const before = segments.at(-1)
    const to = times[index + 1] ?? times.at(-1) ?? 0
    if (before?.status === status) segments[segments.length - 1] = { ...before, to }
    else segments.push({ from: times[index] ?? 0, to, status })
  }
  return segments
}

/** The place of the last moment that is not after `time`; the first where all are. */
export const nearestMoment = (times: readonly number[], time: number): number =>
  Math.max(
    0,
    times.findLastIndex(each => each <= time),
  )
