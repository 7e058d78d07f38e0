import { isRecord, textOf } from '../model/read.ts'
import { createMasking, leafPlan, type Plan } from './masking.ts'
import { createGuard, createLeafRedaction, createWriter } from './redact-text.ts'
import type { LogLine } from './redactor.ts'
import { remembered } from './remembered.ts'
import { WithheldError } from './withheld-error.ts'

type Line = { -readonly [Field in keyof LogLine]: LogLine[Field] }

/**
 * Lines with their texts redacted, as many as there were. The lines of one container are searched as one text, since a value may go
 * over several; those of different containers are not, since they only happen to be neighbours.
 */
export const redactLines = (plan: Plan, lines: readonly LogLine[], longest: number): readonly LogLine[] => {
  if (!Array.isArray(lines)) throw new WithheldError('unknown-payload')
  const leafOf = createLeafRedaction(leafPlan(plan))
  const names = remembered(leafOf)
  const groups = new Map<string, Line[]>()
  let length = 0
  const redacted = lines.map((line): Line => {
    if (!isRecord(line) || typeof line['text'] !== 'string') throw new WithheldError('unknown-payload')
    const [at, pod, container] = [textOf(line['at']), textOf(line['pod']), textOf(line['container'])]
    const shown: Line = at === undefined ? { text: line['text'] } : { at: leafOf(at), text: line['text'] }
    if (pod !== undefined) shown.pod = names(pod)
    if (container !== undefined) shown.container = names(container)
    const key = JSON.stringify([pod, container])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [shown])
    else group.push(shown)
    length += shown.text.length + 1
    return shown
  })
  if (length > longest) throw new WithheldError('too-large')
  for (const group of groups.values()) {
    const texts = redactGroup(
      plan,
      group.map(({ text }) => text),
    )
    for (const [index, line] of group.entries()) line.text = texts[index] ?? plan.mask
  }
  return redacted
}

/** The texts of one container's lines, joined, masked, and cut where they were joined. */
const redactGroup = (plan: Plan, texts: readonly string[]): readonly string[] => {
  const joined = texts.join('\n')
  const writer = createWriter(plan)
  const guard = createGuard(plan, joined.length)
  let output = ''
  /** Where the lines end in the output, their line breaks included. */
  const ends: number[] = []
  // A mask does not go on over it.
  const endLine = (): void => {
    ends.push(output.length + writer.take('\n', false))
  }
  const flush = (): void => {
    output += writer.flush()
  }
  let lineEnd = texts[0]?.length ?? 0
  const masking = createMasking(
    plan,
    (piece, from, to, hidden) => {
      let here = from
      // A piece over several lines is cut at each line break, which is no part of any line.
      while (to > lineEnd && ends.length < texts.length - 1) {
        if (lineEnd > here) writer.take(piece.slice(here - from, lineEnd - from), hidden)
        endLine()
        here = lineEnd + 1
        lineEnd = here + (texts[ends.length]?.length ?? 0)
      }
      if (to > here) writer.take(piece.slice(here - from), hidden)
    },
    guard.count,
  )
  masking.push(joined, flush)
  masking.end()
  endLine()
  flush()
  guard.judge()
  return ends.map((end, index) => output.slice(ends[index - 1] ?? 0, end - 1))
}
