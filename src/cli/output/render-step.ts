import type { ApplicationAssessment, ObjectAssessment, ObjectRef, Shown } from '../../index.ts'
import { refKey, refText } from '../../model/identity.ts'
import { plainText } from '../../model/plain-text.ts'
import { countsText, needsLook, statusColour, worstFirst } from '../../model/statuses.ts'
import { alignColumns, wrapText } from '../../model/texts/text-columns.ts'
import type { Cell, Paint } from '../../model/texts/text-columns.ts'
import { differenceText } from './difference-text.ts'
import type { StepRecord, StepTrail } from './step-record.ts'

/** How a step is printed. */
export interface StepStyle {
  readonly paint: Paint
  readonly columns: number
}

/** A screen of 24 lines, with a line for the date before the step and an empty one after it. */
const SCREEN = 22
const MARGIN = '  '

/** One step as people read it: what someone did, what it made of the application, and every object whose label changed, with its reason. */
export const renderStep = (step: StepRecord, style: StepStyle): string => {
  const { paint } = style
  const head = [`${paint('dim', step.at.slice(11, 19))}  ${paint('bold', plainText(step.title))}`, applicationLine(step, paint)]
  const says = [...changed(step), ...added(step), ...still(step)]
  const body = layOut(says, style)
  const room = SCREEN - head.length
  const cut = body.length > room ? [...body.slice(0, room - 1), MARGIN + paint('dim', `… and ${body.length - room + 1} more lines`)] : body
  return [...head, ...cut, ''].map(line => `${line}\n`).join('')
}

/** `Healthy → Progressing → Out of Sync  1 Out of Sync, 21 …`: how the application's label went, and what it is made of. */
const applicationLine = ({ labels, settled }: StepRecord, paint: Paint): string => {
  const trail = labels.filter(label => label !== null)
  const last = trail.at(-1) ?? 'No status'
  const before = trail.slice(0, -1).map(label => paint('dim', `${label} → `))
  const counts = countsText(settled.counts)
  return `${MARGIN}${before.join('')}${paint(statusColour(last), last)}${counts === '' ? '' : paint('dim', `  (${counts})`)}`
}

/** One line of news about one object, or about several of which the same is to be said. */
interface Saying {
  readonly change: Cell
  readonly names: readonly string[]
  readonly reasons: readonly string[]
}

/** The objects whose label changed: those of which the same is to be said together. */
const changed = ({ trails, settled }: StepRecord): readonly Saying[] => {
  const named = namer(settled)
  const sayings = new Map<string, Saying>()
  for (const trail of trails) {
    const reasons = listReasons(find(settled, trail.ref))
    const change = { text: changeText(trail), colour: statusColour(trail.labels.at(-1) ?? '') }
    const key = `${change.text}\n${reasons.join('\n')}`
    sayings.set(key, { change, names: [...(sayings.get(key)?.names ?? []), named(trail.ref)], reasons })
  }
  return [...sayings.values()]
}

/** Tells what others added, which an apply leaves: no label tells of it. */
const added = ({ added: notes, settled }: StepRecord): readonly Saying[] => {
  const named = namer(settled)
  return notes.map(({ ref, note }) => ({ change: { text: 'noted' }, names: [named(ref)], reasons: [differenceText(note)] }))
}

/** Tells what has needed a look since before, and did not change. */
const still = ({ trails, settled }: StepRecord): readonly Saying[] => {
  const named = namer(settled)
  const moved = new Set(trails.map(({ ref }) => refKey(ref)))
  const waiting = worstFirst(settled.objects.filter(object => needsLook(object) && !moved.has(refKey(object.ref))))
  return [...new Set(waiting.map(({ status }) => status))].map(status => ({
    change: { text: `still ${status}`, colour: statusColour(status) },
    names: waiting.filter(object => object.status === status).map(({ ref }) => named(ref)),
    reasons: [],
  }))
}

/** Columns of change, object and reason; what is too long goes on below. */
const layOut = (sayings: readonly Saying[], { paint, columns }: StepStyle): readonly string[] => {
  const single = sayings.filter(({ names, reasons }) => names.length === 1 && reasons.length > 0)
  const width = Math.max(0, ...sayings.map(({ change }) => change.text.length))
  const nameWidth = Math.max(0, ...single.map(({ names }) => names.join('').length))
  const left = columns - MARGIN.length - width - 2
  const rows = sayings.flatMap(({ change, names, reasons }): Cell[][] => {
    if (names.length === 1 && reasons.length > 0) {
      const [first = '', ...more] = reasons.flatMap(reason => wrapText(reason, left - nameWidth - 2))
      return [[change, { text: names[0] ?? '' }, { text: first }], ...more.map(text => [{ text: '' }, { text: '' }, { text }])]
    }
    const text = reasons.length === 0 ? names.join(', ') : `${names.join(', ')}: ${reasons.join('; ')}`
    return wrapText(text, left).map((line, index) => [index === 0 ? change : { text: '' }, { text: line, spans: true }])
  })
  return alignColumns(rows, paint).map(line => MARGIN + line)
}

/** From the label before the step to the last one; what lay between where it came back to where it was. */
const changeText = ({ labels }: StepTrail): string => {
  const [from, to] = [labels[0] ?? null, labels.at(-1) ?? null]
  if (to === null) return `${from ?? ''} → gone`
  if (from === null) return to
  return from === to ? [...labels].map(label => label ?? 'gone').join(' → ') : `${from} → ${to}`
}

/** Why it has its label now: the fields that drifted, with who and since when, else the message. */
const listReasons = (assessment: Shown<ObjectAssessment> | undefined): readonly string[] => {
  if (assessment === undefined) return []
  const { status, comparison, message } = assessment
  if (status === 'Out of Sync' && comparison !== undefined && comparison.differences.length > 0) {
    const [shown, rest] = [comparison.differences.slice(0, 3), comparison.differences.length - 3]
    return [...shown.map(differenceText), ...(rest > 0 ? [`and ${rest} more differences`] : [])]
  }
  return message === '' ? [] : [plainText(message)]
}

const find = ({ objects, orphans }: Shown<ApplicationAssessment>, ref: ObjectRef): Shown<ObjectAssessment> | undefined => {
  const key = refKey(ref)
  return objects.find(object => refKey(object.ref) === key) ?? orphans.find(object => refKey(object.ref) === key)
}

/** Names without the namespace where the application has only one. */
const namer = ({ objects }: Shown<ApplicationAssessment>): ((ref: ObjectRef) => string) => {
  const namespaces = new Set(objects.flatMap(({ ref }) => (ref.namespace === '' ? [] : [ref.namespace])))
  return ref => plainText(namespaces.size > 1 ? refText(ref) : `${ref.kind} ${ref.name}`)
}
