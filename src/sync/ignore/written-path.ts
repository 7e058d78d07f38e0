import { keyText, pointerOf } from '../../model/field-path.ts'
import { isRecord, own } from '../../model/read.ts'
import { total } from '../../model/total.ts'

/** A field or map key, an index, or the keys of list items with their values as a path has them. */
type WrittenStep = string | number | readonly (readonly [key: string, value: string])[]

/** Longer texts are no rule that a person wrote. */
const MAX_LENGTH = 4096

/** One step; no part can match one text in two ways, so it is read in one pass. */
const STEP =
  /(?<dot>\.)?(?<name>[A-Za-z_$][\w$-]*)|\[(?<index>\d{1,9})\]|\[(?<quoted>"(?:[^"\\]|\\.)*")\]|\[(?<keys>[^\s"[\],=]+=(?:[^\s"[\],=]+|"(?:[^"\\]|\\.)*")(?:,[^\s"[\],=]+=(?:[^\s"[\],=]+|"(?:[^"\\]|\\.)*"))*)\]/gy

const PAIR = /(?<key>[^\s"[\],=]+)=(?<value>[^\s"[\],=]+|"(?:[^"\\]|\\.)*"),?/gy

/**
 * Makes ready a path as differences print it: `spec.containers[name=web].image`, `metadata.annotations["example.com/a"]`, `args[2]`.
 * It begins with a name, where every path in jq's language that can be a rule begins with a dot, a bracket or a call, so that nobody has
 * to say which of the two a text is.
 *
 * @returns what gives the RFC 6901 pointers of the places that it names in an object; undefined where the text is no such path.
 */
export const parseWrittenPath = (text: string): ((object: unknown) => readonly string[]) | undefined => {
  const steps = total<readonly WrittenStep[] | undefined>(
    () => (text.length > MAX_LENGTH ? undefined : readSteps(text)),
    () => undefined,
  )
  if (steps === undefined) return undefined
  return object => {
    let found: readonly Found[] = [{ value: object, tokens: [] }]
    for (const step of steps) found = found.flatMap(here => below(here, step))
    return found.map(({ tokens }) => pointerOf(tokens))
  }
}

const readSteps = (text: string): readonly WrittenStep[] | undefined => {
  const steps: WrittenStep[] = []
  let read = 0
  for (const { 0: matched, index, groups = {} } of text.matchAll(STEP)) {
    if (groups['name'] !== undefined && (groups['dot'] === undefined) !== (index === 0)) return undefined
    read += matched.length
    steps.push(readStep(groups))
  }
  return read === text.length && typeof steps[0] === 'string' ? steps : undefined
}

/** Reads what is quoted as JSON; a text that is none makes the parse fail. */
const readStep = ({ name, index, quoted, keys = '' }: Partial<Record<string, string>>): WrittenStep => {
  if (name !== undefined) return name
  if (index !== undefined) return Number(index)
  if (quoted !== undefined) return String(JSON.parse(quoted))
  return Array.from(keys.matchAll(PAIR), ({ groups }) => [groups?.['key'] ?? '', plain(groups?.['value'] ?? '')] as const)
}

/** A text may be quoted where it need not be. */
const plain = (value: string): string => (value.startsWith('"') ? keyText(JSON.parse(value)) : value)

interface Found {
  readonly value: unknown
  readonly tokens: readonly (string | number)[]
}

const below = ({ value, tokens }: Found, step: WrittenStep): readonly Found[] => {
  if (typeof step === 'string')
    return isRecord(value) && Object.hasOwn(value, step) ? [{ value: value[step], tokens: [...tokens, step] }] : []
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown, index) =>
    (typeof step === 'number' ? step === index : isNamed(item, step)) ? { value: item, tokens: [...tokens, index] } : [],
  )
}

/** An item of a set is its own key, `value`. */
const isNamed = (item: unknown, keys: readonly (readonly [string, string])[]): boolean =>
  keys.every(([key, value]) => (isRecord(item) ? keyText(own(item, key)) : key === 'value' ? keyText(item) : undefined) === value)
