import type { KubeObject } from '../../src/model/kube-object.ts'
import { hasShared, sharedLines } from '../support/fixtures.ts'
import { recordedPairs, storefrontObjects, type RecordedObject, type RecordedPair } from '../support/recorded-sets.ts'
import { built } from './built.ts'
import { clock, type Row } from './measure.ts'
import { goPeer, type Peer } from './peer.ts'

const { assessHealth } = await built<typeof import('../../src/health/index.ts')>('health')
const { createSchemas } = await built<typeof import('../../src/schema/index.ts')>('schema')
const { compareObject, prepareDesired } = await built<typeof import('../../src/sync/index.ts')>('sync')

/** Health and comparison against Argo CD's gitops-engine and kstatus: the same recorded objects, rounds that take turns. */
const [HEALTH_ROUNDS, DIFF_ROUNDS] = [21, 7]
const NOW = Date.parse('2026-11-23T10:00:00Z')
/** A walk over a few hundred objects is too short to be timed: so often that it is twenty thousand. The peers do the same, but for Diff, which takes seconds. */
const passesOver = (count: number): number => Math.floor(20_000 / count) + 1

const asked = async (peer: Peer | undefined, command: 'health' | 'diff'): Promise<readonly number[]> =>
  peer === undefined ? [] : [(JSON.parse((await peer.ask(command))[0] ?? '{}') as { each: number }).each]

/** Microseconds for each object, when `run` walks over so many so often. */
const each = (count: number, passes: number, run: () => number): number =>
  (1000 * clock(() => Array.from({ length: passes }, run).reduce((total, one) => total + one, 0))) / (count * passes)

const healthRows = async (name: string, objects: readonly RecordedObject[]): Promise<readonly Row[]> => {
  const passes = passesOver(objects.length)
  const round = (): number =>
    each(objects.length, passes, () => objects.reduce((total, { live }) => total + assessHealth(live, { now: NOW }).reason.length, 0))
  const [engine, kstatus] = [goPeer('gitops-engine', objects), goPeer('kstatus', objects)]
  const figures: Record<'ours' | 'engine' | 'kstatus', number[]> = { ours: [], engine: [], kstatus: [] }
  // The first rounds compile, here and (caches, heap) there.
  for (let index = -3; index < HEALTH_ROUNDS; index++) {
    const [ours, theirs, others] = [round(), await asked(engine, 'health'), await asked(kstatus, 'health')]
    if (index < 0) continue
    figures.ours.push(ours)
    figures.engine.push(...theirs)
    figures.kstatus.push(...others)
  }
  engine?.close()
  kstatus?.close()
  const row = { what: `assessHealth, ${name}`, unit: `µs each of ${objects.length}`, ours: figures.ours }
  return [
    { ...row, peer: 'gitops-engine health', theirs: figures.engine },
    { ...row, peer: 'kstatus', theirs: figures.kstatus },
  ]
}

const compareRows = async (name: string, pairs: readonly RecordedPair[]): Promise<readonly Row[]> => {
  const schemas = createSchemas({ customResourceDefinitions: sharedLines<KubeObject>('corpus/third-party-crds.jsonl.gz') })
  const prepared = pairs.map(({ desired, live }) => ({ desired: prepareDesired(desired, { schemas }), live }))
  const round = (all: readonly { readonly desired: Parameters<typeof compareObject>[0]; readonly live: KubeObject }[]): number =>
    each(all.length, passes, () =>
      all.reduce((total, { desired, live }) => total + compareObject(desired, live, { schemas }).reason.length, 0),
    )
  const passes = passesOver(pairs.length)
  const engine = goPeer('gitops-engine', pairs)
  const figures: Record<'whole' | 'prepared' | 'engine', number[]> = { whole: [], prepared: [], engine: [] }
  for (let index = -1; index < DIFF_ROUNDS; index++) {
    // One more: a round of theirs is long enough for the caches to forget ours.
    round(pairs)
    const [whole, quick] = [round(pairs), round(prepared)]
    const theirs = await asked(engine, 'diff')
    if (index < 0) continue
    figures.whole.push(whole)
    figures.prepared.push(quick)
    figures.engine.push(...theirs)
  }
  engine?.close()
  const rest = { unit: `µs each of ${pairs.length}`, peer: 'gitops-engine Diff', theirs: figures.engine }
  return [
    { ...rest, what: `compareObject, ${name}`, ours: figures.whole },
    { ...rest, what: `compareObject, prepared, ${name}`, ours: figures.prepared },
  ]
}

/** The rows of the table. */
export const againstGo = async (): Promise<readonly Row[]> => {
  const [generated, thirdParty] = [recordedPairs('generated'), recordedPairs('third-party')]
  const all = [...recordedPairs('classes'), ...generated, ...recordedPairs('generated-rare'), ...thirdParty]
  if (!hasShared) console.error('third-party: skipped, the manifests of other projects do not lie beside the repository')
  return [
    ...(await healthRows('generated', generated)),
    ...(await healthRows('storefront', storefrontObjects())),
    ...(await healthRows('all pairs', all)),
    ...(await compareRows('generated', generated)),
    ...(hasShared ? await compareRows('third-party', thirdParty) : []),
    ...(await compareRows('all pairs', all)),
  ]
}
