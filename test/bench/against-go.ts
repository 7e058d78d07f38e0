import { assessHealth } from '../../src/health/index.ts'
import { compareObject, prepareDesired } from '../../src/sync/index.ts'
import { createSchemas } from '../../src/schema/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { fixtureLines, hasShared, sharedLines } from '../support/fixtures.ts'
import { clock, type Row } from './measure.ts'
import { corpusFiles, goPeer, type Peer } from './peer.ts'

/** Health and comparison against Argo CD's gitops-engine and kstatus: the same recorded objects, rounds that take turns. */
const ROUNDS = 9

interface Pair {
  readonly desired: KubeObject
  readonly live: KubeObject
}

const OWN = ['classes.jsonl.gz', 'generated.jsonl.gz', 'generated-rare.jsonl.gz']
const files = [...OWN, ...(hasShared ? ['third-party.jsonl.gz'] : [])]
const pairs = (): readonly Pair[] =>
  [...OWN.flatMap(file => fixtureLines<Pair>(`sync/${file}`)), ...sharedLines<Pair>('corpus/third-party.jsonl.gz')].filter(
    ({ desired, live }) => (desired as unknown) !== null && (live as unknown) !== null,
  )

type Figures = Record<'diff' | 'prepared' | 'health' | 'goDiff' | 'goHealth' | 'kstatus', number[]>

const timed = async (peer: Peer | undefined): Promise<Readonly<Record<string, number>>> =>
  peer === undefined ? {} : (JSON.parse((await peer.ask('round'))[0] ?? '{}') as Record<string, number>)
const note = (into: number[], value: number | undefined): void => void (value === undefined ? 0 : into.push(value))

/** What one round of ours takes, in microseconds for each pair. */
const ourRounds = (all: readonly Pair[]) => {
  const schemas = createSchemas({ customResourceDefinitions: sharedLines<KubeObject>('corpus/third-party-crds.jsonl.gz') })
  const prepared = all.map(({ desired, live }) => ({ desired: prepareDesired(desired, { schemas }), live }))
  const each = (run: () => number): number => (clock(run) * 1000) / all.length
  const sum = (values: readonly Pair[], length: (pair: Pair) => number): number => values.reduce((total, pair) => total + length(pair), 0)
  return {
    diff: () => each(() => sum(all, ({ desired, live }) => compareObject(desired, live, { schemas }).reason.length)),
    prepared: () =>
      each(() => prepared.reduce((total, { desired, live }) => total + compareObject(desired, live, { schemas }).reason.length, 0)),
    health: () => each(() => sum(all, ({ live }) => assessHealth(live).reason.length)),
  }
}

/** The rows of the table. */
export const againstGo = async (): Promise<readonly Row[]> => {
  const all = pairs()
  const ours = ourRounds(all)
  const [engine, kstatus] = [goPeer('gitops-engine', corpusFiles(files)), goPeer('kstatus', corpusFiles(files))]
  const figures: Figures = { diff: [], prepared: [], health: [], goDiff: [], goHealth: [], kstatus: [] }
  // The first rounds compile, here and (caches, heap) there.
  for (let round = 0; round < 3; round++) for (const run of Object.values(ours)) run()
  await timed(engine)
  for (let round = 0; round < ROUNDS; round++) {
    figures.diff.push(ours.diff())
    const go = await timed(engine)
    note(figures.goDiff, go['diff'])
    note(figures.goHealth, go['health'])
    figures.prepared.push(ours.prepared())
    figures.health.push(ours.health())
    note(figures.kstatus, (await timed(kstatus))['health'])
  }
  engine?.close()
  kstatus?.close()
  const unit = `µs each of ${all.length}`
  return [
    { what: 'compareObject', unit, ours: figures.diff, peer: 'gitops-engine Diff', theirs: figures.goDiff },
    { what: 'compareObject, prepared', unit, ours: figures.prepared, peer: 'gitops-engine Diff', theirs: figures.goDiff },
    { what: 'assessHealth', unit, ours: figures.health, peer: 'gitops-engine health', theirs: figures.goHealth },
    { what: 'assessHealth', unit, ours: figures.health, peer: 'kstatus', theirs: figures.kstatus },
  ]
}
