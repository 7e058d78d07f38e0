import { aNumber, aString, expect, someOptions } from '../model/expect.ts'
import { aRedactor } from '../redact/internal.ts'
import { utf8 } from '../model/scalars/base64.ts'
import { withheld, type Redacted } from '../model/safe-content.ts'
import { millisecondsOf, timestamp } from '../model/scalars/time.ts'
import { total } from '../model/total.ts'
import type { LogLine, Redactor } from '../redact/index.ts'

/** How logs are read. */
export interface LogOptions {
  /** Passed by every line before it is returned; `createRedactor([])` where there is nothing to hide but what is structurally a Secret. */
  readonly redactor: Redactor
  /** How much of the end of the text is read, in bytes of UTF-8. Default 10 MiB, as the product's monitor keeps. */
  readonly maxBytes?: number
}

const someLogOptions = /* @__PURE__ */ someOptions<LogOptions>(() => ({ redactor: aRedactor, maxBytes: aNumber('bytes') }), ['redactor'])

const DEFAULT_MAX_BYTES = 10 * 1024 * 1024

/**
 * Reads the lines of a log that carry a time: of `kubectl logs --timestamps`, with `--prefix` too, and the files of a container runtime
 * (CRI: time, stream, `F` or `P`, text), whose partial lines are joined.
 *
 * Empty lines are passed over. A first line that does not fit is cut off somewhere and left out; any other one keeps its text, without a
 * time, and is counted.
 *
 * @param text the log; of a longer one than `maxBytes` the end
 * @returns the lines in order, past the redactor, or withheld with its reason; `malformed` where there were such lines
 * @throws TypeError where `text` is no string
 *
 * Source: what `kubectl logs --timestamps --prefix` prints, and the log format of the Container Runtime Interface (RFC 3339 times, tags `F` and `P`).
 *
 * @example
 * ```ts
 * import { parseLogLines } from 'live-object-status/activity'
 * import { createRedactor } from 'live-object-status/redact'
 *
 * parseLogLines('2026-11-22T10:00:00.5Z started\n[pod/web-1/web] 2026-11-22T10:00:01Z ready\n', { redactor: createRedactor([]) }) // => { visible: true, value: [{ at: '2026-11-22T10:00:00.5Z', text: 'started' }, { at: '2026-11-22T10:00:01Z', text: 'ready', pod: 'web-1', container: 'web' }] }
 * ```
 */
export const parseLogLines = (text: string, options: LogOptions): Redacted<readonly LogLine[]> & { readonly malformed?: number } => {
  expect('text', aString, text)
  expect('options', someLogOptions, options)
  const { redactor, maxBytes = DEFAULT_MAX_BYTES } = options
  const end = takeEnd(text, maxBytes)
  const { lines, malformed, leftOut } = readLines(before(text, end.length) + end, end.length)
  const content = redacted(redactor, lines)
  if (!content.visible) return content
  // A value may begin in what is left out and go on in what is shown, so both pass the redactor.
  const shown = leftOut.size === 0 ? content : { ...content, value: content.value.filter((_, index) => !leftOut.has(index)) }
  return malformed > 0 ? { ...shown, malformed } : shown
}

/** A redactor that fails has hidden nothing, so nothing is shown. */
const redacted = (redactor: Redactor, lines: readonly LogLine[]): Redacted<readonly LogLine[]> =>
  total(
    () => redactor.lines(lines),
    () => withheld('redactor-failed'),
  )

/** The last bytes of a text, without a line that began before them. */
const takeEnd = (text: string, maxBytes: number): string => {
  if (text.length * 3 <= maxBytes) return text
  // A character takes at least a byte, so no more of them can be needed; one byte more tells whether a line begins with the first.
  const bytes = utf8(text.length > maxBytes ? text.slice(text.length - maxBytes - 1) : text)
  if (bytes.length <= maxBytes) return text
  const end = new TextDecoder().decode(bytes.subarray(bytes.length - maxBytes - 1))
  return end.slice(end.indexOf('\n') + 1)
}

/** So much stands before the end of a log for the redactor: more than a match may span, and no line of the log unless it is whole. */
const CONTEXT = 2048

/** The lines before the end of a text. */
const before = (text: string, end: number): string => {
  const context = text.slice(Math.max(0, text.length - end - CONTEXT), Math.max(0, text.length - end))
  return context === '' || context.endsWith('\n') ? context : `${context}\n`
}

interface ReadLines {
  readonly lines: readonly LogLine[]
  readonly malformed: number
  /** Those among them that are not shown. */
  readonly leftOut: ReadonlySet<number>
}

/** The lines of a text of which the last `shown` characters are asked for. */
const readLines = (text: string, shown: number): ReadLines => {
  const lines: OpenLine[] = []
  const open = new Map<string, OpenLine>()
  const leftOut = new Set<number>()
  let malformed = 0
  let first = true
  let begins = shown - text.length
  for (const raw of text.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const isBefore = begins < 0
    begins += raw.length + 1
    if (line === '') continue
    const read = readLine(line)
    if (read.at === undefined && !isBefore && !first) malformed++
    const count = lines.length
    if (read.at === undefined) lines.push({ ...read, parts: [read.text] })
    else join(lines, read, open)
    if (lines.length > count && (isBefore || (first && read.at === undefined))) leftOut.add(count)
    first &&= isBefore
  }
  return { lines: lines.map(logLine), malformed, leftOut }
}

/** One physical line, read; `stream` and `ends` where a container runtime wrote it. */
interface ReadLine extends LogLine {
  readonly stream?: string
  readonly ends?: boolean
}

interface OpenLine extends ReadLine {
  readonly parts: string[]
}

/** A runtime cuts long lines and marks all parts but the last as partial; those of two streams may alternate. */
const join = (lines: OpenLine[], line: ReadLine, open: Map<string, OpenLine>): void => {
  const key = `${line.pod ?? ''}/${line.container ?? ''}/${line.stream ?? ''}`
  const begun = line.stream === undefined ? undefined : open.get(key)
  if (begun !== undefined) begun.parts.push(line.text)
  else {
    const started = { ...line, parts: [line.text] }
    lines.push(started)
    if (line.ends === false) open.set(key, started)
  }
  if (line.ends === true) open.delete(key)
}

/** The line began when its first part did. */
const logLine = ({ at, parts, pod, container }: OpenLine): LogLine => ({
  ...(at === undefined ? {} : { at }),
  text: parts.join(''),
  ...(pod === undefined ? {} : { pod }),
  ...(container === undefined ? {} : { container }),
})

/** `kubectl logs --prefix`. */
const PREFIX = /^\[(?:pod\/)?([^/\]\s]+)\/([^/\]\s]+)\] /
/** The CRI log format: time, stream, tags of which the first is `F` or `P`, text. */
const RUNTIME = /^(stdout|stderr) ([FP])(?::[^ ]*)? ?/

const readLine = (line: string): ReadLine => {
  const prefix = PREFIX.exec(line)
  const origin = prefix === null ? {} : { pod: prefix[1] ?? '', container: prefix[2] ?? '' }
  const rest = prefix === null ? line : line.slice(prefix[0].length)
  // The kubelet writes the space even where nothing follows it.
  const space = rest.indexOf(' ')
  const at = readTimestamp(rest.slice(0, Math.max(0, space)))
  if (at === undefined) return { text: rest, ...origin }
  const text = rest.slice(space + 1)
  const runtime = RUNTIME.exec(text)
  if (runtime === null) return { at, text, ...origin }
  return { at, text: text.slice(runtime[0].length), ...origin, stream: runtime[1] ?? '', ends: runtime[2] === 'F' }
}

/** In UTC and with all digits of its fraction, which order lines within a millisecond. */
const readTimestamp = (text: string): string | undefined => {
  const milliseconds = text.length > 40 ? undefined : millisecondsOf(text)
  if (milliseconds === undefined) return undefined
  if (text.endsWith('Z')) return text
  const fraction = /\.\d+/.exec(text)?.[0] ?? ''
  return timestamp(Math.floor(milliseconds / 1000) * 1000).replace('Z', `${fraction}Z`)
}
