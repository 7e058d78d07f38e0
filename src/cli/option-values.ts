import { DEPLOYER_NAMES } from '../sync/presenting.ts'

/** What options of the command line can be, where that is a closed set. */

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
