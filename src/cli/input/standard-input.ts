import type { Options } from '../args.ts'
import { Misuse } from '../stop.ts'

/** The options that read standard input where they are given `-`, and how messages call them. */
const TAKERS: readonly (readonly [option: string, flag: string])[] = [
  ['desired', '-d'],
  ['live', '-l'],
  ['previous', '--previous'],
  ['values', '--values'],
  ['config', '--config'],
  ['logs', '--logs'],
  ['timeline', '--timeline'],
  ['filename', '-f'],
  ['salt-file', '--salt-file'],
]

/** The commands that read standard input where this option is left out. */
const FILTERS: Readonly<Record<string, string>> = { redact: '', 'hash-secrets': 'filename' }

/** Who was given `-`, as messages call them. */
const listTakers = (options: Options): readonly string[] =>
  TAKERS.flatMap(([option, flag]) => options.texts(option).flatMap(path => (path === '-' ? [flag] : [])))

/** True where standard input is spoken for, so that it is not what lies on it unasked. */
export const isStdinTaken = (options: Options): boolean => listTakers(options).length > 0

/** Refuses that two inputs be read from standard input: the second would find it empty. */
export const refuseTwoTakers = (command: string, args: readonly string[], options: Options): void => {
  const filter = FILTERS[command]
  const isImplied = filter !== undefined && options.texts(filter).length === 0
  const takers = [...(isImplied ? [command] : []), ...(args.includes('-') ? [command] : []), ...listTakers(options)]
  if (takers.length > 1) throw new Misuse(`Only one input can be standard input, and ${takers.join(' and ')} would read it: name a file`)
}
