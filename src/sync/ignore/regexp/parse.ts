/** A state of the machine that a pattern is made into; `next` is the index of the state after it. */
export type PatternState =
  | { readonly kind: 'end' }
  | { readonly kind: 'accept'; readonly next: number; readonly accepts: (character: number) => boolean }
  | { readonly kind: 'assert'; readonly next: number; readonly holds: (before: number | undefined, after: number | undefined) => boolean }
  | { readonly kind: 'split'; readonly next: number; other: number }

const MAX_LENGTH = 4096
/** Repeats are written out, so the machine could be much larger than the pattern. */
const MAX_SIZE = 5000
const MAX_NESTING = 50

type CharTest = (character: number) => boolean
interface Part {
  /** At least as many as its states, the members of their classes and the calls that make them, so that a bomb of repeats is refused unmade. */
  readonly size: number
  /** Adds states that lead to `next`, and gives the index of the first. */
  readonly build: (states: PatternState[], next: number) => number
}

interface PatternReader {
  readonly characters: readonly string[]
  readonly ignoreCase: boolean
  at: number
  depth: number
}

/** The machine of a pattern: the first state ends a match, the last begins it. */
export interface PatternMachine {
  readonly states: readonly PatternState[]
  /** How much may have to be looked at for one character of a text. */
  readonly size: number
}

/** Makes the machine of a pattern in RE2's syntax (Thompson's construction). Undefined where the text is none, or too large. */
export const parsePattern = (pattern: string, ignoreCase: boolean): PatternMachine | undefined => {
  if (pattern.length > MAX_LENGTH) return undefined
  const folds = pattern.startsWith('(?i)')
  const reader: PatternReader = { characters: Array.from(pattern.slice(folds ? 4 : 0)), ignoreCase: ignoreCase || folds, at: 0, depth: 0 }
  const part = readAlternatives(reader)
  if (part === undefined || part.size > MAX_SIZE || reader.at < reader.characters.length) return undefined
  const states: PatternState[] = [{ kind: 'end' }]
  const start = part.build(states, 0)
  add(states, { kind: 'split', next: start, other: start })
  return { states, size: part.size }
}

const add = (states: PatternState[], state: PatternState): number => states.push(state) - 1
const sizeOf = (parts: readonly Part[]): number => parts.reduce((size, part) => size + part.size + 1, 1)

const sequence = (parts: readonly Part[]): Part => ({
  size: sizeOf(parts),
  build: (states, next) => parts.reduceRight((after, part) => part.build(states, after), next),
})

const alternatives = (parts: readonly Part[]): Part => ({
  size: sizeOf(parts),
  build: (states, next) =>
    parts.map(part => part.build(states, next)).reduce((one, other) => add(states, { kind: 'split', next: one, other })),
})

const optional = (part: Part): Part => ({
  size: sizeOf([part]),
  build: (states, next) => add(states, { kind: 'split', next, other: part.build(states, next) }),
})

const star = (part: Part): Part => ({
  size: sizeOf([part]),
  build: (states, next) => {
    const loop = { kind: 'split' as const, next, other: next }
    const at = add(states, loop)
    loop.other = part.build(states, at)
    return at
  },
})

const accept = (accepts: CharTest, size = 1): Part => ({
  size,
  build: (states, next) => add(states, { kind: 'accept', next, accepts }),
})

const assert = (holds: (before: number | undefined, after: number | undefined) => boolean): Part => ({
  size: 1,
  build: (states, next) => add(states, { kind: 'assert', next, holds }),
})

/** `least` times, then up to `most` times or without end. */
const repeat = (part: Part, least: number, most: number): Part => {
  const needed = Array.from({ length: least }, () => part)
  if (most === Infinity) return sequence([...needed, star(part)])
  let rest = sequence([])
  for (let times = least; times < most; times++) rest = optional(sequence([part, rest]))
  return sequence([...needed, rest])
}

const readAlternatives = (reader: PatternReader): Part | undefined => {
  if (reader.depth >= MAX_NESTING) return undefined
  reader.depth++
  const parts: Part[] = []
  do {
    const part = readSequence(reader)
    if (part === undefined) return undefined
    parts.push(part)
  } while (take(reader, '|'))
  reader.depth--
  return alternatives(parts)
}

const readSequence = (reader: PatternReader): Part | undefined => {
  const parts: Part[] = []
  for (let next = reader.characters[reader.at]; next !== undefined && next !== '|' && next !== ')'; next = reader.characters[reader.at]) {
    const atom = readAtom(reader)
    const part = atom === undefined ? undefined : readRepeat(reader, atom)
    if (part === undefined) return undefined
    parts.push(part)
  }
  return sequence(parts)
}

const take = (reader: PatternReader, text: string): boolean => {
  const isThere = Array.from(text).every((character, offset) => reader.characters[reader.at + offset] === character)
  if (isThere) reader.at += text.length
  return isThere
}

const readRepeat = (reader: PatternReader, atom: Part): Part | undefined => {
  const bounds = readBounds(reader)
  if (bounds === undefined) return atom
  // A lazy quantifier takes as little as possible, which does not change whether it matches.
  take(reader, '?')
  const [least, most] = bounds
  // RE2 refuses repeats of repeats and more than 1,000.
  if (readBounds(reader) !== undefined || least > most || least > 1000 || (most > 1000 && most !== Infinity)) return undefined
  return repeat(atom, least, most)
}

const readBounds = (reader: PatternReader): readonly [number, number] | undefined => {
  if (take(reader, '*')) return [0, Infinity]
  if (take(reader, '+')) return [1, Infinity]
  if (take(reader, '?')) return [0, 1]
  if (reader.characters[reader.at] !== '{') return undefined
  const [written, least, comma, most] =
    /^\{(\d{1,9})(,?)(\d{0,9})\}/.exec(reader.characters.slice(reader.at, reader.at + 24).join('')) ?? []
  // A brace that begins no count is the character itself.
  if (written === undefined || (comma === '' && most !== '')) return undefined
  reader.at += written.length
  return [Number(least), comma === '' ? Number(least) : most === '' ? Infinity : Number(most)]
}

const isWord: CharTest = c => (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || c === 95 || (c >= 97 && c <= 122)
const isDigit: CharTest = c => c >= 48 && c <= 57
const isSpace: CharTest = c => c === 9 || c === 10 || c === 12 || c === 13 || c === 32
const not =
  (test: CharTest): CharTest =>
  c =>
    !test(c)
const CLASSES: Readonly<Record<string, CharTest>> = { w: isWord, d: isDigit, s: isSpace }
const isWordEdge = (before: number | undefined, after: number | undefined): boolean =>
  (before !== undefined && isWord(before)) !== (after !== undefined && isWord(after))
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, a: 7 }
const ASSERTIONS: Readonly<Record<string, Part>> = {
  b: assert(isWordEdge),
  B: assert((before, after) => !isWordEdge(before, after)),
  A: assert(before => before === undefined),
  z: assert((_, after) => after === undefined),
}

const readAtom = (reader: PatternReader): Part | undefined => {
  // A repeat of nothing.
  if (readBounds(reader) !== undefined) return undefined
  const character = reader.characters[reader.at++] ?? ''
  if (character === '(') return readGroup(reader)
  if (character === '[') return readClass(reader)
  if (character === '.') return accept(c => c !== 10)
  if (character === '^') return ASSERTIONS['A']
  if (character === '$') return ASSERTIONS['z']
  if (character !== '\\') return accept(single(reader, codeOf(character)))
  const next = reader.characters[reader.at] ?? ''
  if (Object.hasOwn(ASSERTIONS, next)) {
    reader.at++
    return ASSERTIONS[next]
  }
  const escape = readEscape(reader)
  return escape === undefined ? undefined : accept(typeof escape === 'number' ? single(reader, escape) : escape)
}

/** Groups only group: what they match is not asked for. */
const readGroup = (reader: PatternReader): Part | undefined => {
  if (take(reader, '?') && !take(reader, ':')) return undefined
  const part = readAlternatives(reader)
  return take(reader, ')') ? part : undefined
}

/** After a backslash: a character, a class, or undefined where this is not an escape that can be read here. */
const readEscape = (reader: PatternReader): number | CharTest | undefined => {
  const character = reader.characters[reader.at++] ?? ''
  const members = CLASSES[character.toLowerCase()]
  if (members !== undefined) {
    const test = reader.ignoreCase ? folded(members) : members
    return character === character.toLowerCase() ? test : not(test)
  }
  if (Object.hasOwn(CONTROLS, character)) return CONTROLS[character]
  return /^[!-/:-@[-`{-~]$/.test(character) ? codeOf(character) : undefined
}

const readClass = (reader: PatternReader): Part | undefined => {
  const negated = take(reader, '^')
  const tests: CharTest[] = []
  // A bracket that comes first is a member.
  do {
    const test = readMember(reader)
    if (test === undefined) return undefined
    tests.push(test)
  } while (!take(reader, ']'))
  const isMember: CharTest = c => tests.some(test => test(c))
  return accept(negated ? not(isMember) : isMember, tests.length)
}

const readMember = (reader: PatternReader): CharTest | undefined => {
  const from = readBound(reader)
  if (from === undefined || typeof from === 'function') return from
  const isRange = reader.characters[reader.at] === '-' && reader.characters[reader.at + 1] !== ']'
  if (!isRange) return single(reader, from)
  reader.at++
  const to = readBound(reader)
  if (typeof to !== 'number' || to < from) return undefined
  return reader.ignoreCase ? folded(c => c >= from && c <= to) : c => c >= from && c <= to
}

const readBound = (reader: PatternReader): number | CharTest | undefined => {
  const character = reader.characters[reader.at++]
  if (character === undefined) return undefined
  // Classes of POSIX, [:alpha:] and so on, are left out.
  if (character === '[' && reader.characters[reader.at] === ':') return undefined
  return character === '\\' ? readEscape(reader) : codeOf(character)
}

const codeOf = (character: string): number => character.codePointAt(0) ?? 0

const single = ({ ignoreCase }: PatternReader, code: number): CharTest => {
  if (!ignoreCase) return c => c === code
  const sought = withoutCase(code)
  return c => withoutCase(c) === sought
}

/** The small letter of the capital, where that is one character: `ſ` is `s` then, as in RE2. */
const withoutCase = (code: number): number => {
  const character = String.fromCodePoint(code)
  const other = character.toUpperCase().toLowerCase()
  return other.length === character.length ? codeOf(other) : code
}

/** Holds for a character where it does for one that differs by case alone. */
const folded =
  (test: CharTest): CharTest =>
  c => {
    const character = String.fromCodePoint(c)
    const [small, capital] = [character.toLowerCase(), character.toUpperCase()]
    return [character, small, capital, small.toUpperCase(), capital.toLowerCase()].some(
      other => other.length === character.length && test(codeOf(other)),
    )
  }
