import type { Terminal } from './answer.ts'
import { NOTHING_CAME } from './answer.ts'
import type { Options } from './args.ts'
import type { AssessInput } from './assess-texts.ts'
import type { ReportInput } from './commands/report.ts'
import { findClusterOption } from './input/names-cluster.ts'
import { STDIN, hasPipe, readPaths } from './input/inputs.ts'
import { findPolicy, readOne, valuesInput } from './input/option-files.ts'
import { isStdinTaken } from './input/standard-input.ts'
import { Misuse, Refusal } from './stop.ts'

/** The terminal, and a line on its standard error. */
export type Outside = Terminal & { readonly write: (line: string) => void }

/** All that assessing needs: files, standard input, and the cluster where no live objects are handed in. */
export const assessInput = async (options: Options, around: Outside, target?: string): Promise<AssessInput> => {
  const input = await readInput(options, target)
  if (chooseLive(options, target) !== undefined) return input
  const { openReader } = await import('./read-clusters.ts')
  const clusters = await openReader(input, { options, target }, around).read()
  if (typeof clusters === 'string') throw new Refusal(clusters)
  return { ...input, clusters }
}

/** All that is read once: files and standard input. */
export const readInput = async (options: Options, target: string | undefined): Promise<AssessInput> => {
  const [desired, previous] = [options.texts('desired'), options.texts('previous')]
  if (target !== undefined && desired.length > 0) throw new Misuse('Name manifests with -d or a target, not both')
  const live = chooseLive(options, target) ?? []
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
export const chooseLive = (options: Options, target: string | undefined): readonly string[] | undefined => {
  const given = options.texts('live')
  if (given.length > 0) return given
  return target !== undefined || isStdinTaken(options) || findClusterOption(options) !== undefined || !hasPipe() ? undefined : ['-']
}

/** The manifests and live objects of a page, or its timeline, and its logs. */
export const reportInput = async (options: Options, around: Outside, target?: string): Promise<ReportInput> => {
  const { texts: logs, problems } = await readPaths(options.texts('logs'), /\.log(?:\.gz)?$/)
  const path = options.text('timeline')
  if (path === undefined) {
    const input = await assessInput(options, around, target)
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
