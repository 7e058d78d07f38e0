import { isRecord, textOf } from '../model/read.ts'
import { createMasking, leafPlan, type Plan } from './masking.ts'
import { createGuard, createLeafRedaction, createWriter, type Writer } from './redact-text.ts'
import type { LogLine } from './redactor.ts'
import { remembered } from './remembered.ts'
import { WithheldError } from './withheld-error.ts'

/** A line, all but its text redacted, and where it came from. */
interface Source {
  readonly line: { -readonly [Field in keyof LogLine]: LogLine[Field] }
  readonly key: string
}

/**
 * Lines with their texts redacted, as many as there were. The lines of one container are searched as one text, since a value may go
 * over several; those of different containers are not, since they only happen to be neighbours.
 */
export const redactLines = (plan: Plan, lines: readonly LogLine[], longest: number): readonly LogLine[] => {
  if (!Array.isArray(lines)) throw new WithheldError('unknown-payload')
  const leafOf = createLeafRedaction(leafPlan(plan))
  const names = remembered(leafOf)
  const sources = lines.map((line): Source => {
    if (!isRecord(line) || typeof line['text'] !== 'string') throw new WithheldError('unknown-payload')
    const [at, pod, container] = [textOf(line['at']), textOf(line['pod']), textOf(line['container'])]
    const shown: Source['line'] = at === undefined ? { text: line['text'] } : { at: leafOf(at), text: line['text'] }
    if (pod !== undefined) shown.pod = names(pod)
    if (container !== undefined) shown.container = names(container)
    return { line: shown, key: JSON.stringify([pod, container]) }
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
  return sources.map(({ line }, index) => {
    line.text = texts[index] ?? plan.mask
    return line
  })
}

/** Writes lines one after the other as one text, so that they are checked block by block and not each by itself. */
const createLineWriter = (writer: Writer): { endLine(): void; flush(): void; readonly lines: readonly string[] } => {
  const lines: string[] = []
  /** Where the lines written since the last flush end, their line breaks included. */
  let ends: number[] = []
  let begun = ''
  return {
    lines,
    endLine() {
      // A mask does not go on over it.
      ends.push(writer.take('\n', false))
    },
    flush() {
      const written = writer.flush()
      let from = 0
      for (const end of ends) {
        lines.push(begun + written.slice(from, end - 1))
        begun = ''
        from = end
      }
      begun += written.slice(from)
      ends = []
    },
  }
}

/** The texts of one container's lines, joined, masked, and cut where they were joined. */
const redactGroup = (plan: Plan, texts: readonly string[]): readonly string[] => {
  const joined = texts.join('\n')
  const writer = createWriter(plan)
  const lineWriter = createLineWriter(writer)
  const guard = joined.length >= 4096 ? createGuard(plan, joined.length) : undefined
  let index = 0
  let lineEnd = texts[0]?.length ?? 0
  const masking = createMasking(
    plan,
    (piece, from, to, hidden) => {
      let here = from
      // A piece over several lines is cut at each line break, which is no part of any line.
      while (to > lineEnd && index < texts.length - 1) {
        if (lineEnd > here) writer.take(piece.slice(here - from, lineEnd - from), hidden)
        lineWriter.endLine()
        here = lineEnd + 1
        index++
        lineEnd = here + (texts[index]?.length ?? 0)
      }
      if (to > here) writer.take(piece.slice(here - from), hidden)
    },
    guard?.count,
  )
  masking.push(joined, () => {
    lineWriter.flush()
  })
  masking.end()
  lineWriter.endLine()
  lineWriter.flush()
  guard?.judge()
  return lineWriter.lines
}
