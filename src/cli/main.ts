#!/usr/bin/env node
import { millisecondsOf } from '../model/scalars/time.ts'
import type { CommandAnswer, CommandEnding, Terminal } from './answer.ts'
import { NOTHING_CAME, TROUBLE, problemText } from './answer.ts'
import type { Invocation, Options } from './args.ts'
import { parseArgs } from './args.ts'
import type { AssessInput } from './assess-texts.ts'
import { createPaint, wantsColour } from './output/colours.ts'
import { diff } from './commands/diff.ts'
import { completion } from './commands/completion.ts'
import { explain } from './commands/explain.ts'
import { hashSecrets } from './commands/hash-secrets.ts'
import { lint } from './commands/lint.ts'
import { plan } from './commands/plan.ts'
import { redact } from './commands/redact.ts'
import { replay } from './commands/replay.ts'
import { report, type ReportInput } from './commands/report.ts'
import { status } from './commands/status.ts'
import { wait } from './commands/wait.ts'
import { watch } from './commands/watch.ts'
import { watchCluster } from './commands/watch-cluster.ts'
import type { ClusterWatchOptions } from './commands/watch-cluster.ts'
import { followCluster } from './cluster/follow-cluster.ts'
import { LINE_PREFIXES, SCHEMES, SHELLS, WATCH_FORMATS } from './command-table.ts'
import { guardedStream } from './output/guarded.ts'
import { endWithProgram, readClusters, tellLine } from './read-clusters.ts'
import { Misuse, Refusal } from './stop.ts'
import { helpText } from './output/help.ts'
import { mergeStreams } from './input/merge-streams.ts'
import { ticks } from './input/ticks.ts'
import { STDIN, hasPipe, openStreams, programVersion, readPaths } from './input/inputs.ts'
import { readTimeout } from './input/read-timeout.ts'
import { findPolicy, readOne, valuesInput } from './input/option-files.ts'
import { namesCluster, openClusters } from './cluster/open-clusters.ts'
import type { ClusterReading } from './cluster/read-cluster.ts'

/** The executable: with inputs.ts alone in reading, writing, knowing the time and being random. What is made of what it reads is in commands/. */

type CommandRun = Extract<Invocation, { kind: 'run' }>

const main = async (): Promise<number> => {
  const invocation = parseArgs(process.argv.slice(2))
  if (invocation.kind === 'help') return print({ text: helpText(invocation.command), notes: [], exitCode: 0 })
  if (invocation.kind === 'version') return print({ text: `${programVersion()}\n`, notes: [], exitCode: 0 })
  if (invocation.kind === 'misuse') return misuse(invocation.message, invocation.command)
  try {
    return await run(invocation)
  } catch (error) {
    if (error instanceof Misuse) return misuse(error.message, invocation.command)
    if (error instanceof Refusal) return print({ text: '', notes: [error.message], exitCode: TROUBLE })
    throw error
  }
}

const run = async ({ command, args, options }: CommandRun): Promise<number> => {
  const surroundings = surroundingsOf(options)
  const [name = ''] = args
  const [target] = args
  switch (command) {
    case 'status':
      return print(status(await assessInput(options, surroundings, target), options, surroundings))
    case 'diff':
      return print(diff(await assessInput(options, surroundings, target), options, surroundings))
    case 'explain':
      return print(explain(await assessInput(options, surroundings), name, options, surroundings))
    case 'report':
      if (process.stdout.isTTY) throw new Misuse('The page is for a file: live-object-status report … > status.html')
      return print(report(await reportInput(options, surroundings, target), options, surroundings))
    case 'lint':
      return runLint(options, surroundings)
    case 'hash-secrets':
      return runHashSecrets(options)
    case 'completion':
      return runCompletion(name)
    case 'replay':
      return runReplay(name, options, surroundings)
    case 'plan':
      return print(plan(await readManifests(options), options, surroundings))
    case 'wait':
      return runWait(options, surroundings, target)
    case 'watch':
      return runWatch(options, surroundings, target)
    default:
      return runRedact(options)
  }
}

const runLint = async (options: Options, surroundings: Terminal): Promise<number> => {
  const { policy } = await findPolicy(options)
  if (policy === undefined) throw new Misuse('There is no policy file: name it with --config')
  const isUsed = options.texts('desired').length + options.texts('live').length > 0
  return print(lint({ policy, ...(isUsed ? { used: await assessInput(options, surroundings) } : undefined) }, options, surroundings))
}

const runReplay = async (path: string, options: Options, surroundings: Terminal): Promise<number> => {
  const [timeline, { values }] = [await readOne(path), await valuesInput(options)]
  const input = { source: timeline.source, chunks: once(timeline.text) }
  const told = { format: options.text('output'), namespace: options.text('namespace'), ...(await findPolicy(options)) }
  return stream(guardedStream(values, guard => replay(input, { ...told, guard }, surroundings)))
}

const readManifests = async (options: Options) => {
  const { texts, problems } = await readPaths(options.texts('desired'))
  return { desired: texts, problems }
}

/** A gate over streams is a watch that ends; over a cluster it reads again and again. */
const runWait = async (options: Options, surroundings: Terminal, target: string | undefined): Promise<number> => {
  if (chooseLive(options, target) !== undefined) return runWatch(options, surroundings, target, 'gate')
  const input = await readInput(options, target)
  const read = async (): Promise<AssessInput | string> => {
    try {
      return { ...input, clusters: await readClusters(input, { options, target }, { ...surroundings, write }) }
    } catch (error) {
      if (error instanceof Refusal) return error.message
      throw error
    }
  }
  const terminal = (): Terminal => ({ ...surroundings, now: Date.now() })
  return exit(await stream(wait(options, { read, terminal, clock: Date.now, sleep, timeout: readTimeout(options) })))
}

const runWatch = async (options: Options, surroundings: Terminal, target: string | undefined, gate?: 'gate'): Promise<number> => {
  const live = chooseLive(options, target)
  const { stdout } = process
  const { paint, columns } = surroundings
  const format = options.one('output', WATCH_FORMATS) ?? (stdout.isTTY ? 'table' : 'lines')
  const around = { clock: Date.now, paint, ...(columns === undefined ? undefined : { columns, rows: stdout.rows }) }
  const ending = { untilSettled: options.flag('until-settled'), timeout: readTimeout(options) }
  if (live === undefined) return followClusters({ options, target }, { format, ...ending, options }, { surroundings, around })
  const { values } = await valuesInput(options)
  const [{ texts, problems }, streams] = [await readPaths(options.texts('desired')), await openStreams(live)]
  const input = { desired: texts, problems: [...problems, ...streams.problems], pieces: mergeStreams(streams.streams, ticks()) }
  const how = {
    ...ending,
    format,
    namespace: options.text('namespace'),
    complete: options.flag('complete'),
    onlyGiven: options.flag('only-given'),
    // A gate over streams is a watch that ends.
    untilSettled: ending.untilSettled || gate !== undefined,
    ...(await findPolicy(options)),
  }
  const code = await stream(guardedStream(values, guard => watch(input, { ...how, guard }, around)))
  // The streams may stay open for ever; what was written has left.
  return exit(code)
}

/** Follows the cluster through children of its own, which end with this program. */
const followClusters = async (
  asked: { readonly options: Options; readonly target: string | undefined },
  how: ClusterWatchOptions,
  { surroundings, around }: { readonly surroundings: Terminal; readonly around: Omit<Parameters<typeof watchCluster>[2], 'terminal'> },
): Promise<number> => {
  const input = await readInput(asked.options, asked.target)
  const [cluster, another] = openClusters(asked.options, { mayAsk: false, tell: tellLine(input.values, write), follows: true })
  if (cluster === undefined || another !== undefined) throw new Misuse('watch follows one cluster: name one --context')
  endWithProgram(cluster.kubectl)
  const read = async (): Promise<ClusterReading | string> => {
    try {
      const [reading] = await readClusters(input, asked, { ...surroundings, write })
      return reading ?? ''
    } catch (error) {
      if (error instanceof Refusal) return error.message
      throw error
    }
  }
  const news = followCluster({ read, kubectl: cluster.kubectl, clock: Date.now, sleep })
  const terminal = (): Terminal => ({ ...surroundings, now: Date.now() })
  return exit(await stream(watchCluster({ ...input, news }, how, { ...around, terminal })))
}

const sleep = (milliseconds: number): Promise<void> => new Promise(resolve => void setTimeout(resolve, milliseconds))

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code))

const runRedact = async (options: Options): Promise<number> => {
  const { values } = await valuesInput(options)
  if (values === undefined) throw new Misuse('--values names the file of the values to hide')
  const [mask, linePrefix] = [options.text('mask'), options.one('line-prefix', LINE_PREFIXES)]
  const how = {
    ignoreCase: options.flag('ignore-case'),
    ...(mask === undefined ? undefined : { mask }),
    ...(linePrefix === undefined ? undefined : { linePrefix }),
  }
  return stream(redact(values, process.stdin.setEncoding('utf8'), how))
}

const runHashSecrets = async (options: Options): Promise<number> => {
  const path = options.text('salt-file')
  if (path === undefined) throw new Misuse('--salt-file names the file of the salt')
  const salt = await readOne(path, '--salt-file')
  const { texts, problems } = await readPaths(options.texts('filename').length > 0 ? options.texts('filename') : ['-'])
  const answer = hashSecrets(texts, salt, { format: options.one('output', ['yaml', 'json']), scheme: options.one('scheme', SCHEMES) })
  return print({
    ...answer,
    notes: [...problems.map(problemText), ...answer.notes],
    exitCode: problems.length > 0 ? TROUBLE : answer.exitCode,
  })
}

const runCompletion = (name: string): number => {
  const shell = SHELLS.find(each => each === name)
  if (shell === undefined) throw new Misuse(`completion is made for ${SHELLS.join(', ')}`)
  return print({ text: completion(shell), notes: [], exitCode: 0 })
}

const misuse = (message: string, command: string | undefined): number => {
  const help = command === undefined ? 'live-object-status --help' : `live-object-status ${command} --help`
  return print({ text: '', notes: [`${message}. See ${help}.`], exitCode: TROUBLE })
}

const surroundingsOf = (options: Options): Terminal => {
  const given = options.text('now')
  const now = given === undefined ? Date.now() : millisecondsOf(given)
  if (now === undefined) throw new Misuse('--now takes a time as RFC 3339 writes it, such as 2026-11-23T10:00:00Z')
  const { stdout, env } = process
  return {
    now,
    paint: createPaint(wantsColour({ flag: options.text('color'), env, isTerminal: stdout.isTTY })),
    ...(stdout.isTTY ? { columns: stdout.columns } : undefined),
    salt: crypto.randomUUID(),
    progress: text => progress.say(text),
  }
}

/** Work of less than half a second says nothing, and neither does any where nobody looks. */
const QUIET = 500
const ERASE = '\r\u001B[K'

/** A line on standard error of what is being done, which goes before anything else is written. */
const progress = (() => {
  const start = Date.now()
  let shown = false
  return {
    say(text: string): void {
      if (!process.stderr.isTTY || Date.now() - start < QUIET) return
      shown = true
      process.stderr.write(`${ERASE}${text} …`)
    },
    clear(): void {
      if (shown) process.stderr.write(ERASE)
      shown = false
    },
  }
})()

/** A line on standard error, after what is being done. */
const write = (line: string): void => {
  progress.clear()
  process.stderr.write(`${line}\n`)
}

const assessInput = async (options: Options, surroundings: Terminal, target?: string): Promise<AssessInput> => {
  const input = await readInput(options, target)
  return chooseLive(options, target) === undefined
    ? { ...input, clusters: await readClusters(input, { options, target }, { ...surroundings, write }) }
    : input
}

/** All that is read once: files and standard input. */
const readInput = async (options: Options, target: string | undefined): Promise<AssessInput> => {
  const [desired, previous] = [options.texts('desired'), options.texts('previous')]
  const live = chooseLive(options, target) ?? []
  if ([...desired, ...previous, ...live, ...options.texts('values')].filter(path => path === '-').length > 1)
    throw new Misuse('Only one input can be standard input: name the live objects with -l')
  if (target !== undefined && desired.length > 0) throw new Misuse('Name manifests with -d or a target, not both')
  const [manifests, earlier, dump] = [await readPaths(desired), await readPaths(previous), await readPaths(live)]
  if ([...manifests.texts, ...dump.texts].some(({ source, text }) => source === STDIN && text.trim() === ''))
    throw new Refusal(NOTHING_CAME)
  return {
    desired: manifests.texts,
    previous: earlier.texts,
    live: dump.texts,
    problems: [...manifests.problems, ...earlier.problems, ...dump.problems],
    ...(await valuesInput(options)),
    ...(await findPolicy(options)),
  }
}

/** The paths of live objects; undefined where the cluster is read: where nothing is handed in, and nothing is piped into this. */
const chooseLive = (options: Options, target: string | undefined): readonly string[] | undefined => {
  const given = options.texts('live')
  if (given.length > 0) return given
  const isTaken = [...options.texts('desired'), ...options.texts('previous'), ...options.texts('values')].includes('-')
  return target !== undefined || isTaken || namesCluster(options) || !hasPipe() ? undefined : ['-']
}

/** The manifests and live objects of a page, or its timeline, and its logs. */
const reportInput = async (options: Options, surroundings: Terminal, target?: string): Promise<ReportInput> => {
  const { texts: logs, problems } = await readPaths(options.texts('logs'), /\.log(?:\.gz)?$/)
  const path = options.text('timeline')
  if (path === undefined) {
    const input = await assessInput(options, surroundings, target)
    return { ...input, logs, problems: [...input.problems, ...problems] }
  }
  return {
    desired: [],
    live: [],
    problems,
    logs,
    timeline: await readOne(path),
    ...(await valuesInput(options)),
    ...(await findPolicy(options)),
  }
}

const once = async function* (text: string): AsyncGenerator<string> {
  yield text
}

const print = ({ text, notes, exitCode }: CommandAnswer): number => {
  progress.clear()
  process.stdout.write(text)
  for (const note of notes) process.stderr.write(`${note}\n`)
  return exitCode
}

const stream = async (pieces: AsyncGenerator<string, CommandEnding, undefined>): Promise<number> => {
  for (;;) {
    const next = await pieces.next()
    if (next.done === true) return print({ text: '', ...next.value })
    if (!process.stdout.write(next.value)) await new Promise(resolve => process.stdout.once('drain', resolve))
  }
}

/** Ends at once, after what was written to a pipe has left. */
const exit = (code: number): Promise<never> =>
  new Promise(() => {
    process.stdout.write('', () => process.exit(code))
  })

// A reader that has seen enough (head, less) closes the pipe; that is no error.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main()
