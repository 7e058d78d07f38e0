import { DEPLOYER_NAMES } from '../sync/presenting.ts'

/** One option of a command; the table is what arguments are parsed, help is printed and completions are made from. */
export interface OptionSpec {
  /** `-d, --desired <path>`. The longest name is the one that the code uses. */
  readonly flags: string
  readonly description: string
  /** The words that it can be, where that is a closed set. */
  readonly values?: readonly string[]
  /** The form that it has, and how to say so. */
  readonly form?: { readonly pattern: RegExp; readonly text: string }
  /** True where it names files, which shells complete. */
  readonly files?: true
}

/** One command. */
export interface CommandSpec {
  readonly name: string
  /** `<object>`, or `[target]` where it may be left out. */
  readonly args?: string
  /** The words that its argument can be, where that is a closed set. */
  readonly argValues?: readonly string[]
  /** True where its argument names a file. */
  readonly argFiles?: true
  readonly description: string
  readonly options: readonly OptionSpec[]
  /** Without the name of the program. */
  readonly examples: readonly string[]
  /** The meaning of each exit code. */
  readonly exit: string
  /** True for a command that reads the cluster where no live objects are handed in. */
  readonly readsCluster?: true
}

/* What options of the command line can be, where that is a closed set. */

export const APPLIERS = ['auto', 'client-side', 'server-side'] as const
export const DEPLOYERS: typeof DEPLOYER_NAMES = DEPLOYER_NAMES
export const ROLL_UPS = ['health-first', 'health-only', 'sync-first'] as const

export const STATUS_FORMATS = ['table', 'wide', 'json', 'ndjson', 'markdown', 'junit', 'github', 'openmetrics', 'html'] as const

export const PLAN_FORMATS = ['table', 'json', 'kubectl'] as const
export const WAIT_FOR = ['health', 'sync', 'all'] as const
export const WATCH_FORMATS = ['table', 'lines', 'ndjson'] as const
/** A gate is told in lines: nobody watches it. */
export const WAIT_FORMATS = ['lines', 'ndjson'] as const
export const LINE_PREFIXES = ['timestamps', 'pod', 'cri', 'klog', 'compose', 'stern', 'diff'] as const
export const SHELLS = ['bash', 'zsh', 'fish'] as const
export const SCHEMES = ['sha256', 'hmac-sha256'] as const
