#!/usr/bin/env node
import { createReadStream, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Problem } from '../index.ts'
import { millisecondsOf } from '../model/time.ts'
import type { Answer, Ending, SourceText, Surroundings } from './answer.ts'
import { TROUBLE, problemText } from './answer.ts'
import type { Invocation, Options } from './args.ts'
import { parseArgs } from './args.ts'
import type { AssessInput } from './assess-texts.ts'
import { createPaint, wantsColour } from './colours.ts'
import { diff } from './commands/diff.ts'
import { completion, SHELLS } from './commands/completion.ts'
import { explain } from './commands/explain.ts'
import { hashSecrets } from './commands/hash-secrets.ts'
import { redact } from './commands/redact.ts'
import { replay } from './commands/replay.ts'
import { report } from './commands/report.ts'
import type { ReportInput } from './commands/report.ts'
import { status } from './commands/status.ts'
import { watch } from './commands/watch.ts'
import { LINE_PREFIXES, SCHEMES, WATCH_FORMATS } from './command-table.ts'
import { guardedStream } from './guarded.ts'
import { helpText } from './help.ts'
import { mergeStreams } from './merge-streams.ts'
import type { NamedStream } from './merge-streams.ts'

/** The executable: alone in reading, writing, knowing the time and being random. What is made of what it reads is in commands/. */

const STDIN = 'standard input'

/** What cannot go on: wrong usage. */
class Misuse extends Error {}

type Run = Extract<Invocation, { kind: 'run' }>

const main = async (): Promise<number> => {
  const invocation = parseArgs(process.argv.slice(2))
  if (invocation.kind === 'help') return print({ text: helpText(invocation.command), notes: [], exitCode: 0 })
  if (invocation.kind === 'version') return print({ text: `${version()}\n`, notes: [], exitCode: 0 })
  if (invocation.kind === 'misuse') return misuse(invocation.message, invocation.command)
  try {
    return await run(invocation)
  } catch (error) {
    if (error instanceof Misuse) return misuse(error.message, invocation.command)
    throw error
  }
}

const run = async ({ command, args, options }: Run): Promise<number> => {
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
      return print(report(await reportInput(options), options, surroundings))
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

const runReplay = async (path: string, options: Options, surroundings: Surroundings): Promise<number> => {
  const [timeline, { values }] = [await readOne(path), await valuesInput(options)]
  const input = { source: timeline.source, chunks: once(timeline.text) }
  const told = { format: options.text('output'), namespace: options.text('namespace') }
  return stream(guardedStream(values, clean => replay(input, { ...told, clean }, surroundings)))
}

const runWatch = async (options: Options, { paint, columns }: Surroundings): Promise<number> => {
  const { texts, problems } = await readPaths(options.texts('desired'))
  const { values } = await valuesInput(options)
  const { stdout } = process
  const input = { desired: texts, problems, pieces: mergeStreams(liveStreams(options), ticks()) }
  const how = {
    format: options.one('output', WATCH_FORMATS) ?? (stdout.isTTY ? 'table' : 'lines'),
    namespace: options.text('namespace'),
    complete: options.flag('complete'),
    untilSettled: options.flag('until-settled'),
  }
  const around = { clock: Date.now, paint, ...(columns === undefined ? undefined : { columns, rows: stdout.rows }) }
  const code = await stream(guardedStream(values, clean => watch(input, { ...how, clean }, around)))
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
  const salt = await readOne(path)
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

const version = (): string => String(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version)

const surroundingsOf = (options: Options): Surroundings => {
  const given = options.text('now')
  const now = given === undefined ? Date.now() : millisecondsOf(given)
  if (now === undefined) throw new Misuse('--now takes a time as RFC 3339 writes it, such as 2026-11-23T10:00:00Z')
  const { stdout, env } = process
  return {
    now,
    paint: createPaint(wantsColour({ flag: options.text('color'), env, isTerminal: stdout.isTTY })),
    ...(stdout.isTTY ? { columns: stdout.columns } : undefined),
    salt: crypto.randomUUID(),
    progress: createProgress(),
  }
}

/** Work of less than half a second says nothing, and neither does any where nobody looks. */
const QUIET = 500
const ERASE = '\r\u001B[K'

const createProgress = (): ((text: string) => void) => {
  const start = Date.now()
  let shown = false
  if (!process.stderr.isTTY) return () => undefined
  process.on('exit', () => shown && process.stderr.write(ERASE))
  return text => {
    if (Date.now() - start < QUIET) return
    shown = true
    process.stderr.write(`${ERASE}${text} …`)
  }
}

const assessInput = async (options: Options): Promise<AssessInput> => {
  const desired = options.texts('desired')
  const live = options.texts('live').length > 0 ? options.texts('live') : ['-']
  if ([...desired, ...live, ...options.texts('values')].filter(path => path === '-').length > 1)
    throw new Misuse('Only one input can be standard input: name the live objects with -l')
  if (live.includes('-') && process.stdin.isTTY)
    throw new Misuse('There are no live objects: name them with -l, or pipe kubectl get -o json into this command')
  const [manifests, dump, values] = [await readPaths(desired), await readPaths(live), await valuesInput(options)]
  return { desired: manifests.texts, live: dump.texts, problems: [...manifests.problems, ...dump.problems], ...values }
}

/** The manifests and live objects of a page, or its timeline, and its logs. */
const reportInput = async (options: Options): Promise<ReportInput> => {
  const { texts: logs, problems } = await readPaths(options.texts('logs'), /\.log(?:\.gz)?$/)
  const path = options.text('timeline')
  if (path === undefined) {
    const input = await assessInput(options)
    return { ...input, logs, problems: [...input.problems, ...problems] }
  }
  return { desired: [], live: [], problems, logs, timeline: await readOne(path), ...(await valuesInput(options)) }
}

/** Values that were asked for and cannot be read stop everything: nothing may be shown without them. */
const valuesInput = async (options: Options): Promise<{ readonly values?: SourceText }> => {
  const path = options.text('values')
  return path === undefined ? {} : { values: await readOne(path) }
}

/** A text without which there is nothing to do. */
const readOne = async (path: string): Promise<SourceText> => {
  const { texts, problems } = await readPaths([path], /(?!)/)
  const [text] = texts
  if (text === undefined) throw new Misuse(problems.map(problemText).join('. ') || `${path}: This is a directory`)
  return text
}

const liveStreams = (options: Options): readonly NamedStream[] => {
  const paths = options.texts('live').length > 0 ? options.texts('live') : ['-']
  return paths.map(path =>
    path === '-'
      ? { name: STDIN, chunks: process.stdin.setEncoding('utf8') }
      : { name: path, chunks: createReadStream(path, { encoding: 'utf8' }) },
  )
}

/** A sign every second that time has passed. */
const ticks = async function* (): AsyncGenerator<undefined, never, undefined> {
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, 1000))
    yield undefined
  }
}

interface ReadPaths {
  readonly texts: readonly SourceText[]
  readonly problems: readonly Problem[]
}

const MANIFEST = /\.(?:ya?ml|json)(?:\.gz)?$/

/** The texts of files, of those in directories that are called as `inside` says, and of standard input. */
const readPaths = async (paths: readonly string[], inside: RegExp = MANIFEST): Promise<ReadPaths> => {
  const texts: SourceText[] = []
  const problems: Problem[] = []
  for (const path of paths) {
    try {
      if (path === '-') texts.push({ source: STDIN, text: decoded(await readStdin()) })
      else for (const file of filesOf(path, inside)) texts.push({ source: file, text: decoded(readFileSync(file)) })
    } catch (error) {
      problems.push({ code: 'unreadable', message: unreadable(error), source: path === '-' ? STDIN : path })
    }
  }
  return { texts, problems }
}

/** A directory stands for the files in it and below, hidden ones left out; a file that was named for itself, whatever it is called. */
const filesOf = (path: string, inside: RegExp): readonly string[] => {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => inside.test(name) && !/(?:^|[\\/])\./.test(name))
    .map(name => join(path, name))
    .filter(file => statSync(file).isFile())
    .sort()
}

const readStdin = async (): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** UTF-8, or UTF-16 where a byte order mark says so, as PowerShell writes files; unpacked where it is gzipped. */
const decoded = (bytes: Buffer): string => {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
  return new TextDecoder(plain[0] === 0xff && plain[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(plain)
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or directory',
  EACCES: 'The file may not be read',
  Z_DATA_ERROR: 'The file is not gzip as it should be',
  Z_BUF_ERROR: 'The gzip file ends early',
}

const unreadable = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return REASONS[code] ?? `The file cannot be read${code === '' ? '' : ` (${code})`}`
}

const once = async function* (text: string): AsyncGenerator<string> {
  yield text
}

const print = ({ text, notes, exitCode }: Answer): number => {
  process.stdout.write(text)
  for (const note of notes) process.stderr.write(`${note}\n`)
  return exitCode
}

const stream = async (pieces: AsyncGenerator<string, Ending, undefined>): Promise<number> => {
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
