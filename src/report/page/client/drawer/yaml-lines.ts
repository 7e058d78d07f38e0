import { escapePointer } from '../../../../model/field-path.ts'

/** A piece of a line and what it is. */
export interface Token {
  readonly kind: 'key' | 'text' | 'number' | 'word' | 'mark' | 'comment'
  readonly text: string
}

/** One line of a manifest. */
export interface YamlLine {
  readonly tokens: readonly Token[]
  /** Pointers (RFC 6901) to all that begins on this line, from the outside in: an item of a list and its first key share one. */
  readonly pointers: readonly string[]
  /** The last line that belongs to what begins here; the line itself where it is all. */
  readonly end: number
}

interface Container {
  readonly column: number
  readonly list: boolean
  readonly pointer: string
  items: number
}

interface YamlWalk {
  readonly containers: Container[]
  /** The indent at which a container that begins on the next line hangs. */
  pending: string
  /** Lines further in than this are the text of a block; undefined outside of one. */
  block: number | undefined
}

/**
 * The lines of YAML in the style that `printYaml` writes, coloured, each with the field it shows and what folds under it. A line that
 * does not fit the style is text of the field above it.
 */
export const yamlLines = (text: string): readonly YamlLine[] => {
  const walk: YamlWalk = { containers: [], pending: '', block: undefined }
  const lines = text.replace(/\n$/, '').split('\n')
  const read = lines.map(line => readLine(line, walk))
  return withEnds(read)
}

type Read = Pick<YamlLine, 'tokens' | 'pointers'>

const readLine = (line: string, walk: YamlWalk): Read => {
  const column = line.length - line.trimStart().length
  if (walk.block !== undefined && (line.trim() === '' || column > walk.block))
    return { tokens: [{ kind: 'text', text: line }], pointers: [] }
  walk.block = undefined
  if (line.trimStart().startsWith('#')) return { tokens: [{ kind: 'comment', text: line }], pointers: [] }
  const tokens: Token[] = column > 0 ? [{ kind: 'mark', text: line.slice(0, column) }] : []
  const pointers: string[] = []
  let rest = line.slice(column)
  let here = column
  while (rest === '-' || rest.startsWith('- ')) {
    pointers.push(nextItem(walk, here))
    tokens.push({ kind: 'mark', text: rest.slice(0, 2) })
    rest = rest.slice(2)
    here += 2
  }
  const key = KEY.exec(rest)
  if (key !== null) {
    pointers.push(enterKey(walk, here, key[1] ?? ''))
    tokens.push({ kind: 'key', text: key[1] ?? '' }, { kind: 'mark', text: ':' })
    rest = rest.slice(key[0].length)
  }
  // The text of a block is further in than its key; for an item of a list, than its dash.
  if (/^ ?[|>][-+\d]*$/.test(rest)) walk.block = key === null ? here - 2 : here
  if (rest !== '') tokens.push({ kind: chooseKind(rest.trim()), text: rest })
  return { tokens, pointers }
}

/** A key: in quotes, or plain up to the first colon before white space. */
const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'[{|>#][^\n]*?):(?=\s|$)/

const nextItem = (walk: YamlWalk, column: number): string => {
  const { containers } = walk
  // Lists stand in the column of their key, so only what is further in ends here.
  while ((containers.at(-1)?.column ?? -1) > column) containers.pop()
  const top = containers.at(-1)
  const list = top?.column === column && top.list ? top : { column, list: true, pointer: walk.pending, items: 0 }
  if (list !== top) containers.push(list)
  walk.pending = `${list.pointer}/${list.items++}`
  return walk.pending
}

const enterKey = (walk: YamlWalk, column: number, key: string): string => {
  const { containers } = walk
  while ((containers.at(-1)?.column ?? -1) > column || (containers.at(-1)?.column === column && containers.at(-1)?.list === true))
    containers.pop()
  const top = containers.at(-1)
  const map = top?.column === column ? top : { column, list: false, pointer: walk.pending, items: 0 }
  if (map !== top) containers.push(map)
  walk.pending = `${map.pointer}/${escapePointer(unquoted(key))}`
  return walk.pending
}

const unquoted = (key: string): string => {
  if (key.startsWith("'")) return key.slice(1, -1).replaceAll("''", "'")
  if (!key.startsWith('"')) return key
  try {
    return String(JSON.parse(key))
  } catch {
    return key.slice(1, -1)
  }
}

const chooseKind = (text: string): Token['kind'] => {
  if (/^-?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)) return 'number'
  return /^(?:true|false|null|~|\{\}|\[\]|[|>][-+\d]*)$/.test(text) ? 'word' : 'text'
}

interface Open {
  readonly index: number
  readonly pointer: string
}

const closeAbove = (open: Open[], pointer: string): void => {
  for (let top = open.at(-1); top !== undefined && !pointer.startsWith(`${top.pointer}/`); top = open.at(-1)) open.pop()
}

/** A line reaches as far as lines begin nothing, or something within what it begins. */
const withEnds = (lines: readonly Read[]): readonly YamlLine[] => {
  const ends = lines.map((_, index) => index)
  const open: Open[] = []
  for (const [index, { pointers }] of lines.entries()) {
    const [first] = pointers
    if (first !== undefined) closeAbove(open, first)
    for (const { index: above } of open) ends[above] = index
    if (first !== undefined) open.push({ index, pointer: first })
    else if (open.length === 0) open.push({ index, pointer: '' })
  }
  return lines.map((line, index) => ({ ...line, end: ends[index] ?? index }))
}

/** Marks the lines of changed fields: `changed` where one stands, `gap` on the line that it is missing under. */
export const markedLines = (lines: readonly YamlLine[], pointers: readonly string[]): ReadonlyMap<number, 'changed' | 'gap'> => {
  const byPointer = new Map(lines.flatMap((line, index) => line.pointers.map(pointer => [pointer, index] as const)))
  const marks = new Map<number, 'changed' | 'gap'>()
  for (const pointer of pointers) {
    const at = byPointer.get(pointer)
    const above = at === undefined ? nearest(byPointer, pointer) : undefined
    if (above !== undefined && !marks.has(above)) marks.set(above, 'gap')
    if (at === undefined) continue
    const last = pointer === lines[at]?.pointers[0] ? (lines[at]?.end ?? at) : deepEnd(lines, at, pointer)
    for (let line = at; line <= last; line++) marks.set(line, 'changed')
  }
  return marks
}

/** The end of a key that shares its line with the item it begins. */
const deepEnd = (lines: readonly YamlLine[], from: number, pointer: string): number => {
  let end = from
  while (lines[end + 1] !== undefined && (lines[end + 1]?.pointers.every(each => each.startsWith(`${pointer}/`)) ?? false)) end++
  return end
}

const nearest = (byPointer: ReadonlyMap<string, number>, pointer: string): number | undefined => {
  for (let rest = pointer; rest !== ''; rest = rest.slice(0, rest.lastIndexOf('/'))) {
    const found = byPointer.get(rest)
    if (found !== undefined) return found
  }
  return undefined
}
