/** How far answers agree with one corpus of recorded truth. */
export interface Conformance {
  readonly corpus: string
  readonly cases: number
  readonly disagreements: readonly Disagreement[]
  /** The share of agreement below which the run fails. */
  readonly floor: number
  /** Records that are listed and not counted. */
  readonly left?: number
}

/** One case on which we say something else. */
export interface Disagreement {
  readonly id: string
  readonly about: string
  readonly wrong: string
}

/** The share of cases that agree. */
export const agreement = ({ cases, disagreements }: Conformance): number => (cases === 0 ? 1 : (cases - disagreements.length) / cases)
