import equal from 'fast-deep-equal'

/**
 * True where two values that the library itself made of fixed keys are equal: problems, labels, places. Never for data of a cluster, whose keys are
 * anybody's: fast-deep-equal calls `valueOf` and `toString` of what it compares, so an annotation of that name makes it throw. `sameJson` is for those.
 */
export const samePlain = <T>(a: T, b: T): boolean => equal(a, b)
