import { dashedNames, optionsOfCommand } from '../args.ts'
import type { CommandSpec, OptionSpec } from '../command-spec.ts'
import { SHELLS } from '../command-spec.ts'
import { COMMANDS } from '../command-table.ts'

/** A completion script, made from the table of commands. */
export const completion = (shell: (typeof SHELLS)[number]): string => `${SCRIPTS[shell]().join('\n')}\n`

const PROGRAM = 'live-object-status'
const names = COMMANDS.map(({ name }) => name)

/** The version is asked of the program. */
const listOptions = (command: CommandSpec): readonly OptionSpec[] =>
  optionsOfCommand(command).filter(({ flags }) => !flags.includes('--version'))

/** Completes words at the places of a command where something can be completed; files are left to bash. */
const bash = (): readonly string[] => [
  `# ${PROGRAM} completion for bash: eval "$(${PROGRAM} completion bash)"`,
  '_live_object_status() {',
  '  local command="${COMP_WORDS[1]}" word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" words=""',
  '  # --output=json comes as three words.',
  '  if [ "$before" = "=" ]; then before="${COMP_WORDS[COMP_CWORD-2]}"; fi',
  '  if [ "$word" = "=" ]; then word=""; fi',
  '  if [ "$COMP_CWORD" -eq 1 ]; then command=""; before=""; fi',
  '  case "$command $before" in',
  `    " ") words="${names.join(' ')} help --help --version" ;;`,
  `    "help "*) words="${names.join(' ')}" ;;`,
  ...COMMANDS.flatMap(command => listOptions(command).flatMap(option => bashValues(command, option))),
  '    *) case "$command $word" in',
  ...COMMANDS.map(command => `      "${command.name} -"*) words="${listOptions(command).flatMap(dashedNames).join(' ')}" ;;`),
  ...COMMANDS.flatMap(({ name, argValues }) => (argValues === undefined ? [] : [`      "${name} "*) words="${argValues.join(' ')}" ;;`])),
  '    esac ;;',
  '  esac',
  '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
  '}',
  `complete -o default -F _live_object_status ${PROGRAM}`,
]

const bashValues = ({ name }: CommandSpec, option: OptionSpec): readonly string[] =>
  option.values === undefined
    ? []
    : [
        `    ${dashedNames(option)
          .map(flag => `"${name} ${flag}"`)
          .join('|')}) words="${option.values.join(' ')}" ;;`,
      ]

const zsh = (): readonly string[] => [
  `#compdef ${PROGRAM}`,
  `# ${PROGRAM} completion for zsh: source <(${PROGRAM} completion zsh)`,
  '_live_object_status() {',
  '  local -a commands=(',
  ...COMMANDS.map(({ name, description }) => `    '${name}:${quoted(description)}'`),
  '  )',
  '  if (( CURRENT == 2 )); then',
  '    _describe command commands',
  '    return',
  '  fi',
  '  case "$words[2]" in',
  '    help) _describe command commands ;;',
  ...COMMANDS.map(
    command => `    ${command.name}) _arguments${listOptions(command).map(zshOption).join('')} \\\n      '${zshArg(command)}' ;;`,
  ),
  '  esac',
  '}',
  '# As a file of fpath it is called at once.',
  'if [[ "$funcstack[1]" == _live_object_status ]]; then _live_object_status "$@"; else compdef _live_object_status live-object-status; fi',
]

/** The command itself is the first argument. */
const zshArg = ({ argValues, argFiles }: CommandSpec): string =>
  argValues === undefined ? (argFiles === true ? '2:file:_files' : '2: :') : `2:value:(${argValues.join(' ')})`

/** `-ojson`, `-o json` and `--output=json`, `--output json`. */
const zshOption = (option: OptionSpec): string => {
  const values = option.values === undefined ? (option.files === true ? '_files' : '') : `(${option.values.join(' ')})`
  const [valued, takes] = option.flags.includes('<') ? [true, `:value:${values}`] : [false, '']
  return dashedNames(option)
    .map(name => `${name}${valued ? (name.startsWith('--') ? '=' : '+') : ''}`)
    .map(name => ` \\\n      '*${name}[${describeOption(option).replaceAll(/[[\]]/g, '')}]${takes}'`)
    .join('')
}

const fish = (): readonly string[] => [
  `# ${PROGRAM} completion for fish: ${PROGRAM} completion fish | source`,
  `complete -c ${PROGRAM} -f`,
  `complete -c ${PROGRAM} -n __fish_use_subcommand -a help -d 'Help of a command'`,
  `complete -c ${PROGRAM} -n '__fish_seen_subcommand_from help' -a '${names.join(' ')}'`,
  ...COMMANDS.flatMap(command => [
    `complete -c ${PROGRAM} -n __fish_use_subcommand -a ${command.name} -d '${quoted(command.description)}'`,
    ...fishArg(command).map(arg => `complete -c ${PROGRAM} -n '__fish_seen_subcommand_from ${command.name}' ${arg}`),
    ...listOptions(command).map(
      option =>
        `complete -c ${PROGRAM} -n '__fish_seen_subcommand_from ${command.name}' ${fishFlags(option)} -d '${describeOption(option)}'`,
    ),
  ]),
]

const fishArg = ({ argValues, argFiles }: CommandSpec): readonly string[] =>
  argValues === undefined ? (argFiles === true ? ['-F'] : []) : [`-a '${argValues.join(' ')}'`]

const fishFlags = (option: OptionSpec): string => {
  const flags = dashedNames(option).map(name => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
  if (option.values !== undefined) return `${flags.join(' ')} -x -a '${option.values.join(' ')}'`
  return flags.join(' ') + (option.flags.includes('<') ? (option.files === true ? ' -r -F' : ' -x') : '')
}

/** Says what an option is for; its values are offered, not listed. */
const describeOption = ({ description, values }: OptionSpec): string =>
  quoted(values === undefined ? description : description.replace(/:.*/, ''))

/** Descriptions stand within single quotes. */
const quoted = (text: string): string => text.replaceAll("'", '’').replaceAll(':', ' -')

const SCRIPTS = { bash, zsh, fish }
