import { assessHealth, describeObject, indexRelated } from '../../index.ts'
import { isSecret } from '../../secrets/index.ts'
import type {
  ApplicationAssessment,
  Cause,
  Difference,
  KubeObjectLike,
  ObjectAssessment,
  PresentedEvent,
  Redactor,
  Shown,
  Step,
} from '../../index.ts'
import { chooseCommand, findEvidence, indexLive, listEvents, preferCommand, typeCommand } from '../../report/internal.ts'
import { hangText } from '../../model/texts/text-columns.ts'
import { durationText, earliest, millisecondsOf } from '../../model/scalars/time.ts'
import { refText } from '../../model/identity.ts'
import { plainText } from '../../model/plain-text.ts'
import type { CommandAnswer, Terminal } from '../answer.ts'
import { TROUBLE } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessAll, valuesBeside } from '../assess-all.ts'
import { policyNotes } from '../assess-texts.ts'
import type { Assessed, AssessInput } from '../assess-texts.ts'
import { manifestPlace } from '../output/manifest-place.ts'
import { differenceText } from '../output/difference-text.ts'
import { findObjects, isKind } from '../find-object.ts'
import { clean, createGuard, guarded, opened, refuseWithheld } from '../output/guarded.ts'
import { healthyWhen } from '../output/healthy-when.ts'
import { recordedReads } from '../input/recorded-reads.ts'
import { createIndexer, sameObject } from '../same-object.ts'

type ShownObject = Shown<ObjectAssessment>

/** Why one object has its label: since when, what containers and events say, what causes it, what differs, what to type next. Exit codes as those of status. */
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
    if (first === undefined) return { text: '', notes: [...notes, noneText(all, name, guard)], exitCode: TROUBLE }
    const { object, assessed } = first
    if (found.length > 1) return { text: '', notes: [...notes, severalText(found, guard)], exitCode: TROUBLE }
    const well = object.status === 'Healthy' || object.status === 'In Sync'
    return {
      text: explanation(object, assessed, { ...surroundings, verbose: options.flag('verbose') }),
      notes,
      exitCode: assessed.trouble ? TROUBLE : well ? 0 : 1,
    }
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

/** More names say no more. */
const MOST_NAMES = 8

/** Says that nothing has the name, and what there is of the kind, where one was named. */
const noneText = (all: readonly Assessed[], name: string, guard: Redactor): string => {
  const [kind = '', ...rest] = name.split('/')
  const alike = rest.length === 0 ? [] : all.flatMap(({ application: { objects } }) => objects.filter(({ ref }) => isKind(kind, ref)))
  const names = alike.slice(0, MOST_NAMES).map(({ ref }) => plainText(clean(guard, refText(ref))))
  const more = alike.length > MOST_NAMES ? [`${alike.length - MOST_NAMES} more`] : []
  return `There is no such object${names.length === 0 ? '' : `; there are ${[...names, ...more].join(', ')}`}`
}

type ExplainSection = readonly [title: string, lines: readonly string[]]

const explanation = (
  object: ShownObject,
  assessed: Assessed,
  { paint, now, columns, verbose }: Terminal & { readonly verbose: boolean },
): string => {
  const guard = assessed.options.redactor
  const index = indexLive(assessed.live, guard)
  const found = index.find(object.ref)
  // Whatever is told of it is read from what may be shown.
  const live = found === undefined ? undefined : clean(guard, found as KubeObjectLike)
  const told = clean(guard, [
    ...reasonSections(object, assessed, { index, redactor: guard, now }),
    ...differenceSections(object),
    ['Well when', wellWhen(object, live, verbose)],
    ...(verbose ? ruleSections(object, assessed, live) : []),
  ] satisfies readonly ExplainSection[])
  const width = Math.max(...told.map(([title, lines]) => (lines.length === 0 ? 0 : title.length))) + 2
  const rows = told.flatMap(([title, lines]) =>
    lines.flatMap((text, index) =>
      sectionLines(index === 0 ? title : '', plainText(text), { width, paint, ...(columns === undefined ? undefined : { columns }) }),
    ),
  )
  const next = nextCommand(object, assessed, index)
  const head = `${plainText(refText(object.ref))} is ${object.status}`
  return `${[paint('bold', head), '', ...rows, ...(next === '' ? [] : ['', `$ ${next}`])].join('\n')}\n`
}

/** One line after its title, wrapped below where it begins. */
const sectionLines = (
  title: string,
  text: string,
  { width, columns, paint }: Pick<Terminal, 'columns' | 'paint'> & { readonly width: number },
): readonly string[] => {
  const words = text.trimStart()
  const indent = width + text.length - words.length
  const [first = '', ...more] = hangText(words, { columns, first: indent, indent: indent + 2 })
  return [`${paint('dim', title)}${' '.repeat(indent - title.length)}${first}`, ...more]
}

/** Says what is wrong, since when, what containers and events say, and what causes it. */
const reasonSections = (object: ShownObject, assessed: Assessed, input: Parameters<typeof listEvents>[1]): readonly ExplainSection[] => {
  const { health } = object
  const isIll = health.status === 'Degraded' || health.status === 'Progressing'
  const lastLine = findEvidence(object, input).line?.text ?? ''
  return [
    ['Health', [`${health.status}, ${health.reason}`, ...said(health.message)]],
    ['Since', sinceLines(object, assessed.application, input.now)],
    ['Last line', said(isIll ? lastLine : '')],
    ['Events', listEvents(object, input).slice(0, MOST_EVENTS).map(eventText)],
    ['Causes', causeLines(health.causes, health.message)],
    ['Because of', incidentLines(object, assessed.application)],
    ['Children', childLines(object)],
  ]
}

const differenceSections = ({ sync, comparison, counting }: ShownObject): readonly ExplainSection[] => [
  ['Sync', [`${sync.status}, ${sync.reason}`, ...(comparison?.differences ?? []).map(differenceText)]],
  ['Ignored', (comparison?.suppressed ?? []).flatMap(ignoredLine)],
  ['Counts as', countingLines(counting)],
  ['Left alone', (comparison?.notes ?? []).map(differenceText)],
]

/** By what it was judged. */
const ruleSections = (object: ShownObject, assessed: Assessed, live: KubeObjectLike | undefined): readonly ExplainSection[] => {
  const manifest = createIndexer(assessed.options.redactor)(assessed.manifests, each => each.ref)(object.ref)
  return [
    ['Rule', object.health.rule === 'none' ? [] : [object.health.rule]],
    ['Fields', live === undefined ? [] : fieldLines(live, assessed)],
    ['Looked at', [againText(object)]],
    ['Thresholds', thresholdLines(object, live)],
    ['Manifest', typeof manifest === 'object' ? [manifestPlace(manifest)] : []],
  ]
}

const MOST_EVENTS = 5

const eventText = ({ type, reason, object, message, age }: PresentedEvent): string => `${type} ${reason} ${age}, ${object}: ${message}`

/** The first moment that a controller or an edit wrote. */
const sinceLines = (
  { incidents, comparison, status }: ShownObject,
  application: Shown<ApplicationAssessment>,
  now: Parameters<typeof listEvents>[1]['now'],
): readonly string[] => {
  const ofIncidents = application.incidents.filter(({ id }) => incidents.includes(id)).map(({ since }) => since)
  const ofEdits = status === 'Out of Sync' ? (comparison?.differences ?? []).map(({ by }) => by?.since) : []
  const since = earliest(...ofIncidents, ...ofEdits)
  const [began, moment] = [millisecondsOf(since), millisecondsOf(now)]
  if (since === undefined || began === undefined || moment === undefined) return []
  return [`${since}, for ${durationText(moment - began)}`]
}

/** Chooses what to type next: about the object itself, or about what causes it. */
const nextCommand = (
  object: ShownObject,
  { application, options: { redactor } }: Assessed,
  index: ReturnType<typeof indexLive>,
): string => {
  const own = object.health.status === 'Healthy' ? [] : chooseCommand(object, index)
  const incident = application.incidents.find(({ id, command }) => object.incidents.includes(id) && command !== undefined)
  const command = preferCommand(own, incident?.command ?? [])
  const isPlain = command.every(argument => plainText(clean(redactor, argument)) === argument)
  return isPlain ? typeCommand(command) : ''
}

/** A difference that a rule of the caller's covers, and which rule. */
const ignoredLine = (difference: Difference): readonly string[] =>
  difference.ignoredBy === undefined ? [] : [`${differenceText(difference)}, by ${difference.ignoredBy}`]

const countingLines = (counting: ShownObject['counting']): readonly string[] =>
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
    .flatMap(({ message, explains, remedy }) => {
      const via = explains.find(each => sameObject(each.ref, ref))?.via ?? []
      return via.length === 0 ? [] : [message, ...via.map(stepText), ...(remedy === undefined ? [] : [remedy])]
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

/** Fields that name an object, and say nothing of how it is. */
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

/** Says what would make it well: that it is there, or by what its health is judged; then what differs. */
const wellWhen = ({ health, comparison }: ShownObject, live: KubeObjectLike | undefined, verbose: boolean): readonly string[] => {
  const when = live === undefined || verbose ? healthyWhen(live, health) : undefined
  const differences: readonly Difference[] = comparison?.status === 'OutOfSync' ? comparison.differences : []
  const paths = differences.map(({ path }) => path).join(', ')
  return [
    ...(when === undefined ? [] : [when]),
    ...(paths === '' ? [] : [`the manifests are applied again, or take over what is live in ${paths}`]),
  ]
}
