/** Objects indexed once by owner, by identity and by what refers to them; made by `indexRelated`, to be handed in as `related`. */
export interface RelatedIndex {
  /** How many objects it holds. */
  readonly size: number
}
