import type { CommandSpec, OptionSpec } from '../command-table.ts'
import { COMMANDS, GLOBAL_OPTIONS } from '../command-table.ts'

const PROGRAM = 'live-object-status'

/** The help of one command, or of the program. */
export const helpText = (command: string | undefined): string => {
  const spec = COMMANDS.find(({ name }) => name === command)
  return spec === undefined ? programHelp() : commandHelp(spec)
}

const programHelp = (): string =>
  [
    'Tells the status of Kubernetes objects from the manifests that were deployed and the live objects, as files or from kubectl.',
    '',
    `Usage: ${PROGRAM} COMMAND [options]`,
    '',
    ...pairs(COMMANDS.map(({ name, args, description }) => [args === undefined ? name : `${name} ${args}`, description])),
    '',
    ...pairs([
      ...GLOBAL_OPTIONS.map(optionPair),
      ['-h, --help', `Help; ${PROGRAM} COMMAND --help for that of a command`],
      ['-V, --version', 'Version'],
    ]),
    '',
    'Example:',
    ...(COMMANDS[0]?.examples ?? []).slice(0, 1).map(example => `  ${example}`),
    '',
  ].join('\n')

const commandHelp = ({ name, args, description, options, examples, exit }: CommandSpec): string =>
  [
    `${description}.`,
    '',
    `Usage: ${PROGRAM} ${name}${args === undefined ? '' : ` ${args}`} [options]`,
    '',
    ...pairs([...options, ...GLOBAL_OPTIONS].map(optionPair)),
    '',
    `Exit codes: ${exit}.`,
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map(example => `  ${example}`),
    '',
  ].join('\n')

/** More than these words make a line that no terminal shows at once; a wrong word is answered with all of them. */
const SHOWN_VALUES = 9

const optionPair = ({ flags, description, values }: OptionSpec): readonly [string, string] => [
  flags,
  values === undefined || values.length > SHOWN_VALUES || description.includes(values.join(', '))
    ? description
    : `${description}: ${values.join(', ')}`,
]

const pairs = (entries: readonly (readonly [string, string])[]): readonly string[] => {
  const width = Math.max(...entries.map(([left]) => left.length))
  return entries.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
