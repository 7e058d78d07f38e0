import type { Problem } from '../model/problem.ts'
import type { AssessOptions } from '../status/index.ts'

/** A policy file, read. */
export interface Policy {
  /** To be spread into the options of `assessApplication`, `assessObject` and `createTracker`. */
  readonly options: PolicyOptions
  /** Everything wrong in the file, with line and column. What has a problem is left out, and the rest works. */
  readonly problems: readonly Problem[]
  /** Everything in the file that can match something, for `lintPolicy`. */
  readonly entries: readonly PolicyEntry[]
}

/** The options that a policy says. */
export type PolicyOptions = Pick<AssessOptions, 'rules' | 'ignore' | 'counting' | 'thresholds' | 'staleAfter' | 'rollUp' | 'policy'>

/** A rule of a policy, and where it stands. */
export interface PolicyEntry {
  readonly list: 'rules' | 'ignore' | 'counting'
  /** The name by which answers call it: `live-status.yaml:12:5`. */
  readonly name: string
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
}
