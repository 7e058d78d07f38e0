import type { AssessInput } from './assess-texts.ts'
import type { SourceText, Terminal } from './answer.ts'
import type { Options } from './args.ts'
import { withContainerLogs } from './cluster/container-logs.ts'
import { openClusters } from './cluster/open-clusters.ts'
import type { OpenCluster } from './cluster/open-clusters.ts'
import { readCluster } from './cluster/read-cluster.ts'
import type { ClusterReading } from './cluster/read-cluster.ts'
import { TARGET_WORDS, parseTarget } from './cluster/targets.ts'
import { readValues } from './input/read-values.ts'
import { plainText } from '../model/plain-text.ts'
import { Misuse } from './stop.ts'

/** The command line as far as it says of which cluster, and what in it. */
export interface ClusterAsked {
  readonly options: Options
  readonly target: string | undefined
}

/** Takes a line for standard error. */
type WriteLine = (line: string) => void

/** The clusters that are named, opened once and read as often as is asked. */
export interface ClusterReader {
  readonly clusters: readonly OpenCluster[]
  /** Reads each of them, one after the other, as a credential plugin may ask; a text says why one cannot be. */
  readonly read: () => Promise<readonly ClusterReading[] | string>
}

/** Opens the clusters that are named. Their children end with this program. */
export const openReader = (
  { desired, values }: Pick<AssessInput, 'desired' | 'values'>,
  { options, target }: ClusterAsked,
  { salt = '', progress, write }: Pick<Terminal, 'salt' | 'progress'> & { readonly write: WriteLine },
): ClusterReader => {
  const parsed = target === undefined ? undefined : parseTarget(target)
  if (target !== undefined && parsed === undefined) throw new Misuse(`A target is ${TARGET_WORDS}; explain tells of one object`)
  const clusters = openClusters(options, { mayAsk: process.stdin.isTTY, tell: tellLine(values, write) })
  process.once('exit', () => clusters.forEach(({ kubectl }) => kubectl.end()))
  const question = { desired, namespace: options.text('namespace'), salt, progress, ...(parsed === undefined ? {} : { target: parsed }) }
  // Discovery is half of the calls of a reading, and a watch reads again and again.
  const known = new Map<OpenCluster, Pick<ClusterReading, 'facts'>>()
  return {
    clusters,
    read: async () => {
      const readings: ClusterReading[] = []
      for (const cluster of clusters) {
        const { context, kubectl } = cluster
        const { facts } = known.get(cluster) ?? {}
        const reading = await readCluster({ ...question, context, ...(facts === undefined ? undefined : { facts }) }, kubectl)
        if (typeof reading === 'string') return context === '' ? reading : `${plainText(context)}: ${reading}`
        known.set(cluster, reading)
        readings.push(options.flag('container-logs') ? await withContainerLogs(reading, kubectl) : reading)
      }
      return readings
    },
  }
}

/** Passes on what kubectl and its plugins say, at once: a device code is for whoever sits there. Each line once. */
const tellLine = (values: SourceText | undefined, write: WriteLine): WriteLine => {
  const redactor = values === undefined ? undefined : readValues(values)
  const told = new Set<string>()
  return line => {
    if (told.has(line) || (redactor !== undefined && 'code' in redactor)) return
    told.add(line)
    const shown = redactor?.text(line)
    if (shown === undefined || shown.visible) write(plainText(shown?.value ?? line))
  }
}
