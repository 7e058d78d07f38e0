import { isRecord, textOf } from '../model/read.ts'
import { type MaskingPlan, wholePlan } from './mask/masking-plan.ts'
import { createLooks, redactJoined } from './redact-text.ts'
import type { LogLine } from './redactor.ts'
import { WithheldError } from './withheld-error.ts'

type LineParts = { -readonly [Field in keyof LogLine]: LogLine[Field] }

/**
 * Lines with their texts redacted, as many as there were. The lines of one container are searched as one text, since a value may go
 * over several; those of different containers are not, since they only happen to be neighbours.
 */
export const redactLines = (plan: MaskingPlan, lines: readonly LogLine[], longest: number): readonly LogLine[] => {
  if (!Array.isArray(lines)) throw new WithheldError('unknown-payload')
  const look = createLooks(wholePlan(plan))
  const leaf = (text: string): string => look(text)?.text ?? text
  const groups = new Map<string, LineParts[]>()
  let length = 0
  const redacted = lines.map((line): LineParts => {
    if (!isRecord(line) || typeof line['text'] !== 'string') throw new WithheldError('unknown-payload')
    const [at, pod, container] = [textOf(line['at']), textOf(line['pod']), textOf(line['container'])]
    const shown: LineParts = at === undefined ? { text: line['text'] } : { at: leaf(at), text: line['text'] }
    if (pod !== undefined) shown.pod = leaf(pod)
    if (container !== undefined) shown.container = leaf(container)
    const key = JSON.stringify([pod, container])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [shown])
    else group.push(shown)
    length += shown.text.length + 1
    return shown
  })
  if (length > longest) throw new WithheldError('too-large')
  for (const group of groups.values()) {
    const texts = redactJoined(
      plan,
      group.map(({ text }) => text),
    )
    for (const [index, line] of group.entries()) line.text = texts[index] ?? plan.mask
  }
  return redacted
}
