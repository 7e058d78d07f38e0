import type { AssessInput } from './assess-texts.ts'
import type { SourceText, Terminal } from './answer.ts'
import type { Options } from './args.ts'
import { openClusters } from './cluster/open-clusters.ts'
import { readCluster } from './cluster/read-cluster.ts'
import type { ClusterReading } from './cluster/read-cluster.ts'
import type { Kubectl } from './cluster/run-kubectl.ts'
import { TARGET_WORDS, parseTarget } from './cluster/targets.ts'
import { readValues } from './input/read-values.ts'
import { plainText } from '../model/plain-text.ts'
import { Misuse, Refusal } from './stop.ts'

/** What the command line says of which cluster, and what in it. */
export interface ClusterAsked {
  readonly options: Options
  readonly target: string | undefined
}

/** Takes a line for standard error. */
export type WriteLine = (line: string) => void

/** Reads each cluster that is named, one after the other, as a credential plugin may ask. */
export const readClusters = async (
  input: Pick<AssessInput, 'desired' | 'values'>,
  { options, target }: ClusterAsked,
  { salt = '', progress, write }: Pick<Terminal, 'salt' | 'progress'> & { readonly write: WriteLine },
): Promise<readonly ClusterReading[]> => {
  const parsed = target === undefined ? undefined : parseTarget(target)
  if (target !== undefined && parsed === undefined) throw new Misuse(`A target is ${TARGET_WORDS}; explain tells of one object`)
  const readings: ClusterReading[] = []
  for (const { context, kubectl } of openClusters(options, { mayAsk: process.stdin.isTTY, tell: tellLine(input.values, write) })) {
    endWithProgram(kubectl)
    const question = { context, desired: input.desired, namespace: options.text('namespace'), salt, progress }
    const reading = await readCluster(parsed === undefined ? question : { ...question, target: parsed }, kubectl)
    if (typeof reading === 'string') throw new Refusal(context === '' ? reading : `${plainText(context)}: ${reading}`)
    readings.push(reading)
  }
  return readings
}

/** Passes on what kubectl and its plugins say, at once: a device code is for whoever sits there. Each line once. */
export const tellLine = (values: SourceText | undefined, write: WriteLine): WriteLine => {
  const redactor = values === undefined ? undefined : readValues(values)
  const told = new Set<string>()
  return line => {
    if (told.has(line) || (redactor !== undefined && 'code' in redactor)) return
    told.add(line)
    const shown = redactor?.text(line)
    if (shown === undefined || shown.visible) write(plainText(shown?.value ?? line))
  }
}

/** No child outlives this program, however it ends. */
export const endWithProgram = ({ end }: Kubectl): void => {
  process.once('exit', end)
}
