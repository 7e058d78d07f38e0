import type { CommandEnding, Terminal } from './answer.ts'
import type { Options } from './args.ts'
import type { AssessInput } from './assess-texts.ts'
import { WAIT_FOR, WATCH_FORMATS } from './command-spec.ts'
import type { ClusterReading } from './cluster/read-cluster.ts'
import { openStreams, readPaths } from './input/inputs.ts'
import { mergeStreams } from './input/merge-streams.ts'
import { findPolicy, valuesInput } from './input/option-files.ts'
import { readTimeout } from './input/read-timeout.ts'
import { ticks } from './input/ticks.ts'
import { chooseLive, readInput } from './read-input.ts'
import type { Outside } from './read-input.ts'
import { Misuse } from './stop.ts'

type CommandStream = AsyncGenerator<string, CommandEnding, undefined>

/** The options and the target of what is followed. */
interface FollowAsked {
  readonly options: Options
  readonly target: string | undefined
}

/** A gate: over streams a watch that ends, over a cluster one that reads again and again. */
export const openWait = async (asked: FollowAsked, around: Outside): Promise<CommandStream> => {
  const { options, target } = asked
  const live = chooseLive(options, target)
  if (live !== undefined) return watchStreams(options, live, { ...around, gate: true })
  const [input, { openReader }, { wait }] = [
    await readInput(options, target),
    await import('./read-clusters.ts'),
    await import('./commands/wait.ts'),
  ]
  const reader = openReader(input, asked, around)
  const read = async (): Promise<AssessInput | string> => {
    const clusters = await reader.read()
    return typeof clusters === 'string' ? clusters : { ...input, clusters }
  }
  return wait(options, { read, terminal: nowIn(around), clock: Date.now, sleep, timeout: readTimeout(options) })
}

/** A watch: over streams, or of a cluster by children of its own. */
export const openWatch = async (asked: FollowAsked, around: Outside): Promise<CommandStream> => {
  const live = chooseLive(asked.options, asked.target)
  return live === undefined ? watchOneCluster(asked, around) : watchStreams(asked.options, live, { ...around, gate: false })
}

const watchStreams = async (
  options: Options,
  live: readonly string[],
  { paint, columns, gate }: Outside & { readonly gate: boolean },
): Promise<CommandStream> => {
  const { watch } = await import('./commands/watch.ts')
  const { guardedStream } = await import('./output/guarded.ts')
  const { values } = await valuesInput(options)
  const [{ texts, problems }, streams] = [await readPaths(options.texts('desired')), await openStreams(live)]
  const input = { desired: texts, problems: [...problems, ...streams.problems], pieces: mergeStreams(streams.streams, ticks()) }
  const how = {
    format: gate ? (options.one('output', WATCH_FORMATS) ?? 'lines') : chooseFormat(options),
    namespace: options.text('namespace'),
    complete: options.flag('complete'),
    onlyGiven: options.flag('only-given'),
    waitFor: options.one('for', WAIT_FOR),
    // A gate over streams is a watch that ends.
    untilSettled: gate || options.flag('until-settled'),
    timeout: readTimeout(options),
    ...(await findPolicy(options)),
  }
  const terminal = { clock: Date.now, paint, ...screenSize(columns) }
  return guardedStream(values, guard => watch(input, { ...how, guard }, terminal))
}

const watchOneCluster = async (asked: FollowAsked, around: Outside): Promise<CommandStream> => {
  const { options, target } = asked
  const [input, { openReader }, { followCluster }, { watchCluster }] = [
    await readInput(options, target),
    await import('./read-clusters.ts'),
    await import('./cluster/follow-cluster.ts'),
    await import('./commands/watch-cluster.ts'),
  ]
  const reader = openReader(input, asked, around)
  const [cluster, another] = reader.clusters
  if (cluster === undefined || another !== undefined) throw new Misuse('watch follows one cluster: name one --context')
  const read = async (): Promise<ClusterReading | string> => {
    const readings = await reader.read()
    return typeof readings === 'string' ? readings : (readings[0] ?? '')
  }
  const news = followCluster({ read, kubectl: cluster.kubectl, clock: Date.now, sleep })
  const how = { format: chooseFormat(options), untilSettled: options.flag('until-settled'), timeout: readTimeout(options), options }
  const terminal = { clock: Date.now, paint: around.paint, ...screenSize(around.columns), terminal: nowIn(around) }
  return watchCluster({ ...input, news }, how, terminal)
}

const chooseFormat = (options: Options): (typeof WATCH_FORMATS)[number] =>
  options.one('output', WATCH_FORMATS) ?? (process.stdout.isTTY ? 'table' : 'lines')

const screenSize = (columns: number | undefined) => (columns === undefined ? undefined : { columns, rows: process.stdout.rows })

const nowIn = (around: Terminal) => (): Terminal => ({ ...around, now: Date.now() })

const sleep = (milliseconds: number): Promise<void> => new Promise(resolve => void setTimeout(resolve, milliseconds))
