import { statusColour, worstFirst } from '../../model/statuses.ts'
import { alignColumns, hangText, hangWords } from '../../model/texts/text-columns.ts'
import type { Cell, Paint } from '../../model/texts/text-columns.ts'
import { quoteArgument } from '../order/command-text.ts'
import { countKinds, nameObject } from '../order/names-text.ts'
import type { Places } from '../order/names-text.ts'
import type { Impact } from '../order/impact.ts'
import { orderConcerns } from '../order/order-concerns.ts'
import { axesText, tellConcern, tellObject, withoutCounts } from './concern-text.ts'
import type { ConcernText } from './concern-text.ts'
import { listOwned, listPlaces } from './rows.ts'
import type { TableRow, TextConcern } from './rows.ts'
import type { TableOptions } from './text-options.ts'
import type { TextObject, TextReport } from './text-report.ts'

/** How lines look. */
export interface TextStyle extends TableOptions {
  readonly paint: Paint
  /** True to count what hurts least, where there is no room. */
  readonly isShort?: boolean
}

const INDENT = 4
const MARGIN = ' '.repeat(INDENT)

/** The things to look at, a paragraph each, the most important first; then what is well, a line for each label. */
export const blocks = (report: TextReport, style: TextStyle): readonly string[] => {
  const places = listPlaces(report)
  const { concerns, well } = orderConcerns(report.objects, report.causes)
  const seen = concerns.filter(({ members }) => members.some(({ listed }) => listed))
  const isFolded = ({ impact }: TextConcern): boolean => style.isShort === true && HURTS_LEAST.has(impact)
  const told = seen.filter(concern => !isFolded(concern)).map(concern => tellConcern(concern, places))
  const folds = [
    ...foldDrift(
      seen.filter(isFolded).flatMap(({ members }) => members),
      places,
    ),
    ...foldWell(well, places),
  ]
  const orphans = report.orphans.filter(({ listed }) => listed)
  const labels = [...told.map(({ label }) => label), ...folds.map(({ label }) => label), ...(orphans.length === 0 ? [] : [ORPHANED])]
  const around = { ...style, places, width: Math.max(0, ...labels.map(label => label.length)) + 2 }
  return [
    ...told.flatMap(concern => concernLines(concern, around)),
    ...(style.all === true
      ? rowLines([...worstFirst(well.filter(({ listed }) => listed)), ...orphans], around)
      : [...folds, ...foldOrphans(orphans, places)].flatMap(fold => foldLines(fold, around))),
  ]
}

interface BlockStyle extends TextStyle {
  readonly places: Places
  /** Columns that the labels take, with the space after them. */
  readonly width: number
}

const concernLines = (concern: ConcernText, around: BlockStyle): readonly string[] => {
  const { paint, columns, width } = around
  const [first = '', ...more] = hangText(concern.sentence, { columns, first: width, indent: INDENT })
  const head =
    concern.name !== '' && first.startsWith(concern.name) ? paint('bold', concern.name) + first.slice(concern.name.length) : first
  const lines = [
    paint(statusColour(concern.status), concern.label) + ' '.repeat(width - concern.label.length) + head,
    ...more,
    ...concern.evidence.flatMap(text => indented(text, around)).map(line => paint('dim', line)),
  ]
  const owned = around.tree === true ? concern.shown.flatMap(object => treeLines(object, concern, around)) : []
  const folded = around.all === true && around.tree !== true ? concern.folded.flatMap(object => memberLines(object, around)) : []
  return [...lines, ...folded, ...owned, ...commandLines(concern.command, around)]
}

const indented = (text: string, { columns }: TextStyle): readonly string[] => {
  const [first = '', ...more] = hangText(text, { columns, first: INDENT, indent: INDENT + 2 })
  return [MARGIN + first, ...more]
}

const PROMPT = '$ '

/** One command, broken between arguments where the shell goes on reading. */
const commandLines = (command: readonly string[], { columns, paint }: TextStyle): readonly string[] => {
  if (command.length === 0) return []
  const taken = INDENT + PROMPT.length
  const [first = '', ...more] = hangWords(command.map(quoteArgument), { columns, first: taken, indent: taken, goesOn: ' \\' })
  return [`${MARGIN}${PROMPT}${first}`, ...more].map(line => paint('dim', line))
}

/** An object that the sentence only names. */
const memberLines = (object: TextObject, around: BlockStyle): readonly string[] =>
  indented(`${labelText(object)}: ${tellObject(nameObject(object.ref, around.places), object)}${axesText(object)}`, around)

/** Lists what an object owns, each with its label, and with its message where nothing above says it. */
const treeLines = (object: TextObject, { sentence }: ConcernText, around: BlockStyle): readonly string[] => {
  const told = new Set([withoutCounts(object.message)])
  const name = nameObject(object.ref, around.places)
  const top = [...paintedLine(`${MARGIN}${name}`, labelText(object), object.status, around), ...indented(object.message, around)]
  const rows = listOwned(object, around.places, '').flatMap(row => {
    const message = withoutCounts(row.message)
    const isNew = message !== '' && row.impact !== 'well' && !told.has(message)
    told.add(message)
    const line = paintedLine(`${MARGIN}${row.branch}${row.title}`, labelText(row), row.status, around)
    return isNew ? [...line, ...indented(`${' '.repeat(row.branch.length)}${row.message}`, around)] : line
  })
  return [...(sentence.startsWith(name) ? [] : top), ...rows]
}

/** A name and its label; wrapped without a colour where there is no room. */
const paintedLine = (name: string, label: string, status: TextObject['status'], { paint, columns }: BlockStyle): readonly string[] =>
  columns === undefined || Array.from(name).length + 2 + label.length <= columns
    ? [`${name}  ${paint(statusColour(status), label)}`]
    : hangText(`${name} ${label}`, { columns, first: 0, indent: INDENT + 2 })

/** One line of what is not told object by object. */
interface Fold {
  readonly label: string
  readonly status: TextObject['status']
  readonly text: string
}

const ORPHANED = 'Orphaned'

/** The line that several have in common where there is no room. */
const HURTS_LEAST: ReadonlySet<Impact> = new Set(['drift', 'uncounted'])

/** `Out of Sync  2 objects: Secret db (kubectl-patch) and Deployment web (kubectl-edit)`: a line for each label, with who did it. */
const foldDrift = (objects: readonly TextObject[], places: Places): readonly Fold[] =>
  groupByLabel(objects).map(([status, members]) => ({
    label: status,
    status,
    text: `${members.length} ${members.length === 1 ? 'object' : 'objects'}: ${members.map(member => changedText(member, places)).join(', ')}`,
  }))

const changedText = ({ ref, managers }: TextObject, places: Places): string =>
  `${nameObject(ref, places)}${managers.length === 0 ? '' : ` (${managers.join(', ')})`}`

const groupByLabel = (objects: readonly TextObject[]): readonly (readonly [TextObject['status'], readonly TextObject[]])[] => {
  const labels = new Map<TextObject['status'], TextObject[]>()
  for (const object of worstFirst(objects.filter(({ listed }) => listed)))
    labels.set(object.status, [...(labels.get(object.status) ?? []), object])
  return [...labels]
}

/** `Healthy  15 objects: 11 Services and 4 Deployments`. */
const foldWell = (well: readonly TextObject[], places: Places): readonly Fold[] =>
  groupByLabel(well).map(([status, objects]) => ({ label: status, status, text: countText(objects, places) }))

const countText = (objects: readonly TextObject[], places: Places): string => {
  const kinds = countKinds(
    objects.map(({ ref }) => ref),
    places,
  )
  return objects.length === 1 ? kinds : `${objects.length} objects: ${kinds}`
}

const foldOrphans = (orphans: readonly TextObject[], places: Places): readonly Fold[] =>
  orphans.length === 0
    ? []
    : [{ label: ORPHANED, status: 'Out of Sync', text: `${countText(orphans, places)}; of an earlier release, and still there` }]

const foldLines = ({ label, status, text }: Fold, { paint, columns, width }: BlockStyle): readonly string[] => {
  const [first = '', ...more] = hangText(text, { columns, first: width, indent: INDENT })
  return [paint(statusColour(status), label) + ' '.repeat(width - label.length) + first, ...more]
}

/** A row each of what is well, and of what it owns where that is asked for. */
const rowLines = (objects: readonly TextObject[], { places, tree, paint, live, width, columns }: BlockStyle): readonly string[] => {
  const rows = objects.flatMap((top): readonly TableRow[] => [
    { ...top, title: nameObject(top.ref, places), branch: '' },
    ...(tree === true ? listOwned(top, places, '') : []),
  ])
  const cells = rows.map((row): readonly Cell[] => [
    { text: labelText(row).padEnd(width - 2), colour: statusColour(row.status) },
    { text: `${row.branch}${row.title}` },
    ...(live === undefined ? [] : [{ text: row.age === '' ? '-' : row.age }]),
    { text: row.reason },
  ])
  const plain = alignColumns(cells, (_, text) => text)
  const isWide = (line = ''): boolean => columns !== undefined && Array.from(line).length > columns
  return alignColumns(cells, paint).flatMap((line, index) =>
    isWide(plain[index]) ? hangText((plain[index] ?? '').replaceAll(/ {2,}/g, ' '), { columns, first: 0, indent: INDENT }) : [line],
  )
}

/** The label of an object; a dash for what nobody deployed and that reports no health, of which there is none. */
export const labelText = ({ status, health, sync, impact }: TextObject): string => {
  if (impact === 'orphan') return ORPHANED
  return health === 'NotApplicable' && sync === 'NotApplicable' ? '-' : status
}
