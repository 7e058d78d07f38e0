import { dashedNamesOf } from '../args.ts'
import type { CommandSpec, OptionSpec } from '../command-table.ts'
import { COMMANDS, GLOBAL_OPTIONS } from '../command-table.ts'

/** The shells that completion can be made for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const

/** A completion script, made from the table of commands. */
export const completion = (shell: (typeof SHELLS)[number]): string => SCRIPTS[shell]()

const PROGRAM = 'live-object-status'
const names = COMMANDS.map(({ name }) => name)

/** The options of a command and those of every command. */
const optionsOf = ({ options }: CommandSpec): readonly OptionSpec[] => [...options, ...GLOBAL_OPTIONS]
const wordsOf = (command: CommandSpec): string => optionsOf(command).flatMap(dashedNamesOf).concat('--help').join(' ')

const bash = (): string => {
  const valued = COMMANDS.flatMap(optionsOf).filter(({ values }) => values !== undefined)
  const cases = unique(
    valued.map(
      option =>
        `    ${dashedNamesOf(option).join('|')}) COMPREPLY=($(compgen -W "${option.values?.join(' ') ?? ''}" -- "$word")); return ;;`,
    ),
  )
  return `# ${PROGRAM} completion for bash: eval "$(${PROGRAM} completion bash)"
_live_object_status() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names.join(' ')} --help --version" -- "$word"))
    return
  fi
  case "$before" in
${cases.join('\n')}
  esac
  case "$word" in
    -*) ;;
    *) COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  case "\${COMP_WORDS[1]}" in
${COMMANDS.map(command => `    ${command.name}) COMPREPLY=($(compgen -W "${wordsOf(command)}" -- "$word")) ;;`).join('\n')}
  esac
}
complete -o filenames -F _live_object_status ${PROGRAM}
`
}

/** Of options that several commands have, with different values, all are offered once. */
const unique = (lines: readonly string[]): readonly string[] => {
  const seen = new Set<string>()
  return lines.filter(line => {
    const head = line.slice(0, line.indexOf(')'))
    return seen.has(head) ? false : (seen.add(head), true)
  })
}

const zsh = (): string => `#compdef ${PROGRAM}
# ${PROGRAM} completion for zsh: source <(${PROGRAM} completion zsh)
_live_object_status() {
  if (( CURRENT == 2 )); then
    local -a commands=(${COMMANDS.map(({ name, description }) => `\n      '${name}:${quoted(description)}'`).join('')}
    )
    _describe command commands
    return
  fi
  case "$words[2]" in
${COMMANDS.map(command => `    ${command.name}) _arguments${optionsOf(command).flatMap(zshOption).join('')} '*:file:_files' ;;`).join('\n')}
  esac
}
compdef _live_object_status ${PROGRAM}
`

const zshOption = (option: OptionSpec): readonly string[] => {
  const action = option.values === undefined ? (option.files === true ? ':file:_files' : ':value:') : `:value:(${option.values.join(' ')})`
  const takes = option.flags.includes('<') ? action : ''
  return dashedNamesOf(option).map(name => ` \\\n      '*${name}[${quoted(option.description).replaceAll(/[[\]]/g, '')}]${takes}'`)
}

const fish = (): string => {
  const lines = COMMANDS.flatMap(command => [
    `complete -c ${PROGRAM} -n __fish_use_subcommand -a ${command.name} -d '${quoted(command.description)}'`,
    ...optionsOf(command).map(option => {
      const flags = dashedNamesOf(option).map(name => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
      const takes =
        option.values === undefined
          ? option.flags.includes('<')
            ? option.files === true
              ? ' -r -F'
              : ' -x'
            : ''
          : ` -x -a '${option.values.join(' ')}'`
      return `complete -c ${PROGRAM} -n '__fish_seen_subcommand_from ${command.name}' ${flags.join(' ')}${takes} -d '${quoted(option.description)}'`
    }),
  ])
  return [`# ${PROGRAM} completion for fish: ${PROGRAM} completion fish | source`, `complete -c ${PROGRAM} -f`, ...lines, ''].join('\n')
}

/** Descriptions stand within single quotes. */
const quoted = (text: string): string => text.replaceAll("'", '’').replaceAll(':', ' -')

const SCRIPTS = { bash, zsh, fish }
