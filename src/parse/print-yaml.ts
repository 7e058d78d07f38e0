import { timestamp } from '../model/scalars/time.ts'
import { total } from '../model/total.ts'
import { compareKeys } from './yaml/compare-keys.ts'
import { goFloat64 } from './yaml/go-float.ts'
import { writeKey, writeText } from './yaml/write-scalar.ts'

/**
 * Writes an object as `kubectl get -o yaml` prints it: keys in its order, lists not indented, text of several lines as a block.
 *
 * The style of every scalar is that of go.yaml.in/yaml/v2, so that what is shown can be compared with a terminal line by line, and
 * reading the text again gives the object back. Text with carriage returns is escaped, where Go's emitter would lose them.
 *
 * @param value any JSON; what JSON cannot hold (undefined, functions) is left out as JSON.stringify does, dates become RFC 3339
 * @returns the text, ending in a line break; a comment alone where the value cannot be walked (a cycle, a getter that throws)
 *
 * Source: the emitter of go.yaml.in/yaml/v2, whose output for the same values is recorded.
 *
 * @example
 * ```ts
 * import { printYaml } from 'live-object-status/parse'
 *
 * printYaml({ kind: 'ConfigMap', data: { on: 'yes', script: 'a\nb\n' } }) // => 'data:\n  "on": "yes"\n  script: |\n    a\n    b\nkind: ConfigMap\n'
 * ```
 */
export const printYaml = (value: unknown): string =>
  total(
    () => `${write(plain(value), { column: 0, indent: 0, key: false, depth: 0 }).trimStart()}\n`,
    () => '# This object cannot be printed.\n',
  )

interface Context {
  readonly column: number
  /** The indent of the lines of a block that begins here. */
  readonly indent: number
  /** After a key on the same line: lists then begin on the next line, without further indentation. */
  readonly key: boolean
  readonly depth: number
}

/** Deeper values are cycles, or no object of a cluster. */
const MAX_DEPTH = 1000

/** The value with the white space that separates it from what precedes: a space, or a line break for blocks. */
const write = (value: unknown, context: Context): string => {
  if (context.depth > MAX_DEPTH) throw new RangeError('value: nested too deep')
  if (typeof value === 'string') return ` ${writeText(value, { column: context.column + 1, indent: childIndent(context) })}`
  if (typeof value === 'number') return ` ${numberText(value)}`
  if (Array.isArray(value)) return writeList(value, context)
  return typeof value === 'object' && value !== null ? writeMap(value, context) : ` ${String(value)}`
}

const childIndent = ({ key, indent, depth }: Context): number => (key || depth > 0 ? indent : indent + 2)

const writeList = (items: readonly unknown[], context: Context): string => {
  if (items.length === 0) return ' []'
  const margin = context.key ? context.indent - 2 : context.indent
  const lines = items.map(
    item => `-${write(plain(item) ?? null, { column: margin + 1, indent: margin + 2, key: false, depth: context.depth + 1 })}`,
  )
  return opening(context, margin) + lines.join(`\n${' '.repeat(margin)}`)
}

const writeMap = (map: object, context: Context): string => {
  const margin = context.indent
  const lines: string[] = []
  for (const [name, raw] of Object.entries(map).sort(([a], [b]) => compareKeys(a, b))) {
    const value = plain(raw)
    if (value === undefined) continue
    const key = writeKey(name)
    const [head, column] = isSimple(name) ? [`${key}:`, margin + key.length + 1] : [`? ${key}\n${' '.repeat(margin)}:`, margin + 1]
    lines.push(head + write(value, { column, indent: margin + 2, key: true, depth: context.depth + 1 }))
  }
  return lines.length === 0 ? ' {}' : opening(context, margin) + lines.join(`\n${' '.repeat(margin)}`)
}

/** Within a list a block begins on the line of its dash, after a key on the next one. */
const opening = ({ key }: Context, margin: number): string => (key ? `\n${' '.repeat(margin)}` : ' ')

/** Longer keys need a question mark before them. */
const isSimple = (name: string): boolean => name.length <= 128 && new TextEncoder().encode(name).length <= 128

const numberText = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? String(BigInt(value)) : Number.isFinite(value) ? goFloat64(value) : 'null'

/** Takes the value that JSON would hold in its place. */
const plain = (value: unknown): unknown => {
  if (value instanceof Date) return timestamp(value.getTime())
  return typeof value === 'function' || typeof value === 'symbol' ? undefined : value
}
