import { parseArgs as readTokens } from 'node:util'
import { CLUSTER_OPTIONS, REFUSED_OPTIONS } from './cluster-options.ts'
import type { CommandSpec, OptionSpec } from './command-spec.ts'
import { COMMANDS, GLOBAL_OPTIONS } from './command-table.ts'

/** The command line, read. */
export type Invocation =
  | { readonly kind: 'run'; readonly command: string; readonly args: readonly string[]; readonly options: Options }
  | { readonly kind: 'help'; readonly command?: string }
  | { readonly kind: 'version' }
  | { readonly kind: 'misuse'; readonly message: string; readonly command?: string }

/** The options that were given, by their longest name. */
export interface Options {
  flag(name: string): boolean
  /** The last one given. */
  text(name: string): string | undefined
  texts(name: string): readonly string[]
  /** The last one given, of a closed set. */
  one<V extends string>(name: string, values: readonly V[]): V | undefined
}

/** Reads arguments (without node and script). Messages name options, never what was given to them, which could be secret. */
export const parseArgs = (argv: readonly string[]): Invocation => {
  // A first look, with the options of all commands, finds the command; what `-f` is depends on it.
  const [word] = scan(argv, EVERY_OPTION).args
  const named = COMMANDS.find(({ name }) => name === word)
  const spec = named ?? impliedCommand(word, argv)
  const own = spec === undefined ? EVERY_OPTION : optionsOfCommand(spec)
  const scanned = scan(argv, own)
  const options = readOptions(scanned.given)
  if (options.flag('version')) return { kind: 'version' }
  if (word === 'help') return helpFor(scanned.args[1])
  if (options.flag('help')) return helpFor(named?.name)
  if (spec === undefined) return word === undefined ? { kind: 'help' } : { kind: 'misuse', message: 'There is no such command' }
  const args = named === undefined ? scanned.args : scanned.args.slice(1)
  const message = scanned.misuse ?? wrongArgs(spec, args) ?? wrongValue(own, options)
  return message === undefined ? { kind: 'run', command: spec.name, args, options } : { kind: 'misuse', message, command: spec.name }
}

/** The command whose word may be left out: before options, and before a target, which always has a slash. */
const impliedCommand = (word: string | undefined, argv: readonly string[]): CommandSpec | undefined =>
  (word === undefined ? argv.length > 0 : word.includes('/')) ? COMMANDS.find(({ name }) => name === 'status') : undefined

const HELP: OptionSpec = { flags: '-h, --help', description: 'Show this help' }
const VERSION: OptionSpec = { flags: '-V, --version', description: 'Show the version' }

/** The options of a command, those of the cluster among them where it reads one. */
export const optionsOfCommand = ({ options, readsCluster }: CommandSpec): readonly OptionSpec[] => [
  ...options,
  ...(readsCluster === true ? CLUSTER_OPTIONS : []),
  ...GLOBAL_OPTIONS,
  HELP,
  VERSION,
]

const EVERY_OPTION: readonly OptionSpec[] = COMMANDS.flatMap(optionsOfCommand)

const helpFor = (name: string | undefined): Invocation =>
  COMMANDS.some(command => command.name === name) && name !== undefined ? { kind: 'help', command: name } : { kind: 'help' }

/** The longest name of an option: `--desired` is `desired`. */
export const optionName = ({ flags }: OptionSpec): string =>
  optionNames(flags)
    .toSorted((a, b) => a.length - b.length)
    .at(-1) ?? ''

/** Every name of an option with its dashes, the short ones first. */
export const dashedNames = ({ flags }: OptionSpec): readonly string[] =>
  flags
    .replace(/ <.*/, '')
    .split(',')
    .map(name => name.trim())

const optionNames = (flags: string): readonly string[] => dashedNames({ flags, description: '' }).map(name => name.replace(/^-+/, ''))

/** True for an option that goes with a value. */
export const takesValue = ({ flags }: OptionSpec): boolean => flags.includes('<')

interface Scanned {
  /** The values that each option was given, by its longest name; none for a flag. */
  readonly given: ReadonlyMap<string, readonly string[]>
  readonly args: readonly string[]
  readonly misuse: string | undefined
}

/**
 * Reads the arguments as kubectl does: a value may stand after its option, whatever it begins with, after `=`, and after a short name at once. Node is
 * asked for tokens alone: what is wrong with them it would say with the values in it.
 */
const scan = (argv: readonly string[], options: readonly OptionSpec[]): Scanned => {
  const byName = new Map(options.flatMap(option => dashedNames(option).map(name => [name, option])))
  const { tokens } = readTokens({ args: [...argv], options: nodeOptions(options), strict: false, allowPositionals: true, tokens: true })
  const given = new Map<string, readonly string[]>()
  const args: string[] = []
  let misuse: string | undefined
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value)
    if (token.kind !== 'option') continue
    const option = byName.get(token.rawName)
    misuse ??= wrongOption(token, option)
    if (option === undefined) continue
    const value = token.inlineValue === true && !token.rawName.startsWith('--') ? token.value.replace(/^=/, '') : token.value
    given.set(optionName(option), [...(given.get(optionName(option)) ?? []), ...(value === undefined ? [] : [value])])
  }
  return { given, args, misuse }
}

/** Every name is an option of its own, as Node knows one short name for each. */
const nodeOptions = (options: readonly OptionSpec[]): Record<string, { type: 'string' | 'boolean'; multiple: true; short?: string }> => {
  const entries = options.flatMap(option => {
    const type = takesValue(option) ? ('string' as const) : ('boolean' as const)
    return optionNames(option.flags).map(name => [
      name,
      { type, multiple: true as const, ...(name.length === 1 ? { short: name } : undefined) },
    ])
  })
  const refused = REFUSED_OPTIONS.map(name => [name.slice(2), { type: 'string', multiple: true }] as const)
  return Object.fromEntries([...refused, ...entries])
}

const wrongOption = (
  { rawName, value }: { readonly rawName: string; readonly value: string | undefined },
  option: OptionSpec | undefined,
): string | undefined => {
  if (option !== undefined && takesValue(option)) return value === undefined ? `Option ${rawName}: its value is missing` : undefined
  if (option !== undefined) return value === undefined ? undefined : `Option ${rawName} takes no value`
  const refused = REFUSED_OPTIONS.find(name => name === rawName)
  return refused === undefined
    ? `Unknown option ${rawName}`
    : `${refused} would be readable by every user of this machine: write it into a kubeconfig and name that with --kubeconfig`
}

const readOptions = (given: Scanned['given']): Options => {
  const texts = (name: string): readonly string[] => given.get(name) ?? []
  const text = (name: string): string | undefined => texts(name).at(-1)
  return { flag: name => given.has(name), text, texts, one: (name, values) => values.find(value => value === text(name)) }
}

const wrongArgs = ({ name, args }: CommandSpec, given: readonly string[]): string | undefined => {
  if (args?.startsWith('<') === true && given.length === 0) return `${name} needs ${args}`
  if (given.length > (args === undefined ? 0 : 1)) return `${name} takes ${args === undefined ? 'no argument' : `one argument, ${args}`}`
  return undefined
}

const wrongValue = (options: readonly OptionSpec[], given: Options): string | undefined => {
  for (const option of options) {
    const { values, form } = option
    const name = `--${dashedNames(option).at(-1)?.slice(2) ?? ''}`
    if (values !== undefined && given.texts(optionName(option)).some(text => !values.includes(text)))
      return `${name} is one of ${values.join(', ')}`
    if (form !== undefined && given.texts(optionName(option)).some(text => !form.pattern.test(text))) return `${name} is ${form.text}`
  }
  return undefined
}
