import { type Check, expect } from '../../model/expect.ts'
import { type ObjectRef, refKey, refOf } from '../../model/identity.ts'
import { plainText } from '../../model/plain-text.ts'
import { at } from '../../model/read.ts'
import { mapRedacted, withheld } from '../../model/safe-content.ts'
import type { Redacted } from '../../model/safe-content.ts'
import { durationText, millisecondsOf } from '../../model/scalars/time.ts'
import { total } from '../../model/total.ts'
import type { ApplicationAssessment, Incident, ObjectAssessment } from '../../status/index.ts'
import type { Shown } from '../../redact/index.ts'
import { carriedRedactor } from '../../redact/internal.ts'
import { createShowing, createTexts, listNews, shownRef } from '../../status/presenting.ts'
import { aShownApplication } from '../shown-arguments.ts'
import type { GithubOptions, RowOptions } from './text-options.ts'

/** All that the text reports may print of an application: each text has passed the redactor and is one plain line; labels and counts are words of ours. */
export interface TextReport extends Pick<ApplicationAssessment, 'status' | 'gate' | 'counts' | 'message'> {
  /** What the caller's policy silenced; '' where there is none. */
  readonly policy: string
  readonly objects: readonly TextObject[]
  readonly orphans: readonly TextObject[]
  /** Those that explain an object beside their root, the most important first. */
  readonly causes: readonly TextCause[]
}

/** The same of an incident. */
export interface TextCause extends Pick<Incident, 'id' | 'status' | 'message'> {
  /** '' where none follows. */
  readonly remedy: string
}

/** The same of an object. */
export interface TextObject extends Pick<ObjectAssessment, 'ref' | 'status' | 'reason' | 'message' | 'incidents'> {
  readonly health: ObjectAssessment['health']['status']
  readonly sync: ObjectAssessment['sync']['status']
  /** Who changed what differs. */
  readonly managers: readonly string[]
  /** As kubectl prints ages; '' where it is not known. */
  readonly age: string
  readonly place: { readonly file: string; readonly line: number } | undefined
  /** True where the caller's policy says that it holds nothing back. */
  readonly uncounted: boolean
  readonly children: readonly TextObject[]
}

/**
 * The one way from an assessment to a text: `render` sees nothing but what has passed the redactor that the answer carries. `fits` is what the options
 * have to be.
 */
export const renderSafely = (
  application: Shown<ApplicationAssessment>,
  { options, fits }: { readonly options: RowOptions & GithubOptions; readonly fits: Check },
  render: (report: TextReport) => string,
): Redacted<string> => {
  expect('application', aShownApplication, application)
  expect('options', fits, options)
  const redactor = carriedRedactor(application)
  if (redactor === undefined || application.withheld !== undefined)
    return withheld(application.withheld ?? 'not-readable', application.weak)
  const report = total(
    () => {
      const beside = { ageOf: agesOf(options, createTexts(createShowing(redactor)).text), placeOf: options.placeOf ?? (() => undefined) }
      const found = new Set<string>()
      reportOf(application, beside, text => {
        found.add(text)
        return text
      })
      const texts = [...found]
      return mapRedacted(redactor.object(texts), safe => {
        const known = new Map(texts.map((text, index) => [text, plainText(safe[index] ?? '')]))
        return reportOf(application, beside, text => known.get(text) ?? '')
      })
    },
    () => withheld<TextReport>('not-readable'),
  )
  return mapRedacted(report, render)
}

/** What is known of objects beside their assessments. */
interface Beside {
  readonly ageOf: (ref: ObjectRef) => string
  readonly placeOf: NonNullable<GithubOptions['placeOf']>
}

/** What is printed of an application, with each text as `text` gives it. */
const reportOf = (application: Shown<ApplicationAssessment>, beside: Beside, text: (text: string) => string): TextReport => {
  const { status, gate, counts, message, policy, objects, orphans } = application
  const objectOf = (object: Shown<ObjectAssessment>): TextObject => {
    const { ref, health, sync, counting } = object
    const said = object.message === '' ? health.message : object.message
    const place = beside.placeOf(ref)
    const managers = new Set(object.comparison?.differences.flatMap(({ by }) => (by === undefined ? [] : [by.manager])))
    return {
      ref: { ...ref, kind: text(ref.kind), namespace: text(ref.namespace), name: text(ref.name) },
      status: object.status,
      reason: text(object.reason),
      message: text(counting === undefined ? said : `${said} (counts as nothing by ${counting.by})`),
      incidents: object.incidents,
      health: health.status,
      sync: sync.status,
      managers: Array.from(managers, text),
      age: beside.ageOf(ref),
      place: place && { file: text(place.file), line: place.line },
      uncounted: counting !== undefined,
      children: object.children.map(objectOf),
    }
  }
  const causes = listNews(application.incidents, objects).map(({ id, status: worst, message: sentence, remedy = '' }) => ({
    id,
    status: worst,
    message: text(sentence),
    remedy: text(remedy),
  }))
  return {
    status,
    gate,
    counts,
    message: text(message),
    policy: policy === undefined ? '' : text(policy.message),
    objects: objects.map(objectOf),
    orphans: orphans.map(objectOf),
    causes,
  }
}

/** Of two objects that are shown under one name neither has an age. */
const agesOf = ({ now, live }: RowOptions, text: (text: string) => string): Beside['ageOf'] => {
  const moment = millisecondsOf(now)
  if (moment === undefined || live === undefined) return () => ''
  const created = new Map<string, unknown>()
  for (const object of live) {
    const key = keyOf(shownRef(refOf(object), text))
    created.set(key, created.has(key) ? undefined : at(object, 'metadata', 'creationTimestamp'))
  }
  return ref => {
    const since = millisecondsOf(created.get(keyOf(ref)))
    return since === undefined ? '' : durationText(moment - since)
  }
}

/** The dump does not say which source it is from. */
const keyOf = (ref: ObjectRef): string => refKey({ ...ref, source: '' })
