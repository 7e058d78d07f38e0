import type { CommandSpec, OptionSpec } from './command-spec.ts'
import {
  APPLIERS,
  DEPLOYERS,
  ROLL_UPS,
  STATUS_FORMATS,
  PLAN_FORMATS,
  WAIT_FOR,
  WATCH_FORMATS,
  WAIT_FORMATS,
  LINE_PREFIXES,
  SHELLS,
  SCHEMES,
} from './command-spec.ts'

const DESIRED: OptionSpec = {
  flags: '-d, -f, --desired <path>',
  description: 'Manifests that were deployed: a file, a directory, or - for standard input; can be repeated',
  files: true,
}
const LIVE: OptionSpec = {
  flags: '-l, --live <path>',
  description: 'Live objects, as kubectl get -o json prints them; left out, what is piped into this, else the cluster; can be repeated',
  files: true,
}
const NAMESPACE: OptionSpec = {
  flags: '-n, --namespace <name>',
  description:
    'Namespace of manifests that name none, and without manifests what is looked at; left out, the only one of the live objects or that of the context',
}
const COMPLETE: OptionSpec = {
  flags: '--complete',
  description: 'The live objects are all there are: what is not among them is Missing, whatever its kind',
}
const ONLY_GIVEN: OptionSpec = {
  flags: '--only-given',
  description: 'Leave out what nothing is known of, because the live objects hold nothing of its kind',
}
const NOW: OptionSpec = { flags: '--now <time>', description: 'The time to answer for, RFC 3339, for a dump that was made earlier' }
const VALUES: OptionSpec = {
  flags: '--values <file>',
  description: 'Sensitive values to hide: JSON, a list or a map of names to values; - or /dev/fd/3 for a descriptor',
  files: true,
}
/** Which policy is used. */
const POLICY_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--config <file>',
    description: 'The policy file; left out, live-status.yaml in this folder or above, up to the one that holds .git',
    files: true,
  },
  { flags: '--no-config', description: 'Use no policy file, whatever lies there' },
]
const ASSESSING: readonly OptionSpec[] = [
  DESIRED,
  LIVE,
  NAMESPACE,
  COMPLETE,
  ONLY_GIVEN,
  { flags: '--applier <how>', description: 'How the manifests are applied', values: APPLIERS },
  {
    flags: '--deployer <tool>',
    description: 'The tool that applies them, as helm-4 or argocd-client-side, where it is not recognised',
    values: DEPLOYERS,
  },
  {
    flags: '--cluster-version <version>',
    description: 'The Kubernetes version of the cluster, as 1.31 or v1.36.2, which decides what fields its server keeps',
    form: { pattern: /^v?\d{1,9}\.\d{1,9}/, text: 'a version as 1.31 or v1.36.2' },
  },
  { flags: '--field-manager <name>', description: 'The field manager with which they are applied' },
  { flags: '--force', description: 'Server-side, fields are taken from other managers' },
  { flags: '--strict', description: 'Fields that only others set count as drift too' },
  {
    flags: '--previous <path>',
    description: 'The manifests of the deployment before: what they had and these have not is an orphan',
    files: true,
  },
  { flags: '--ignore <rule>', description: 'What does not count as drift: /spec/replicas, spec.replicas or manager=NAME; can be repeated' },
  { flags: '--roll-up <mode>', description: 'What decides the label', values: ROLL_UPS },
  ...POLICY_OPTIONS,
  NOW,
  VALUES,
]
const CONTAINER_LOGS: OptionSpec = {
  flags: '--container-logs',
  description: 'Tell the last lines of at most 5 containers that failed, from kubectl logs; mind who reads the answer',
}
/** Which objects are told of; none of them changes what is judged. */
const ROWS: readonly OptionSpec[] = [
  {
    flags: '--only <labels>',
    description: 'Tell of objects with these labels alone, such as degraded,missing; the label and the exit code stay',
  },
  { flags: '--kind <kinds>', description: 'Tell of objects of these kinds alone, such as deploy,svc' },
  { flags: '--selector <selector>', description: 'Tell of objects with these Kubernetes labels alone, such as app=web,tier!=cache' },
  { flags: '--all', description: 'A line each of what is well and of what has one cause, which is counted otherwise' },
]
/** Options of the commands that tell no label of the application. */
const COMPARING = ASSESSING.filter(({ flags }) => !flags.startsWith('--roll-up'))

const format = (...values: readonly string[]): OptionSpec => ({
  flags: '-o, --format, --output <format>',
  description: `How to print: ${values.join(', ')}`,
  values,
})

const FRAMES: OptionSpec = {
  flags: '-l, --live <path>',
  description: 'A stream of watch frames; left out, what is piped into this, else the cluster; can be repeated',
  files: true,
}
const TIMEOUT: OptionSpec = { flags: '--timeout <time>', description: 'How long at most, such as 90s, 5m or 1h30m' }

const TROUBLE_MEANS = 'wrong usage or input that could not be read in full'
const READ_EXIT = `0 done, 2 ${TROUBLE_MEANS}`

/** The meaning of exit codes, in every command. */
export const EXIT_CODES: readonly (readonly [string, string])[] = [
  ['0', 'well, the same, or done'],
  ['1', 'not well, or different'],
  ['2', `trouble: ${TROUBLE_MEANS}`],
  ['3', 'the time ran out'],
]

/** Options of every command. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { flags: '--color <when>', description: 'When to colour; NO_COLOR and FORCE_COLOR count too', values: ['auto', 'always', 'never'] },
]

/** All commands, in the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'status',
    args: '[target]',
    description: 'Status of every object and of the application, and why; the word may be left out',
    readsCluster: true,
    options: [
      ...ASSESSING,
      ...ROWS,
      CONTAINER_LOGS,
      { flags: '--tree', description: 'Show what each object owns below it' },
      format(...STATUS_FORMATS),
    ],
    examples: [
      'live-object-status -d k8s/',
      'live-object-status release/web',
      'live-object-status -n shop',
      'kubectl get all,ingress,configmap -o json --show-managed-fields | live-object-status status -d manifests/',
      'helm template shop | live-object-status status -f - -l live.json -o markdown',
    ],
    exit: '0 healthy, 1 not healthy, 2 wrong usage or input that could not be read in full',
  },
  {
    name: 'diff',
    args: '[target]',
    description: 'What differs from the manifests, field by field, with who and since when',
    readsCluster: true,
    options: COMPARING,
    examples: [
      'live-object-status diff -d k8s/',
      'kubectl get all,configmap,secret -o json --show-managed-fields | live-object-status diff -d manifests/',
    ],
    exit: '0 same, 1 different, 2 wrong usage or input that could not be read or compared in full (as kubectl diff)',
  },
  {
    name: 'explain',
    args: '<object>',
    description: 'Why one object has its status: since when, what containers and events say, what causes it, and what to type next',
    readsCluster: true,
    options: [...COMPARING, CONTAINER_LOGS, { flags: '--verbose', description: 'Say by which rule, fields and thresholds it is judged' }],
    examples: ['live-object-status explain deploy/web', 'live-object-status explain deployment/web -d manifests/ -l live.json'],
    exit: '0 healthy, 1 not healthy, 2 wrong usage, no such object, or input that could not be read in full',
  },
  {
    name: 'wait',
    args: '[target]',
    description: 'A gate: ends as soon as all is well, or waiting cannot make it so',
    readsCluster: true,
    options: [
      DESIRED,
      FRAMES,
      NAMESPACE,
      COMPLETE,
      ONLY_GIVEN,
      ...POLICY_OPTIONS,
      VALUES,
      { flags: '--for <what>', description: 'What has to be well; all where it is left out', values: WAIT_FOR },
      TIMEOUT,
      format(...WAIT_FORMATS),
    ],
    examples: ['live-object-status wait -d k8s/ --timeout 5m'],
    exit: `0 well, 1 cannot become well by waiting, 2 ${TROUBLE_MEANS}, 3 the time ran out`,
  },
  {
    name: 'watch',
    args: '[target]',
    description: 'Follow the cluster, or watch frames, and tell what changes',
    readsCluster: true,
    options: [
      DESIRED,
      FRAMES,
      NAMESPACE,
      COMPLETE,
      ONLY_GIVEN,
      ...POLICY_OPTIONS,
      VALUES,
      { flags: '--until-settled', description: 'End as soon as all is healthy, or waiting cannot make it so, as wait does' },
      TIMEOUT,
      format(...WATCH_FORMATS),
    ],
    examples: [
      'live-object-status watch -d k8s/',
      'kubectl get pods -w -o json --output-watch-events --show-managed-fields | live-object-status watch -d manifests/',
      'live-object-status watch -d manifests/ -l <(kubectl get deploy -w -o json --output-watch-events) -l <(kubectl get pods -w -o json --output-watch-events)',
    ],
    exit: `0 healthy at the end, 1 not healthy, 2 ${TROUBLE_MEANS}, 3 the time ran out before all was settled`,
  },
  {
    name: 'replay',
    args: '<file>',
    argFiles: true,
    description: 'What a recorded timeline would have shown, step by step',
    options: [NAMESPACE, ...POLICY_OPTIONS, VALUES, format('text', 'ndjson')],
    examples: ['live-object-status replay timeline.jsonl.gz'],
    exit: READ_EXIT,
  },
  {
    name: 'report',
    args: '[target]',
    readsCluster: true,
    description: 'One self-contained HTML page of it all, on standard output',
    options: [
      ...ASSESSING,
      {
        flags: '--timeline <file>',
        description: 'A recorded timeline in place of manifests and live objects; it ends at --now',
        files: true,
      },
      { flags: '--logs <path>', description: 'Logs, named POD.CONTAINER.log: a file or a directory; can be repeated', files: true },
      { flags: '--title <text>', description: 'What the page is called; left out, the namespace where there is one' },
    ],
    examples: [
      'live-object-status report -d k8s/ > status.html',
      'live-object-status report -d manifests/ -l live.json > status.html',
      'live-object-status report --timeline timeline.jsonl.gz > timeline.html',
    ],
    exit: READ_EXIT,
  },
  {
    name: 'plan',
    description: 'Which kinds an answer rests on, in which namespaces, and why',
    options: [DESIRED, NAMESPACE, format(...PLAN_FORMATS)],
    examples: ['live-object-status plan -d k8s/', 'live-object-status plan -d k8s/ -o kubectl'],
    exit: READ_EXIT,
  },
  {
    name: 'lint',
    description: 'What is wrong in a policy file, and which of its rules matched nothing',
    readsCluster: true,
    options: COMPARING,
    examples: ['live-object-status lint', 'live-object-status lint -d manifests/ -l live.json'],
    exit: '0 nothing to say, 1 something, 2 wrong usage, no policy file, or input that could not be read in full',
  },
  {
    name: 'redact',
    description: 'A filter that hides sensitive values, however they are encoded',
    options: [
      VALUES,
      { flags: '--line-prefix <kind>', description: 'What stands before every line of a log', values: LINE_PREFIXES },
      { flags: '--mask <text>', description: 'What stands in place of a value; ******** where it is left out' },
      { flags: '--ignore-case', description: 'Find values in either case' },
    ],
    examples: [
      'stern web | live-object-status redact --values secrets.json --line-prefix stern',
      'live-object-status redact --values /dev/fd/3 3<secrets.json <app.log',
    ],
    exit: '0 done, 2 wrong usage, values that could not be read, or text of which nothing may be shown',
  },
  {
    name: 'hash-secrets',
    description: 'Objects with the values of Secrets hashed, so that a change shows and the value does not',
    options: [
      { flags: '-f, --filename <path>', description: 'What to hash; standard input where it is left out; can be repeated', files: true },
      {
        flags: '--salt-file <file>',
        description: 'The salt in a file or descriptor: at least 16 random bytes that viewers do not have',
        files: true,
      },
      { flags: '--scheme <name>', description: 'How', values: SCHEMES },
      format('yaml', 'json'),
    ],
    examples: [
      'openssl rand -base64 32 > salt.txt',
      'kubectl get secrets -o json | live-object-status hash-secrets --scheme hmac-sha256 --salt-file salt.txt',
    ],
    exit: READ_EXIT,
  },
  {
    name: 'completion',
    args: '<shell>',
    argValues: SHELLS,
    description: 'A completion script for bash, zsh or fish',
    options: [],
    examples: ['eval "$(live-object-status completion bash)"', 'live-object-status completion fish | source'],
    exit: READ_EXIT,
  },
]
