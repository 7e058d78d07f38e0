import deepEqual from 'fast-deep-equal'

/** Whether two JSON values are the same, whatever the order of keys. */
export const sameValue = (a: unknown, b: unknown): boolean => a === b || deepEqual(a, b)
