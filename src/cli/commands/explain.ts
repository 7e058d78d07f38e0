import { assessHealth, describeObject, indexRelated } from '../../index.ts'
import { isSecret } from '../../secrets/index.ts'
import type { ApplicationAssessment, Cause, Difference, KubeObjectLike, ObjectAssessment, Redactor, Shown, Step } from '../../index.ts'
import { refOf, refText } from '../../model/identity.ts'
import { plainText } from '../../model/plain-text.ts'
import { alignColumns } from '../../model/text-columns.ts'
import type { CommandAnswer, Terminal } from '../answer.ts'
import { TROUBLE } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessAll, valuesBeside } from '../assess-all.ts'
import { policyNotes } from '../assess-texts.ts'
import type { Assessed, AssessInput } from '../assess-texts.ts'
import { manifestPlace } from '../output/manifest-place.ts'
import { differenceText } from '../output/difference-text.ts'
import { findObjects } from '../find-object.ts'
import { clean, createGuard, guarded, opened, refuseWithheld } from '../output/guarded.ts'
import { healthyWhen } from '../output/healthy-when.ts'
import { recordedReads } from '../input/recorded-reads.ts'
import { createShownIndex, sameObject } from '../same-object.ts'

type ShownObject = Shown<ObjectAssessment>

/** Why one object has its label: rule, fields, children, differences, and what would make it well. Exit codes as those of status. */
export const explain = (input: AssessInput, name: string, options: Options, surroundings: Terminal): CommandAnswer =>
  guarded(useGuard => {
    // As in status: values of a dump are left out, those of a cluster are hashed already.
    const salt = input.clusters === undefined ? undefined : surroundings.salt
    const guard = useGuard(createGuard(input.values, { salt, beside: valuesBeside(input) }))
    const all = assessAll(input, options, surroundings, () => guard)
    refuseWithheld(all)
    const notes = all.flatMap(assessed => [...assessed.notes, ...policyNotes(assessed)])
    const asGiven = findIn(all, name, options)
    const found = asGiven.length === 0 ? findIn(all, opened(guard.text(name)), options) : asGiven
    const [first] = found
    if (first === undefined) return { text: '', notes: [...notes, 'There is no such object'], exitCode: TROUBLE }
    const { object, assessed } = first
    if (found.length > 1) return { text: '', notes: [...notes, severalText(found, guard)], exitCode: TROUBLE }
    const well = object.status === 'Healthy' || object.status === 'In Sync'
    return { text: explanation(object, assessed, surroundings), notes, exitCode: assessed.trouble ? TROUBLE : well ? 0 : 1 }
  })

/** An object, and the application that it is part of. */
interface FoundObject {
  readonly object: ShownObject
  readonly assessed: Assessed
}

const findIn = (all: readonly Assessed[], name: string, options: Options): readonly FoundObject[] =>
  all.flatMap(assessed => {
    const { objects, orphans } = assessed.application
    return findObjects([...objects, ...orphans], name, options.text('namespace')).map(object => ({ object, assessed }))
  })

const severalText = (found: readonly FoundObject[], guard: Redactor): string => {
  const names = found.map(({ object, assessed }) =>
    plainText(`${refText(object.ref)}${assessed.title === '' ? '' : ` (${clean(guard, assessed.title)})`}`),
  )
  return `The name fits several objects: ${names.join(', ')}. Say KIND/NAME, or -n.`
}

const explanation = (object: ShownObject, assessed: Assessed, { paint }: Terminal): string => {
  const { ref, status, health, sync } = object
  const guard = assessed.options.redactor
  const indexShown = createShownIndex(guard)
  const found = indexShown(assessed.live, refOf)(ref)
  // Whatever is told of it is read from what may be shown.
  const live = typeof found === 'object' ? clean(guard, found) : undefined
  const manifest = indexShown(assessed.manifests, each => each.ref)(ref)
  const head = `${plainText(refText(ref))} is ${status}`
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Health', [`${health.status}, ${health.reason}${health.rule === 'none' ? '' : `: by rule ${health.rule}`}`, ...said(health.message)]],
    ['Causes', causeLines(health.causes, health.message)],
    ['Because of', incidentLines(object, assessed.application)],
    ['Fields', live === undefined ? [] : fieldLines(live, assessed)],
    ['Children', childLines(object)],
    ['Sync', [`${sync.status}, ${sync.reason}`, ...(object.comparison?.differences ?? []).map(differenceText)]],
    ['Ignored', (object.comparison?.suppressed ?? []).flatMap(ignoredLine)],
    ['Counts as', countingLines(object)],
    ['Left alone', (object.comparison?.notes ?? []).map(differenceText)],
    ['Well when', wellWhen(object, live)],
    ['Looked at', [againText(object)]],
    ['Thresholds', thresholdLines(object, live)],
    ['Manifest', typeof manifest === 'object' ? [manifestPlace(manifest)] : []],
  ]
  const rows = clean(guard, sections).flatMap(([title, lines]) =>
    lines.map((text, index) => [{ text: index === 0 ? title : '', colour: 'dim' as const }, { text: plainText(text) }]),
  )
  return `${[paint('bold', head), '', ...alignColumns(rows, paint)].join('\n')}\n`
}

/** A difference that a rule of the caller's covers, and which rule. */
const ignoredLine = (difference: Difference): readonly string[] =>
  difference.ignoredBy === undefined ? [] : [`${differenceText(difference)}, by ${difference.ignoredBy}`]

const countingLines = ({ counting }: ShownObject): readonly string[] =>
  counting === undefined ? [] : [`${counting.countsAs}, by ${counting.by}${counting.because === undefined ? '' : `: ${counting.because}`}`]

/** When time alone could change the answer, and of which part. */
const againText = (object: ShownObject): string => {
  const { reassessAt } = object
  if (reassessAt === undefined) return 'again when it changes'
  const part = lowestDue(object, reassessAt)
  return `again when it changes, and at ${reassessAt}${part === object ? '' : ` because of ${part.ref.kind} ${part.ref.name}`}`
}

const lowestDue = (object: ShownObject, time: string): ShownObject => {
  const due = object.children.find(({ reassessAt }) => reassessAt === time)
  return due === undefined ? object : lowestDue(due, time)
}

const thresholdLines = (assessment: ShownObject, live: KubeObjectLike | undefined): readonly string[] => {
  if (live === undefined) return []
  const described = describeObject({ assessment, live }, { now: 0 })
  return described.visible ? described.value.thresholds.map(({ label, value }) => `${label}: ${value}`) : []
}

const said = (message: string): readonly string[] => (message === '' ? [] : [message])

/** The chain of causes; what the link above said is not said again. */
const causeLines = (causes: readonly Cause[], above: string, margin = ''): readonly string[] =>
  causes.flatMap(cause => {
    // A pod and its container say the same; once is enough.
    const [only, ...others] = cause.causes ?? []
    if (others.length === 0 && only?.message === cause.message && sameObject(only.ref, cause.ref)) return causeLines([only], above, margin)
    const container = cause.container === undefined ? '' : `, container ${cause.container}`
    const count = cause.count === undefined ? '' : ` (${cause.count} of them)`
    const message = cause.message === '' || cause.message === above ? '' : `, ${cause.message}`
    const line = `${margin}${refText(cause.ref)}${container}: ${cause.reason}${count}${message}`
    return [line, ...causeLines(cause.causes ?? [], cause.message, `${margin}  `)]
  })

/** The causes that lie outside of the object, each with the way to it and what can be done. */
const incidentLines = ({ ref, incidents }: ShownObject, application: Shown<ApplicationAssessment>): readonly string[] =>
  application.incidents
    .filter(({ id }) => incidents.includes(id))
    .flatMap(({ message, explains, remedy, command }) => {
      const via = explains.find(each => sameObject(each.ref, ref))?.via ?? []
      if (via.length === 0) return []
      const tried = command === undefined ? [] : [`try: ${command.join(' ')}`]
      return [message, ...via.map(stepText), ...(remedy === undefined ? [] : [remedy]), ...tried]
    })

/** `  Pod shop/web-1 → Node node-a2, by spec.nodeName`, with the words that say so. */
const stepText = ({ from, to, field, quote }: Step): string => {
  const target = typeof to === 'string' ? to : refText(to)
  return `  ${refText(from)} → ${target}, by ${field}${quote === undefined ? '' : `: ${quote}`}`
}

const MAX_CHILDREN = 30

const childLines = ({ children }: ShownObject, margin = ''): readonly string[] => {
  const lines = children.flatMap(child => [
    `${margin}${child.ref.kind} ${child.ref.name}: ${child.status}, ${child.reason}`,
    ...childLines(child, `${margin}  `),
  ])
  return lines.length > MAX_CHILDREN ? [...lines.slice(0, MAX_CHILDREN), `${margin}and ${lines.length - MAX_CHILDREN} more`] : lines
}

/** What names an object says nothing of how it is. */
const NAMING = /^(?:apiVersion|kind|metadata\.(?:name|namespace|uid|resourceVersion|ownerReferences.*|managedFields.*))$/
const MAX_FIELDS = 40

/** The fields that the rule really read. */
const fieldLines = (live: KubeObjectLike, { live: all, options }: Assessed): readonly string[] => {
  if (isSecret(live)) return []
  const { object, reads } = recordedReads(live)
  // The health of an object asks for no redactor, and refuses what would be ignored.
  const { redactor: _redactor, ...asking } = options
  assessHealth(object, { ...asking, related: indexRelated(all) })
  const fields = [...reads].filter(([path]) => !NAMING.test(path) && !/\[type=[^[\]]*\]\.type$/.test(path))
  const there = fields.flatMap(([path, value]) => (value === undefined ? [] : [`${path}: ${JSON.stringify(value)}`]))
  const absent = fields.flatMap(([path, value]) => (value === undefined ? [path] : []))
  const shown = there.length > MAX_FIELDS ? [...there.slice(0, MAX_FIELDS), `and ${there.length - MAX_FIELDS} more`] : there
  return [...shown, ...(absent.length === 0 ? [] : [`not there: ${absent.join(', ')}`])]
}

/** What would make it well: its health, then what differs. */
const wellWhen = ({ health, comparison }: ShownObject, live: KubeObjectLike | undefined): readonly string[] => {
  const when = healthyWhen(live, health)
  const differences: readonly Difference[] = comparison?.status === 'OutOfSync' ? comparison.differences : []
  const paths = differences.map(({ path }) => path).join(', ')
  return [
    ...(when === undefined ? [] : [when]),
    ...(paths === '' ? [] : [`the manifests are applied again, or take over what is live in ${paths}`]),
  ]
}
