import { diffArrays } from 'diff'

/** Lines in a row that both texts have, or one of them. */
export interface LineHunk {
  readonly count: number
  readonly side: 'both' | 'before' | 'after'
}

/** How one list of lines becomes another. With more than `mostEdits` edits it is no comparison that a person would read: all is replaced. */
export const lineHunks = (before: readonly string[], after: readonly string[], mostEdits: number): readonly LineHunk[] =>
  diffArrays([...before], [...after], { maxEditLength: mostEdits })?.map(({ count, added, removed }) => ({
    count,
    side: added ? 'after' : removed ? 'before' : 'both',
  })) ?? [
    { count: before.length, side: 'before' },
    { count: after.length, side: 'after' },
  ]
