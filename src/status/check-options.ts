import { isRecord } from '../model/read.ts'
import { millisecondsOf } from '../model/scalars/time.ts'
import type { AssessOptions } from './assess-options.ts'

const MODES: ReadonlySet<unknown> = new Set(['health-first', 'health-only', 'sync-first'])

/** What each option has to be, where it is there. The others are checked where they are used. */
const CHECKS: readonly (readonly [name: keyof AssessOptions, expected: string, fits: (value: unknown) => boolean])[] = [
  ['now', 'RFC 3339 text, milliseconds or a Date', value => millisecondsOf(value) !== undefined],
  ['staleAfter', 'milliseconds', value => typeof value === 'number' && !Number.isNaN(value)],
  ['rollUp', "'health-first', 'health-only' or 'sync-first'", value => MODES.has(value)],
  ['related', 'a list of objects or an index', value => typeof value === 'object' && value !== null],
  ['redactor', 'one that createRedactor made', value => isRecord(value) && typeof value['object'] === 'function'],
  ['namespace', 'a name', value => typeof value === 'string'],
]

/** Those for which some texts are right. */
const TEXTS: ReadonlySet<string> = new Set(['now', 'rollUp'])

/** Refuses options of the wrong type, by name and type. */
export const checkOptions = (options: AssessOptions): void => {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`options: expected an object, got ${options === null ? 'null' : typeof options}`)
  for (const [name, expected, fits] of CHECKS) {
    const value: unknown = options[name]
    if (value === undefined || fits(value)) continue
    const got = value === null ? 'null' : typeof value === 'string' && TEXTS.has(name) ? 'other text' : typeof value
    throw new TypeError(`${name}: expected ${expected}, got ${got}`)
  }
}
