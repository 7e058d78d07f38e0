/** How much work is left; work on values of unknown size is taken off it. */
export interface Budget {
  left: number
}

/** Takes work off the budget, and throws where that is used up. */
export const spend = (budget: Budget, work: number): void => {
  budget.left -= work
  if (budget.left < 0) throw new RangeError('the budget is used up')
}

/** Estimates the cost of work on a whole text or list: engines compare and copy dozens of characters in the time of one step. */
export const sizeCost = (value: unknown): number => (typeof value === 'string' || Array.isArray(value) ? value.length / 32 : 0)
