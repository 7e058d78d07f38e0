import { type Check, expect } from '../../model/expect.ts'
import { plainText } from '../../model/plain-text.ts'
import { at } from '../../model/read.ts'
import { mapRedacted, withheld } from '../../model/safe-content.ts'
import type { Redacted } from '../../model/safe-content.ts'
import { durationText, millisecondsOf } from '../../model/scalars/time.ts'
import { total } from '../../model/total.ts'
import type { ApplicationAssessment, Incident, ObjectAssessment } from '../../status/index.ts'
import { shownRef } from '../../status/presenting.ts'
import type { Shown } from '../../redact/index.ts'
import { carriedRedactor } from '../../redact/internal.ts'
import { chooseCommand } from '../order/choose-command.ts'
import { asksForEvidence, findEvidence, tellEvidence } from '../order/find-evidence.ts'
import type { EvidenceText } from '../order/find-evidence.ts'
import { readImpact } from '../order/impact.ts'
import type { Impact } from '../order/impact.ts'
import { indexLive } from '../order/live-index.ts'
import type { ShownLiveIndex } from '../order/live-index.ts'
import { readPlaces } from '../order/names-text.ts'
import type { Places } from '../order/names-text.ts'
import { aShownApplication } from '../shown-arguments.ts'
import type { GithubOptions, MetricOptions, RowOptions, TableOptions } from './text-options.ts'

/** All that the text reports may print of an application: each text has passed the redactor and is one plain line; labels and counts are words of ours. */
export interface TextReport extends Pick<ApplicationAssessment, 'status' | 'health' | 'sync' | 'gate' | 'reason' | 'counts' | 'message'> {
  /** The caller's name for the application; '' where there is none. */
  readonly title: string
  /** One sentence on what the caller's policy silenced; '' where there is none. */
  readonly policy: string
  readonly objects: readonly TextObject[]
  readonly orphans: readonly TextObject[]
  /** In the order of the answer. */
  readonly causes: readonly TextCause[]
}

/** The same of an incident. */
export interface TextCause extends Pick<Incident, 'id' | 'root' | 'reason' | 'status' | 'message'> {
  /** How many objects it explains. */
  readonly explained: number
  /** '' where none follows. */
  readonly remedy: string
  /** The command to type next, as arguments; empty where nothing is known, or where it could not be typed as it is shown. */
  readonly command: readonly string[]
}

/** The same of an object. */
export interface TextObject extends Pick<ObjectAssessment, 'ref' | 'status' | 'reason' | 'message' | 'incidents'> {
  readonly health: ObjectAssessment['health']['status']
  readonly sync: ObjectAssessment['sync']['status']
  /** Who changed what differs. */
  readonly managers: readonly string[]
  /** As kubectl prints ages; '' where it is not known. */
  readonly age: string
  /** The same in seconds. */
  readonly seconds: number | undefined
  /** How many fields differ; undefined where nothing was compared. */
  readonly differences: number | undefined
  readonly place: { readonly file: string; readonly line: number } | undefined
  /** True where the caller's policy says that it holds nothing back. */
  readonly uncounted: boolean
  /** False where the caller wants no line of it. */
  readonly listed: boolean
  readonly impact: Impact
  /** Only where the report asks for it, of what is broken or on its way. */
  readonly evidence: EvidenceText
  /** As that of a cause, for where no cause has one. */
  readonly command: readonly string[]
  readonly children: readonly TextObject[]
}

/** The options that a report asks for. */
interface Asked {
  readonly options: RowOptions & GithubOptions & Pick<TableOptions, 'only'> & Pick<MetricOptions, 'title'>
  /** The checks of these options. */
  readonly fits: Check
  /** True to look for evidence and commands among the live objects. */
  readonly evidence?: boolean
}

/** The one way from an assessment to a text: `render` sees nothing but what has passed the redactor that the answer carries. */
export const renderSafely = (
  application: Shown<ApplicationAssessment>,
  { options, fits, evidence = false }: Asked,
  render: (report: TextReport) => string,
): Redacted<string> => {
  expect('application', aShownApplication, application)
  expect('options', fits, options)
  const redactor = carriedRedactor(application)
  if (redactor === undefined || application.withheld !== undefined)
    return withheld(application.withheld ?? 'not-readable', application.weak)
  const report = total(
    () => {
      const beside = lookBeside({ options, evidence, places: readPlaces(application.objects.map(({ ref }) => ref)) }, redactor)
      const found = new Set<string>()
      makeReport(application, beside, text => {
        found.add(text)
        return text
      })
      const texts = [...found]
      return mapRedacted(redactor.object(texts), safe => {
        const known = new Map(texts.map((text, index) => [text, plainText(safe[index] ?? '')]))
        return makeReport(application, beside, text => known.get(text) ?? '')
      })
    },
    () => withheld<TextReport>('not-readable'),
  )
  return mapRedacted(report, render)
}

/** Everything known of objects beside their assessments. */
interface Beside {
  readonly title: string
  readonly index: ShownLiveIndex
  readonly now: RowOptions['now']
  readonly placeOf: NonNullable<GithubOptions['placeOf']>
  readonly only: NonNullable<TableOptions['only']>
  readonly readEvidence: (object: Shown<ObjectAssessment>, impact: Impact) => EvidenceText
  readonly chooseCommand: (object: Shown<ObjectAssessment>, impact: Impact) => readonly string[]
  readonly tellCommand: (incident: Pick<Incident, 'command'>) => readonly string[]
}

const NO_EVIDENCE: EvidenceText = { lastLine: '', warning: '' }

const lookBeside = (
  { options, evidence, places }: Pick<Asked, 'options' | 'evidence'> & { readonly places: Places },
  redactor: Parameters<typeof indexLive>[1],
): Beside => {
  // A live object does not say of which cluster it is, and a command asks the present one.
  const index = indexLive(places.sources ? undefined : options.live, redactor)
  // A report is made twice: first to see its texts, then of what may be shown of them.
  const found = new Map<unknown, EvidenceText>()
  return {
    title: options.title ?? '',
    index,
    now: options.now,
    placeOf: options.placeOf ?? (() => undefined),
    only: options.only ?? (() => true),
    readEvidence(object, impact) {
      if (evidence !== true || !asksForEvidence(impact)) return NO_EVIDENCE
      const before = found.get(object) ?? tellEvidence(findEvidence(object, { index, redactor, now: options.now }), options.now)
      found.set(object, before)
      return before
    },
    chooseCommand: (object, impact) => (evidence === true && asksForEvidence(impact) ? chooseCommand(object, index) : []),
    tellCommand: incident => (places.sources ? [] : (incident.command ?? [])),
  }
}

type TextOf = (text: string) => string

/** Arguments that can be typed as they are shown; none where a text in them is hidden, or holds what no line can. */
const passCommand = (command: readonly string[], text: TextOf): readonly string[] =>
  command.every(argument => text(argument) === argument) ? command : []

/** Prepares what is printed of an application, with each text as `text` gives it. */
const makeReport = (application: Shown<ApplicationAssessment>, beside: Beside, text: TextOf): TextReport => {
  const { status, health, sync, gate, reason, counts, message, policy, objects, orphans } = application
  return {
    status,
    health,
    sync,
    title: text(beside.title),
    gate,
    reason,
    counts,
    message: text(message),
    policy: policy === undefined ? '' : text(policy.message),
    objects: objects.map(object => makeObject(object, beside, text)),
    orphans: orphans.map(object => makeObject(object, beside, text)),
    causes: application.incidents.map(incident => ({
      id: incident.id,
      root: 'external' in incident.root ? { ...incident.root, name: text(incident.root.name) } : shownRef(incident.root, text),
      reason: incident.reason,
      explained: incident.explains.length,
      status: incident.status,
      message: text(incident.message),
      remedy: text(incident.remedy ?? ''),
      command: passCommand(beside.tellCommand(incident), text),
    })),
  }
}

const makeObject = (object: Shown<ObjectAssessment>, beside: Beside, text: TextOf): TextObject => {
  const { ref, health, sync, counting } = object
  const said = object.message === '' ? health.message : object.message
  const place = beside.placeOf(ref)
  const managers = new Set(object.comparison?.differences.flatMap(({ by }) => (by === undefined ? [] : [by.manager])))
  const live = beside.index.find(ref)
  const impact = readImpact(object, live)
  const seconds = ageInSeconds(live, beside.now)
  const { lastLine, warning } = beside.readEvidence(object, impact)
  return {
    ref: shownRef(ref, text),
    status: object.status,
    reason: text(object.reason),
    message: text(counting === undefined ? said : `${said} (counts as nothing by ${counting.by})`),
    incidents: object.incidents,
    health: health.status,
    sync: sync.status,
    managers: Array.from(managers, text),
    age: seconds === undefined ? '' : durationText(seconds * 1000),
    seconds,
    differences: object.comparison?.differences.length,
    place: place && { file: text(place.file), line: place.line },
    uncounted: counting !== undefined,
    listed: beside.only(object),
    impact,
    evidence: { lastLine: text(lastLine), warning: text(warning) },
    command: passCommand(beside.chooseCommand(object, impact), text),
    children: object.children.map(child => makeObject(child, beside, text)),
  }
}

/** Reads the age of an object in seconds; undefined where two objects are shown under one name. */
const ageInSeconds = (live: unknown, now: RowOptions['now']): number | undefined => {
  const [moment, since] = [millisecondsOf(now), millisecondsOf(at(live, 'metadata', 'creationTimestamp'))]
  return moment === undefined || since === undefined ? undefined : (moment - since) / 1000
}
