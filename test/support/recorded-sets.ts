import type { KubeObject } from '../../src/model/kube-object.ts'
import { fixtureLines, sharedLines } from './fixtures.ts'
import { storefrontFrames } from './storefront.ts'

/** A recorded live object, and what was deployed where it is known. */
export interface RecordedObject {
  readonly id: string
  readonly live: KubeObject
  readonly desired?: KubeObject
  /** When it was so; only the frames of a watch know. */
  readonly at?: string
}

/** A corpus whose records have a desired and a live object. */
export interface RecordedPair extends RecordedObject {
  readonly desired: KubeObject
}

interface Line {
  readonly id: string
  readonly desired?: KubeObject | null
  readonly live?: KubeObject | null
}

/** The pairs of a corpus in fixtures/sync, or beside the repository; none of `third-party` in a clone without it. */
export const recordedPairs = (corpus: string): readonly RecordedPair[] => {
  const lines = corpus === 'third-party' ? sharedLines<Line>('corpus/third-party.jsonl.gz') : fixtureLines<Line>(`sync/${corpus}.jsonl.gz`)
  return lines.flatMap(({ id, desired, live }) => (desired && live ? [{ id, desired, live }] : []))
}

/** Every object that the watch of the storefront saw, each time that it did: from lists, too. */
export const storefrontObjects = (): readonly RecordedObject[] =>
  Array.from(storefrontFrames()).flatMap(({ line, index }) => {
    const { at, type, object, list } = line
    if (object !== undefined && (type === 'ADDED' || type === 'MODIFIED')) return [{ id: `storefront-${index}`, at, live: object }]
    const kind = list?.kind.replace(/List$/, '')
    return (list?.items ?? []).map((item, number) => ({
      id: `storefront-${index}-${number}`,
      at,
      live: { apiVersion: list?.apiVersion, kind, ...item } as KubeObject,
    }))
  })
