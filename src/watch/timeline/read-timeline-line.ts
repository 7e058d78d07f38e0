import { aDocument, aNumber, aString, expect } from '../../model/expect.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import type { Problem } from '../../model/problem.ts'
import { isRecord, listOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'

/** One line of a recorded timeline (docs/cli.md): what someone did, a list response, or a watch frame. */
export interface TimelineLine {
  readonly at: string
  /** A sentence on what someone did. */
  readonly step?: string
  /** The state of a deployment: it began, or ended well. */
  readonly phase?: 'deploying' | 'deployed' | 'failed'
  readonly desired?: readonly KubeObjectLike[]
  readonly list?: { readonly items: readonly unknown[] }
  readonly frame?: { readonly type: string; readonly object: unknown }
}

const PHASES = ['deploying', 'deployed', 'failed'] as const

/** The place of a line, for messages. */
export interface TimelinePlace {
  /** The file or stream. */
  readonly source: string
  /** From 1. */
  readonly line: number
}

const aPlace = /* @__PURE__ */ aDocument<TimelinePlace>('a place', () => ({ source: aString, line: aNumber('a line') }), ['source', 'line'])

/**
 * Reads one line of a recorded timeline: what someone did, a list response, or a watch frame, each with its time.
 *
 * @param text one line of JSON.
 * @param place named in the problem.
 * @returns the line, or why it is none: 'invalid-timeline', without any text of it.
 * @throws TypeError where an argument is of the wrong type.
 *
 * Source: the format of `live-object-status replay` (docs/cli.md).
 *
 * @example
 * ```ts
 * import { readTimelineLine } from 'live-object-status/watch'
 *
 * const place = { source: 'timeline.jsonl', line: 1 }
 * const line = readTimelineLine('{"at":"2026-11-23T10:00:00Z","step":"release 1","phase":"deploying","desired":[]}', place)
 * 'phase' in line && line.phase // => 'deploying'
 * const cut = readTimelineLine('{"at":"2026-', place)
 * 'code' in cut && cut.code // => 'invalid-timeline'
 * ```
 */
export const readTimelineLine = (text: string, place: TimelinePlace): TimelineLine | Problem => {
  expect('text', aString, text)
  expect('place', aPlace, place)
  const value = parsed(text)
  if (!isRecord(value)) return { code: 'invalid-timeline', message: 'The line is not a JSON object: was it cut off?', ...place }
  const at = textOf(value['at'])
  if (at === undefined || millisecondsOf(at) === undefined)
    return { code: 'invalid-timeline', message: 'The line has no time: "at" must be RFC 3339', ...place }
  const { list } = value
  const [step, type] = [textOf(value['step']), textOf(value['type'])]
  const phase = PHASES.find(name => name === value['phase'])
  return {
    at,
    ...(step === undefined ? undefined : { step }),
    ...(phase === undefined ? undefined : { phase }),
    ...(Array.isArray(value['desired']) ? { desired: listOf(value['desired']).filter(isKubeObject) } : undefined),
    ...(isRecord(list) && isList(list) ? { list } : undefined),
    ...(type === undefined ? undefined : { frame: { type, object: value['object'] } }),
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isKubeObject = (value: unknown): value is KubeObjectLike => isRecord(value)
const isList = (value: JsonRecord): value is JsonRecord & { readonly items: readonly unknown[] } => Array.isArray(value['items'])
