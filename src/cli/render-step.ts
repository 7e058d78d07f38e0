import type { ApplicationAssessment, ObjectAssessment, ObjectRef, Paint } from '../index.ts'
import { alignColumns, applicationStatuses, countsText, needsLook, objectStatuses, plainText, wrapText } from '../index.ts'
import { refKey, refText } from '../model/identity.ts'
import type { StepRecord, Trail } from './step-record.ts'

/** How a step is printed. */
export interface StepStyle {
  readonly paint: Paint
  readonly columns: number
}

/** A screen of 24 lines, with the empty line after the step. */
const SCREEN = 23
const MARGIN = ' '.repeat(10)

/** One step as people read it: what someone did, what it made of the application, and every object whose label changed, with its reason. */
export const renderStep = (step: StepRecord, style: StepStyle): string => {
  const { paint } = style
  const head = [`${paint('dim', clock(step.at))}  ${paint('bold', plainText(step.title))}`, applicationLine(step, paint)]
  const body = [...changed(step, style), ...added(step, style), ...still(step, style)]
  const room = SCREEN - head.length
  const cut = body.length > room ? [...body.slice(0, room - 1), `${MARGIN}${paint('dim', `… ${body.length - room + 1} more lines`)}`] : body
  return [...head, ...cut, ''].map(line => `${line}\n`).join('')
}

const clock = (at: string): string => at.slice(11, 19)

const applicationLine = ({ labels, settled }: StepRecord, paint: Paint): string => {
  const trail = labels.filter(label => label !== null)
  const last = trail.at(-1) ?? 'No status'
  const colour = applicationStatuses.find(({ status }) => status === last)?.colour ?? 'grey'
  const before = trail.slice(0, -1).map(label => paint('dim', `${label} → `))
  const counts = countsText(settled)
  return `${MARGIN}${before.join('')}${paint(colour, last)}${counts === '' ? '' : paint('dim', `  ${counts}`)}`
}

/** The objects whose label changed: those with nothing to say together, the others with their reason. */
const changed = ({ trails, settled }: StepRecord, style: StepStyle): readonly string[] => {
  const named = namer(settled)
  const groups = new Map<string, { change: string; label: string; names: string[]; says: readonly string[] }>()
  for (const trail of trails) {
    const assessment = find(settled, trail.ref)
    const [change, says] = [changeText(trail), reasonsOf(assessment)]
    const key = `${change}\n${says.join('\n')}`
    const group = groups.get(key) ?? { change, label: trail.labels.at(-1) ?? '', names: [], says }
    group.names.push(named(trail.ref))
    groups.set(key, group)
  }
  return columnsOf([...groups.values()], style)
}

interface Group {
  readonly change: string
  readonly label: string
  readonly names: readonly string[]
  readonly says: readonly string[]
}

/** Change, object and reason in columns; what is too long goes on below. */
const columnsOf = (groups: readonly Group[], { paint, columns }: StepStyle): readonly string[] => {
  const rows = groups.map(({ change, label, names }) => [{ text: change, colour: colourOf(label) }, { text: names.length === 1 ? (names[0] ?? '') : `${names.length} objects` }, { text: '' }])
  const widths = [0, 1].map(column => Math.max(0, ...rows.map(row => row[column]?.text.length ?? 0)))
  const margin = MARGIN + ' '.repeat((widths[0] ?? 0) + (widths[1] ?? 0) + 4)
  const lines = alignColumns(rows, paint)
  return groups.flatMap(({ names, says }, index) => {
    const texts = names.length === 1 ? says : [[says.join('; '), names.join(', ')].filter(text => text !== '').join(': ')]
    const [first = '', ...more] = texts.flatMap(text => wrapText(text, columns - margin.length))
    const line = lines[index] ?? ''
    return [MARGIN + (first === '' ? line : pad(line, rows[index] ?? [], margin.length - MARGIN.length) + first), ...more.map(text => margin + text)]
  })
}

/** The line without its colours is as wide as its cells. */
const pad = (line: string, cells: readonly { readonly text: string }[], width: number): string => line + ' '.repeat(Math.max(0, width - cells.length - line.length))

const colourOf = (label: string) => objectStatuses.find(({ status }) => status === label)?.colour ?? 'grey'
