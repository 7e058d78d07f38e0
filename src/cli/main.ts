#!/usr/bin/env node
import { millisecondsOf } from '../model/scalars/time.ts'
import type { CommandAnswer, CommandEnding } from './answer.ts'
import { TROUBLE, problemText } from './answer.ts'
import type { Invocation, Options } from './args.ts'
import { parseArgs } from './args.ts'
import { LINE_PREFIXES, SCHEMES, SHELLS } from './command-spec.ts'
import { createPaint, wantsColour } from './output/colours.ts'
import { programVersion, readPaths } from './input/inputs.ts'
import { findPolicy, readOne, valuesInput } from './input/option-files.ts'
import { refuseTwoTakers } from './input/standard-input.ts'
import { assessInput, chooseLive, reportInput } from './read-input.ts'
import type { Outside } from './read-input.ts'
import { refuseIgnored, usesPolicy } from './refuse-ignored.ts'
import { Misuse, Refusal } from './stop.ts'

/**
 * The executable: with inputs.ts alone in reading, writing, knowing the time and being random. What is made of what it reads is in commands/, each loaded
 * when it is asked for.
 */

type CommandRun = Extract<Invocation, { kind: 'run' }>

const main = async (): Promise<number> => {
  const invocation = parseArgs(process.argv.slice(2))
  if (invocation.kind === 'help') return help(invocation.command)
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

const help = async (command: string | undefined): Promise<number> => {
  const { helpText } = await import('./output/help.ts')
  return print({ text: helpText(command), notes: [], exitCode: 0 })
}

const run = async ({ command, args, options }: CommandRun): Promise<number> => {
  const [name = ''] = args
  const target = command === 'explain' || command === 'replay' ? undefined : args[0]
  refuseTwoTakers(command, args, options)
  refuseIgnored({ command, options, target, fromCluster: chooseLive(options, target) === undefined })
  const around = openOutside(options)
  switch (command) {
    case 'status':
    case 'diff':
    case 'report':
      return runAssessing(command, { options, target, around })
    case 'explain': {
      const { explain } = await import('./commands/explain.ts')
      return print(explain(await assessInput(options, around), name, options, around))
    }
    case 'lint':
      return runLint(options, around)
    case 'hash-secrets':
      return runHashSecrets(options)
    case 'completion':
      return runCompletion(name)
    case 'replay':
      return runReplay(name, options, around)
    case 'plan': {
      const { plan } = await import('./commands/plan.ts')
      return print(plan(await readManifests(options), options, around))
    }
    case 'wait':
    case 'watch': {
      const { openWait, openWatch } = await import('./open-watch.ts')
      // Streams and children may stay open for ever; what was written has left.
      return exit(await stream(await (command === 'wait' ? openWait : openWatch)({ options, target }, around)))
    }
    default:
      return runRedact(options)
  }
}

interface Assessing {
  readonly options: Options
  readonly target: string | undefined
  readonly around: Outside
}

const runAssessing = async (command: 'status' | 'diff' | 'report', { options, target, around }: Assessing): Promise<number> => {
  if (command === 'report') {
    if (process.stdout.isTTY) throw new Misuse('The page is for a file: live-object-status report … > status.html')
    const { report } = await import('./commands/report.ts')
    return print(report(await reportInput(options, around, target), options, around))
  }
  const tell = await loadTeller(command, options)
  return print(tell(await assessInput(options, around, target), options, around))
}

const loadTeller = async (command: 'status' | 'diff', options: Options) => {
  if (command === 'diff') return (await import('./commands/diff.ts')).diff
  if (options.text('output') === 'html') return (await import('./commands/status-page.ts')).statusPage
  return (await import('./commands/status.ts')).status
}

const runLint = async (options: Options, around: Outside): Promise<number> => {
  const used = usesPolicy(options) ? await assessInput(options, around) : undefined
  const { policy } = used ?? (await findPolicy(options))
  if (policy === undefined) throw new Misuse('There is no policy file: name it with --config')
  const { lint } = await import('./commands/lint.ts')
  return print(lint({ policy, ...(used === undefined ? undefined : { used }) }, options, around))
}

const runReplay = async (path: string, options: Options, around: Outside): Promise<number> => {
  const { replay } = await import('./commands/replay.ts')
  const { guardedStream } = await import('./output/guarded.ts')
  const [timeline, { values }] = [await readOne(path), await valuesInput(options)]
  const input = { source: timeline.source, chunks: once(timeline.text) }
  const told = { format: options.text('output'), namespace: options.text('namespace'), ...(await findPolicy(options)) }
  return stream(guardedStream(values, guard => replay(input, { ...told, guard }, around)))
}

const readManifests = async (options: Options) => {
  const { texts, problems } = await readPaths(options.texts('desired'))
  return { desired: texts, problems }
}

const runRedact = async (options: Options): Promise<number> => {
  const { redact } = await import('./commands/redact.ts')
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
  const { hashSecrets } = await import('./commands/hash-secrets.ts')
  const salt = await readOne(path, '--salt-file')
  const { texts, problems } = await readPaths(options.texts('filename').length > 0 ? options.texts('filename') : ['-'])
  const answer = hashSecrets(texts, salt, { format: options.one('output', ['yaml', 'json']), scheme: options.one('scheme', SCHEMES) })
  return print({
    ...answer,
    notes: [...problems.map(problemText), ...answer.notes],
    exitCode: problems.length > 0 ? TROUBLE : answer.exitCode,
  })
}

const runCompletion = async (name: string): Promise<number> => {
  const shell = SHELLS.find(each => each === name)
  if (shell === undefined) throw new Misuse(`completion is made for ${SHELLS.join(', ')}`)
  const { completion } = await import('./commands/completion.ts')
  return print({ text: completion(shell), notes: [], exitCode: 0 })
}

const misuse = (message: string, command: string | undefined): number => {
  const help = command === undefined ? 'live-object-status --help' : `live-object-status ${command} --help`
  return print({ text: '', notes: [`${message}. See ${help}.`], exitCode: TROUBLE })
}

const openOutside = (options: Options): Outside => {
  const given = options.text('now')
  const now = given === undefined ? Date.now() : millisecondsOf(given)
  if (now === undefined) throw new Misuse('--now takes a time as RFC 3339 writes it, such as 2026-11-23T10:00:00Z')
  const { stdout, env } = process
  return {
    now,
    paint: createPaint(wantsColour({ flag: options.text('color'), env, isTerminal: stdout.isTTY })),
    ...(stdout.isTTY ? { columns: stdout.columns, rows: stdout.rows } : undefined),
    salt: crypto.randomUUID(),
    progress: text => progress.say(text),
    write,
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

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code))

process.exitCode = await main()
