#!/usr/bin/env node
import { millisecondsOf } from '../model/scalars/time.ts'
import type { CommandAnswer, CommandEnding, SourceText, Terminal } from './answer.ts'
import { TROUBLE, problemText } from './answer.ts'
import type { Invocation, Options } from './args.ts'
import { parseArgs } from './args.ts'
import type { AssessInput } from './assess-texts.ts'
import { createPaint, wantsColour } from './output/colours.ts'
import { diff } from './commands/diff.ts'
import { completion } from './commands/completion.ts'
import { explain } from './commands/explain.ts'
import { hashSecrets } from './commands/hash-secrets.ts'
import { lint } from './commands/lint.ts'
import { redact } from './commands/redact.ts'
import { replay } from './commands/replay.ts'
import { report } from './commands/report.ts'
import type { ReportInput } from './commands/report.ts'
import { status } from './commands/status.ts'
import { watch } from './commands/watch.ts'
import { LINE_PREFIXES, SCHEMES, SHELLS, WATCH_FORMATS } from './command-table.ts'
import { guardedStream } from './output/guarded.ts'
import { helpText } from './output/help.ts'
import { mergeStreams } from './input/merge-streams.ts'
import { openStreams, programVersion, readPaths } from './input/inputs.ts'
import { policyInput } from './input/policy-file.ts'

/** The executable: with inputs.ts alone in reading, writing, knowing the time and being random. What is made of what it reads is in commands/. */

/** What cannot go on: wrong usage. */
class Misuse extends Error {}

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
    throw error
  }
}

const run = async ({ command, args, options }: CommandRun): Promise<number> => {
  const surroundings = surroundingsOf(options)
  const [name = ''] = args
  switch (command) {
    case 'status':
      return print(status(await assessInput(options), options, surroundings))
    case 'diff':
      return print(diff(await assessInput(options), options, surroundings))
    case 'explain':
      return print(explain(await assessInput(options), name, options, surroundings))
    case 'report':
      if (process.stdout.isTTY) throw new Misuse('The page is for a file: live-object-status report … > status.html')
      return print(report(await reportInput(options), options, surroundings))
    case 'lint':
      return runLint(options, surroundings)
    case 'hash-secrets':
      return runHashSecrets(options)
    case 'completion':
      return runCompletion(name)
    case 'replay':
      return runReplay(name, options, surroundings)
    case 'watch':
      return runWatch(options, surroundings)
    default:
      return runRedact(options)
  }
}

const runLint = async (options: Options, surroundings: Terminal): Promise<number> => {
  const { policy } = await policyOf(options)
  if (policy === undefined) throw new Misuse('There is no policy file: name it with --config')
  const isUsed = options.texts('desired').length + options.texts('live').length > 0
  return print(lint({ policy, ...(isUsed ? { used: await assessInput(options) } : undefined) }, options, surroundings))
}

const runReplay = async (path: string, options: Options, surroundings: Terminal): Promise<number> => {
  const [timeline, { values }] = [await readOne(path), await valuesInput(options)]
  const input = { source: timeline.source, chunks: once(timeline.text) }
  const told = { format: options.text('output'), namespace: options.text('namespace'), ...(await policyOf(options)) }
  return stream(guardedStream(values, guard => replay(input, { ...told, guard }, surroundings)))
}

const runWatch = async (options: Options, { paint, columns }: Terminal): Promise<number> => {
  const { texts, problems } = await readPaths(options.texts('desired'))
  const { values } = await valuesInput(options)
  const { stdout } = process
  const live = await openStreams(options.texts('live').length > 0 ? options.texts('live') : ['-'])
  const input = { desired: texts, problems: [...problems, ...live.problems], pieces: mergeStreams(live.streams, ticks()) }
  const how = {
    format: options.one('output', WATCH_FORMATS) ?? (stdout.isTTY ? 'table' : 'lines'),
    namespace: options.text('namespace'),
    complete: options.flag('complete'),
    untilSettled: options.flag('until-settled'),
    ...(await policyOf(options)),
  }
  const around = { clock: Date.now, paint, ...(columns === undefined ? undefined : { columns, rows: stdout.rows }) }
  const code = await stream(guardedStream(values, guard => watch(input, { ...how, guard }, around)))
  // The streams may stay open for ever; what was written has left.
  return exit(code)
}

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

const assessInput = async (options: Options): Promise<AssessInput> => {
  const desired = options.texts('desired')
  const live = options.texts('live').length > 0 ? options.texts('live') : ['-']
  if ([...desired, ...live, ...options.texts('values')].filter(path => path === '-').length > 1)
    throw new Misuse('Only one input can be standard input: name the live objects with -l')
  if (live.includes('-') && process.stdin.isTTY)
    throw new Misuse('There are no live objects: name them with -l, or pipe kubectl get -o json into this command')
  const [manifests, dump, values] = [await readPaths(desired), await readPaths(live), await valuesInput(options)]
  return {
    desired: manifests.texts,
    live: dump.texts,
    problems: [...manifests.problems, ...dump.problems],
    ...values,
    ...(await policyOf(options)),
  }
}

/** The manifests and live objects of a page, or its timeline, and its logs. */
const reportInput = async (options: Options): Promise<ReportInput> => {
  const { texts: logs, problems } = await readPaths(options.texts('logs'), /\.log(?:\.gz)?$/)
  const path = options.text('timeline')
  if (path === undefined) {
    const input = await assessInput(options)
    return { ...input, logs, problems: [...input.problems, ...problems] }
  }
  return {
    desired: [],
    live: [],
    problems,
    logs,
    timeline: await readOne(path),
    ...(await valuesInput(options)),
    ...(await policyOf(options)),
  }
}

/** The policy file that was named or lies there. One that cannot be read stops everything: nothing may be judged by half of the rules. */
const policyOf = (options: Options): ReturnType<typeof policyInput> => {
  if (options.flag('no-config') && options.text('config') !== undefined) throw new Misuse('--config and --no-config exclude each other')
  return policyInput(options, { folder: process.cwd(), read: path => readOne(path) })
}

/** Values that were asked for and cannot be read stop everything: nothing may be shown without them. */
const valuesInput = async (options: Options): Promise<{ readonly values?: SourceText }> => {
  const path = options.text('values')
  return path === undefined ? {} : { values: await readOne(path, '--values') }
}

/** A text without which there is nothing to do. Where a path could be a value that was given by mistake, `option` is told in its place. */
const readOne = async (path: string, option?: string): Promise<SourceText> => {
  const { texts, problems } = await readPaths([path], /(?!)/)
  const [text] = texts
  if (text !== undefined) return text
  throw new Misuse(`${option ?? path}: ${problems[0]?.message ?? 'This is a directory'}`)
}

/** A sign every second that time has passed. */
const ticks = async function* (): AsyncGenerator<undefined, never, undefined> {
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, 1000))
    yield undefined
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
