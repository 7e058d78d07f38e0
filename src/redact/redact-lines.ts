import { isRecord, textOf } from '../model/read.ts'
import { createMasking, type Plan } from './masking.ts'
import { createGuard, createWriter, redactText } from './redact-text.ts'
import type { LogLine } from './redactor.ts'
import { WithheldError } from './withheld-error.ts'

/** A line as it was handed in, and where it came from. */
interface Source {
  readonly line: LogLine
  readonly key: string
}

/**
 * Lines with their texts redacted, as many as there were. The lines of one container are searched as one text, since a value may go
 * over several; those of different containers are not, since they only happen to be neighbours.
 */
export const redactLines = (plan: Plan, lines: readonly LogLine[], longest: number): readonly LogLine[] => {
  if (!Array.isArray(lines)) throw new WithheldError('unknown-payload')
  const leaf: Plan = { ...plan, linePrefix: undefined, cutAt: { start: false, end: false } }
  const small = remembered(text => redactText(leaf, text))
  const sources = lines.map((line): Source => {
    if (!isRecord(line) || typeof line['text'] !== 'string') throw new WithheldError('unknown-payload')
    const [at, pod, container] = [textOf(line['at']), textOf(line['pod']), textOf(line['container'])]
    return {
      line: {
        ...(at === undefined ? {} : { at: small(at) }),
        text: line['text'],
        ...(pod === undefined ? {} : { pod: small(pod) }),
        ...(container === undefined ? {} : { container: small(container) }),
      },
      key: JSON.stringify([pod, container]),
    }
  })
  if (sources.reduce((total, { line }) => total + line.text.length + 1, 0) > longest) throw new WithheldError('too-large')
  const groups = new Map<string, number[]>()
  for (const [index, { key }] of sources.entries()) {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [index])
    else group.push(index)
  }
  const texts: string[] = []
  for (const indices of groups.values()) {
    const redacted = redactGroup(
      plan,
      indices.map(index => sources[index]?.line.text ?? ''),
    )
    for (const [place, index] of indices.entries()) texts[index] = redacted[place] ?? plan.mask
  }
  return sources.map(({ line }, index) => Object.assign({}, line, { text: texts[index] ?? plan.mask }))
}

/** The texts of one container's lines, joined, masked, and cut where they were joined. */
const redactGroup = (plan: Plan, texts: readonly string[]): readonly string[] => {
  const joined = texts.join('\n')
  const writer = createWriter(plan)
  const guard = joined.length >= 4096 ? createGuard(plan, joined.length) : undefined
  const result: string[] = []
  let index = 0
  let lineEnd = texts[0]?.length ?? 0
  const masking = createMasking(
    plan,
    (piece, from, to, hidden) => {
      let here = from
      // A piece over several lines is cut at each line break, which is no part of any line.
      while (to > lineEnd && index < texts.length - 1) {
        if (lineEnd > here) writer.take(piece.slice(here - from, lineEnd - from), hidden)
        result.push(writer.flush())
        writer.startLine()
        here = lineEnd + 1
        index++
        lineEnd = here + (texts[index]?.length ?? 0)
      }
      if (to > here) writer.take(piece.slice(here - from), hidden)
    },
    guard?.count,
  )
  masking.push(joined)
  masking.end()
  result.push(writer.flush())
  guard?.judge()
  return result
}

const remembered = (compute: (text: string) => string): ((text: string) => string) => {
  const known = new Map<string, string>()
  return text => {
    const found = known.get(text) ?? compute(text)
    known.set(text, found)
    return found
  }
}
