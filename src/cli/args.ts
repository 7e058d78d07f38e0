import { cac } from 'cac'
import type { CommandSpec, OptionSpec } from './command-table.ts'
import { COMMANDS, GLOBAL_OPTIONS } from './command-table.ts'

/** What the command line asks for. */
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
  const cli = commandLine()
  cli.parse(['', '', ...shielded(argv)], { run: false })
  const options = optionsOf(cli.options)
  const spec = COMMANDS.find(({ name }) => name === cli.matchedCommandName)
  if (options.flag('version')) return { kind: 'version' }
  if (options.flag('help') || cli.args[0] === 'help') return helpFor(spec?.name ?? cli.args[1])
  const { matchedCommand, args } = cli
  if (spec === undefined || matchedCommand === undefined)
    return args.length === 0 ? { kind: 'help' } : { kind: 'misuse', message: 'There is no such command' }
  const message = misuseOf(matchedCommand) ?? wrongArgs(spec, args) ?? wrongValue(spec, options)
  return message === undefined ? { kind: 'run', command: spec.name, args, options } : { kind: 'misuse', message, command: spec.name }
}

/** The command table as cac knows it. */
const commandLine = (): ReturnType<typeof cac> => {
  const cli = cac('live-object-status')
  for (const option of GLOBAL_OPTIONS) cli.option(option.flags, option.description)
  cli.option('-h, --help', 'Show this help')
  cli.option('-V, --version', 'Show the version')
  for (const { name, args, description, options } of COMMANDS) {
    const command = cli.command(args === undefined ? name : `${name} ${args}`, description)
    for (const { flags, description: text } of options) command.option(plain(flags), text)
  }
  return cli
}

const helpFor = (name: string | undefined): Invocation =>
  COMMANDS.some(command => command.name === name) && name !== undefined ? { kind: 'help', command: name } : { kind: 'help' }

/** The longest name of an option: `--desired` is `desired`. */
export const nameOf = ({ flags }: OptionSpec): string =>
  namesOf(flags)
    .toSorted((a, b) => a.length - b.length)
    .at(-1) ?? ''

/** Every name of an option with its dashes, the short ones first. */
export const dashedNamesOf = ({ flags }: OptionSpec): readonly string[] =>
  flags
    .replace(/ <.*/, '')
    .split(',')
    .map(name => name.trim())

const namesOf = (flags: string): readonly string[] => dashedNamesOf({ flags, description: '' }).map(name => name.replace(/^-+/, ''))

const takesValue = ({ flags }: OptionSpec): boolean => flags.includes('<')

/** For cac: it would make `--no-config` another value of `--config`. */
const plain = (flag: string): string => flag.replace(/^--no-/, '--without-')

/** Before a value: cac would read `-` as an option and `007` as a number. */
const SHIELD = '\u0001'

/** The options with values of a command, by each of their names; what `-f` is depends on the command. */
const valuedOf = (argv: readonly string[]): ReadonlyMap<string, string> => {
  const { options = [] } = COMMANDS.find(({ name }) => argv.includes(name)) ?? {}
  const valued = [...GLOBAL_OPTIONS, ...options].filter(takesValue)
  return new Map(valued.flatMap(option => dashedNamesOf(option).map(name => [name, `--${nameOf(option)}`])))
}

/** The arguments with every value of an option joined to its long name, and shielded; `-ojson` becomes `--output=json`, as kubectl reads it. */
const shielded = (argv: readonly string[]): readonly string[] => {
  const valued = valuedOf(argv)
  const out: string[] = []
  let pending: string | undefined
  for (const [index, arg] of argv.entries()) {
    if (pending !== undefined) {
      out.push(`${pending}=${SHIELD}${arg}`)
      pending = undefined
    } else if (arg === '--') return [...out, ...argv.slice(index)]
    else if (valued.has(arg)) pending = valued.get(arg)
    else out.push(plain(joined(arg, valued)))
  }
  return pending === undefined ? out : [...out, pending]
}

const joined = (arg: string, valued: ReadonlyMap<string, string>): string => {
  const equals = arg.indexOf('=')
  const long = equals > 0 ? valued.get(arg.slice(0, equals)) : undefined
  if (long !== undefined) return `${long}=${SHIELD}${arg.slice(equals + 1)}`
  const short = arg.startsWith('--') ? undefined : valued.get(arg.slice(0, 2))
  return short === undefined || arg.length === 2 ? arg : `${short}=${SHIELD}${arg.slice(2)}`
}

const optionsOf = (parsed: Readonly<Record<string, unknown>>): Options => {
  const texts = (name: string): readonly string[] =>
    [parsed[camelCase(name)]].flat().flatMap(value => (typeof value === 'string' ? [value.replace(SHIELD, '')] : []))
  const text = (name: string): string | undefined => texts(name).at(-1)
  return {
    flag: name => parsed[camelCase(plain(`--${name}`).slice(2))] === true,
    text,
    texts,
    one: (name, values) => values.find(value => value === text(name)),
  }
}

const camelCase = (name: string): string => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** What cac finds wrong: an option that the command does not have, or one without its value. */
const misuseOf = (command: NonNullable<ReturnType<typeof cac>['matchedCommand']>): string | undefined => {
  try {
    command.checkUnknownOptions()
    command.checkOptionValue()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll('`', '').replace(/^o/, 'O') : 'The options cannot be read'
  }
}

const wrongArgs = ({ name, args }: CommandSpec, given: readonly string[]): string | undefined => {
  if (args?.startsWith('<') === true && given.length === 0) return `${name} needs ${args}`
  if (given.length > (args === undefined ? 0 : 1)) return `${name} takes ${args === undefined ? 'no argument' : `one argument, ${args}`}`
  return undefined
}

const wrongValue = ({ options }: CommandSpec, given: Options): string | undefined => {
  for (const option of [...options, ...GLOBAL_OPTIONS]) {
    const { values, form } = option
    const name = `--${dashedNamesOf(option).at(-1)?.slice(2) ?? ''}`
    if (values !== undefined && given.texts(nameOf(option)).some(text => !values.includes(text)))
      return `${name} is one of ${values.join(', ')}`
    if (form !== undefined && given.texts(nameOf(option)).some(text => !form.pattern.test(text))) return `${name} is ${form.text}`
  }
  return undefined
}
