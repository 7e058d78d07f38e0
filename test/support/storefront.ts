import type { KubeObject } from '../../src/model/kube-object.ts'
import { fixtureLines } from './fixtures.ts'

/** A line of the recorded storefront: what someone did, a list response, or a watch frame. */
export interface StorefrontLine {
  readonly at: string
  readonly step?: string
  readonly phase?: 'deploying' | 'deployed'
  readonly desired?: readonly KubeObject[]
  readonly list?: { readonly apiVersion: string; readonly kind: string; readonly items: readonly KubeObject[] }
  readonly type?: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  readonly object?: KubeObject
}

/** The cluster as a watcher knows it after one line. */
export interface StorefrontFrame {
  readonly line: StorefrontLine
  readonly index: number
  /** What someone did last. */
  readonly step: string
  /** By 'Kind/name'; the same map at every frame. */
  readonly live: ReadonlyMap<string, KubeObject>
}

const keyOf = (object: KubeObject): string => `${object.kind}/${object.metadata?.name}`

/** Walks the recorded storefront line by line. */
export const storefrontFrames = function* (): Generator<StorefrontFrame> {
  const live = new Map<string, KubeObject>()
  let step = ''
  for (const [index, line] of fixtureLines<StorefrontLine>('storefront/timeline.jsonl.gz').entries()) {
    if (line.step !== undefined) step = line.step
    if (line.list !== undefined) relist(live, line.list)
    else if (line.object !== undefined && line.type === 'DELETED') live.delete(keyOf(line.object))
    else if (line.object !== undefined && (line.type === 'ADDED' || line.type === 'MODIFIED')) live.set(keyOf(line.object), line.object)
    yield { line, index, step, live }
  }
}

const relist = (live: Map<string, KubeObject>, { apiVersion, kind: listKind, items }: NonNullable<StorefrontLine['list']>): void => {
  const kind = listKind.replace(/List$/, '')
  for (const [key, object] of live) if (object.kind === kind) live.delete(key)
  for (const item of items) live.set(`${kind}/${item.metadata?.name}`, { apiVersion, kind, ...item })
}
