import type { Matcher } from '../search/matcher.ts'
import type { WeakTokens } from '../search/weak-tokens.ts'
import type { CutEnds } from './cut-ends.ts'
import type { LinePrefix } from './line-prefix.ts'

/** The texts, numbers and tables that a redactor searches by: made once, used by every text. */
export interface MaskingPlan {
  readonly mask: string
  readonly classes: Uint8Array
  readonly matcher: () => Matcher
  readonly weak: WeakTokens | undefined
  readonly cutEnds: CutEnds
  readonly ignoreCase: boolean
  readonly linePrefix: LinePrefix | undefined
  readonly cutAt: { readonly start: boolean; readonly end: boolean }
  /** The mask where a pattern lies within it, which then is not to be found in a mask that the text already has. */
  readonly ownMask: Uint16Array | undefined
  /** The values, by their number: what they are called and how long they are. */
  readonly owners: readonly { readonly name: string; readonly length: number }[]
  /** The values that are numbers, which objects hold in no spelling of their own. */
  readonly numbers: ReadonlySet<number>
}

/** The same for a text that is no log: without line prefixes. */
export const leafPlan = (plan: MaskingPlan): MaskingPlan => ({ ...plan, linePrefix: undefined })

/** The same for a text that nobody cut off. */
export const wholePlan = (plan: MaskingPlan): MaskingPlan => ({ ...plan, linePrefix: undefined, cutAt: { start: false, end: false } })
