#!/usr/bin/env node
import { readFileSync, readdirSync, statSync } from 'node:fs'
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
import { replay } from './commands/replay.ts'
import { status } from './commands/status.ts'
import { helpText } from './help.ts'

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
  switch (command) {
    case 'status':
      return print(status(await assessInput(options), options, surroundings))
    case 'diff':
      return print(diff(await assessInput(options), options, surroundings))
    case 'replay': {
      const { texts, problems } = await readPaths(args)
      const input = { source: texts[0]?.source ?? '', chunks: once(texts[0]?.text ?? '') }
      if (problems.length > 0) return print({ text: '', notes: problems.map(problemText), exitCode: TROUBLE })
      return stream(replay(input, { format: options.text('output'), namespace: options.text('namespace') }, surroundings))
    }
    default:
      throw new Misuse('There is no such command')
  }
}

const misuse = (message: string, command: string | undefined): number => {
  const help = command === undefined ? 'live-object-status --help' : `live-object-status ${command} --help`
  return print({ text: '', notes: [`${message}. See ${help}.`], exitCode: TROUBLE })
}

const version = (): string =>
  String(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version)

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

/** Values that were asked for and cannot be read stop everything: nothing may be shown without them. */
const valuesInput = async (options: Options): Promise<{ readonly values?: SourceText }> => {
  const path = options.text('values')
  if (path === undefined) return {}
  const { texts, problems } = await readPaths([path])
  const [values] = texts
  if (values === undefined) throw new Misuse(`--values: ${problems.map(({ message }) => message).join()}`)
  return { values }
}

interface ReadPaths {
  readonly texts: readonly SourceText[]
  readonly problems: readonly Problem[]
}

/** The texts of files, of the manifests in directories, and of standard input. */
const readPaths = async (paths: readonly string[]): Promise<ReadPaths> => {
  const texts: SourceText[] = []
  const problems: Problem[] = []
  for (const path of paths) {
    try {
      if (path === '-') texts.push({ source: STDIN, text: decoded(await readStdin()) })
      else for (const file of filesOf(path)) texts.push({ source: file, text: decoded(readFileSync(file)) })
    } catch (error) {
      problems.push({ code: 'unreadable', message: unreadable(error), source: path === '-' ? STDIN : path })
    }
  }
  return { texts, problems }
}

/** A directory stands for the manifests in it and below, hidden files left out; a file that was named for itself, whatever it is called. */
const filesOf = (path: string): readonly string[] => {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(?:ya?ml|json)(?:\.gz)?$/.test(name) && !/(?:^|[\\/])\./.test(name))
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

const stream = async (pieces: AsyncGenerator<string, Ending>): Promise<number> => {
  for (;;) {
    const next = await pieces.next()
    if (next.done === true) return print({ text: '', ...next.value })
    if (!process.stdout.write(next.value)) await new Promise(resolve => process.stdout.once('drain', resolve))
  }
}

// A reader that has seen enough (head, less) closes the pipe; that is no error.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main()
