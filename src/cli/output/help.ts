import type { CommandSpec, OptionSpec } from '../command-spec.ts'
import { CLUSTER_OPTIONS } from '../cluster-options.ts'
import { COMMANDS, EXIT_CODES, GLOBAL_OPTIONS } from '../command-table.ts'

const PROGRAM = 'live-object-status'

/** The help of one command, or of the program. */
export const helpText = (command: string | undefined): string => {
  const spec = COMMANDS.find(({ name }) => name === command)
  return spec === undefined ? programHelp() : commandHelp(spec)
}

const programHelp = (): string =>
  [
    'Tells the status of Kubernetes objects from what was deployed and what is live: from the cluster, through kubectl, or from files.',
    '',
    `Usage: ${PROGRAM} [COMMAND] [TARGET] [options]`,
    '',
    'A target is what the cluster remembers of a deployment: release/web, app/shop, ks/flux-system/apps. Or name manifests with -d, or a namespace with -n.',
    '',
    ...pairs(COMMANDS.map(({ name, args, description }) => [args === undefined ? name : `${name} ${args}`, description])),
    '',
    ...pairs([
      ...GLOBAL_OPTIONS.map(optionPair),
      ['-h, --help', `Help; ${PROGRAM} COMMAND --help for that of a command`],
      ['-V, --version', 'Version'],
    ]),
    '',
    'Exit codes:',
    ...pairs(EXIT_CODES),
    '',
    'Examples:',
    ...(COMMANDS[0]?.examples ?? []).slice(0, 3).map(example => `  ${example}`),
    '',
  ].join('\n')

const commandHelp = ({ name, args, description, options, examples, exit, readsCluster }: CommandSpec): string =>
  [
    `${description}.`,
    '',
    `Usage: ${PROGRAM} ${name}${args === undefined ? '' : ` ${args}`} [options]`,
    '',
    ...pairs([...options, ...GLOBAL_OPTIONS].map(optionPair)),
    '',
    ...(readsCluster === true ? ['Of the cluster, as kubectl takes them:', ...pairs(CLUSTER_OPTIONS.map(optionPair)), ''] : []),
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
