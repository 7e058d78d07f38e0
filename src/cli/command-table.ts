/** One option of a command; the table is what arguments are parsed, help is printed and completions are made from. */
export interface OptionSpec {
  /** As cac reads them: `-d, --desired <path>`. The longest name is the one that the code uses. */
  readonly flags: string
  readonly description: string
  /** What it can be, where that is a closed set. */
  readonly values?: readonly string[]
  /** True where it names files, which shells complete. */
  readonly files?: true
}

/** One command. */
export interface CommandSpec {
  readonly name: string
  /** As cac reads them: `[object]`. */
  readonly args?: string
  readonly description: string
  readonly options: readonly OptionSpec[]
  /** Without the name of the program. */
  readonly examples: readonly string[]
  /** What each exit code means. */
  readonly exit: string
}

export const APPLIERS = ['auto', 'client-side', 'server-side'] as const
export const ROLL_UPS = ['health-first', 'health-only', 'sync-first'] as const

export const STATUS_FORMATS = ['table', 'wide', 'json', 'ndjson', 'markdown', 'junit', 'github'] as const

const DESIRED: OptionSpec = {
  flags: '-d, -f, --desired <path>',
  description: 'Manifests that were deployed: a file, a directory, or - for standard input; can be repeated',
  files: true,
}
const LIVE: OptionSpec = {
  flags: '-l, --live <path>',
  description: 'Live objects, as kubectl get -o json prints them; standard input where it is left out; can be repeated',
  files: true,
}
const NAMESPACE: OptionSpec = {
  flags: '-n, --namespace <name>',
  description: 'Namespace of manifests that name none; left out, that of the live objects where they are all in one',
}
const COMPLETE: OptionSpec = {
  flags: '--complete',
  description: 'The live objects are all there are: what is not among them is Missing, whatever its kind',
}
const NOW: OptionSpec = { flags: '--now <time>', description: 'The time to answer for, RFC 3339, for a dump that was made earlier' }
const VALUES: OptionSpec = {
  flags: '--values <file>',
  description: 'Sensitive values to hide: JSON, a list or a map of names to values; - or /dev/fd/3 for a descriptor',
  files: true,
}
const ASSESSING: readonly OptionSpec[] = [
  DESIRED,
  LIVE,
  NAMESPACE,
  COMPLETE,
  { flags: '--applier <how>', description: 'How the manifests are applied', values: APPLIERS },
  { flags: '--roll-up <mode>', description: 'What decides the label', values: ROLL_UPS },
  NOW,
  VALUES,
]
const format = (...values: readonly string[]): OptionSpec => ({
  flags: '-o, --format, --output <format>',
  description: `How to print: ${values.join(', ')}`,
  values,
})

const STATUS_EXIT = '0 healthy, 1 not healthy, 2 wrong usage or input that could not be read in full'
const READ_EXIT = '0 done, 2 wrong usage or input that could not be read in full'

/** Options of every command. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { flags: '--color <when>', description: 'When to colour; NO_COLOR and FORCE_COLOR count too', values: ['auto', 'always', 'never'] },
]

/** All commands, in the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'status',
    description: 'Status of every object and of the application, and why',
    options: [
      ...ASSESSING,
      { flags: '--tree', description: 'Show what each object owns below it' },
      format(...STATUS_FORMATS),
    ],
    examples: [
      'kubectl get all,ingress,configmap -o json --show-managed-fields | live-object-status status -d manifests/',
      'helm template shop | live-object-status status -f - -l live.json -o markdown',
    ],
    exit: STATUS_EXIT,
  },
  {
    name: 'diff',
    description: 'What differs from the manifests, field by field, with who and since when',
    options: ASSESSING,
    examples: ['kubectl get all,configmap,secret -o json --show-managed-fields | live-object-status diff -d manifests/'],
    exit: '0 same, 1 different, 2 wrong usage or input that could not be read or compared in full (as kubectl diff)',
  },
  {
    name: 'replay',
    args: '<file>',
    description: 'What a recorded timeline would have shown, step by step',
    options: [NAMESPACE, format('text', 'ndjson')],
    examples: ['live-object-status replay fixtures/storefront/timeline.jsonl.gz'],
    exit: READ_EXIT,
  },
]
