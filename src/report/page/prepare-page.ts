import { expect, fitting } from '../../model/expect.ts'
import { visible, withheld } from '../../model/safe-content.ts'
import type { Redacted } from '../../model/safe-content.ts'
import { millisecondsOf, timestamp } from '../../model/scalars/time.ts'
import type { Time } from '../../model/scalars/time.ts'
import type { ApplicationAssessment, Incident, Suspect } from '../../status/index.ts'
import { carriedRedactor } from '../../redact/internal.ts'
import { createRedactor } from '../../redact/index.ts'
import type { Redactor, Shown } from '../../redact/index.ts'
import { readImpact } from '../order/impact.ts'
import { orderConcerns } from '../order/order-concerns.ts'
import { headlineText } from '../text/headline.ts'
import type { PageData, PageDeployment, PageIncident, PageMark, PageMoment } from './page-data.ts'
import { aPageInput, aSnapshot, somePageOptions } from './page-input.ts'
import type { PageInput, PageSnapshot, PreparePageOptions } from './page-input.ts'
import { createPool } from './page-pool.ts'
import type { Pool } from './page-pool.ts'
import { createSafeTexts } from './safe-texts.ts'
import type { SafeTexts } from './safe-texts.ts'
import { findSurroundings } from './surroundings.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Makes what `renderPage` shows from assessments and what is known beside them: every text has passed the redactor of its moment, objects that stay
 * the same from moment to moment are held once, patches (raw by nature) are left out.
 *
 * @param input see {@link PageInput}; objects may be any JSON.
 * @param options see {@link PreparePageOptions}
 * @returns the data of the page, or why all of it is withheld: a reason of the redactor's. Single objects may be withheld within.
 * @throws TypeError where there is no moment, a time is none, or an assessment was made without a redactor.
 *
 * Source: the live status page and drawer of the product; docs/page.md.
 *
 * @example
 * ```ts
 * import { createRedactor } from 'live-object-status/redact'
 * import { assessApplication } from 'live-object-status/status'
 * import { preparePage, renderPage } from 'live-object-status/report'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
 * const at = '2026-11-23T10:00:00Z'
 * const assessment = assessApplication({ desired: [settings], live: [] }, { now: at, redactor: createRedactor([]) })
 * const data = preparePage({ title: 'shop', moments: [{ at, assessment }] })
 * data.visible && data.value.moments[0]?.status // => 'Missing'
 * renderPage(data).startsWith('<!doctype html>') // => true
 * ```
 */
export const preparePage = (input: PageInput, options: PreparePageOptions = {}): Redacted<PageData> => {
  expect('input', aPageInput, input)
  expect('options', somePageOptions, options)
  const pool = createPool(options)
  const passed = new Map<Redactor, SafeTexts>()
  let withheldMoment: Shown<ApplicationAssessment> | undefined
  const moments = Array.from(input.moments, snapshot => {
    expect('input.moments', aSnapshot, snapshot)
    const redactor = carriedRedactor(snapshot.assessment) ?? createRedactor('unknown')
    const safe = passed.get(redactor) ?? createSafeTexts(redactor)
    passed.set(redactor, safe)
    if (snapshot.assessment.withheld !== undefined) withheldMoment ??= snapshot.assessment
    return prepareMoment(snapshot, pool, safe)
  })
  expect(
    'input.moments',
    fitting('at least one', () => moments.length > 0),
    moments,
  )
  // Anything that belongs to no moment passes the redactors of all of them.
  const text = (given: string): string => [...passed.values()].reduce((shown, safe) => safe.text(shown), given)
  const data: PageData = {
    title: text(input.title ?? ''),
    moments,
    objects: pool.objects,
    details: pool.details,
    manifests: pool.manifests,
    thresholds: pool.thresholds,
    incidents: pool.incidents,
    marks: (input.marks ?? []).map(({ at, kind, title }): PageMark => ({ at: written(at), kind, title: text(title) })),
  }
  const fault = [...passed.values()].map(safe => safe.withheld()).find(each => each !== undefined)
  if (withheldMoment !== undefined || fault !== undefined)
    return withheld(withheldMoment?.withheld ?? fault?.reason ?? '', withheldMoment?.weak ?? fault?.weak)
  return visible(data, [...new Set([...passed.values()].flatMap(safe => safe.weak()))])
}

const prepareMoment = (snapshot: PageSnapshot, pool: Pool, safe: SafeTexts): PageMoment => {
  const { assessment, deployment, observedAt } = snapshot
  const at = written(snapshot.at)
  const around = findSurroundings(snapshot, safe)
  const add = (objects: Shown<ApplicationAssessment>['objects']): readonly number[] => objects.map(object => pool.add(object, around, at))
  const [objects, orphans] = [add(assessment.objects), add(assessment.orphans)]
  const { incidents, concerns } = order(snapshot, objects, { pool, safe, around })
  return {
    at,
    status: assessment.status,
    health: assessment.health,
    sync: assessment.sync,
    reason: assessment.reason,
    message: safe.text(assessment.message),
    headline: safe.text(headlineText(assessment, concerns)),
    ...(assessment.policy === undefined ? undefined : { policy: safe.text(assessment.policy.message) }),
    counts: assessment.counts,
    objects,
    orphans,
    concerns: concerns.map(({ cause, members }) => ({
      ...(cause === undefined ? undefined : { cause: cause.place }),
      members: members.map(({ place }) => place),
    })),
    incidents: incidents.map(({ place }) => place),
    notMonitored: assessment.notMonitored.map(({ step, reason, objects }) => ({
      step: safe.text(step),
      reason,
      objects: objects.map(safe.ref),
    })),
    problems: assessment.problems.map(problem => ({ ...problem, message: safe.text(problem.message) })),
    ...(deployment === undefined ? undefined : { deployment: prepareDeployment(deployment, safe) }),
    ...(observedAt === undefined ? undefined : { observedAt: written(observedAt) }),
  }
}

interface Ordering {
  readonly pool: Pool
  readonly safe: SafeTexts
  readonly around: Surroundings
}

/** The incidents with their places, and what there is to look at, each object with its place. */
const order = ({ assessment }: PageSnapshot, places: readonly number[], { pool, safe, around }: Ordering) => {
  const incidents = assessment.incidents.map(incident => ({
    ...incident,
    place: pool.addIncident(pageIncident(incident, assessment.suspects, safe)),
  }))
  const objects = assessment.objects.map((object, index) => ({
    ref: object.ref,
    incidents: object.incidents,
    impact: readImpact(object, around.live(object.ref)),
    place: places[index] ?? 0,
  }))
  return { incidents, concerns: orderConcerns(objects, incidents).concerns }
}

const pageIncident = (incident: Incident, suspects: readonly Suspect[], safe: SafeTexts): PageIncident => {
  const likely = suspects.filter(({ of }) => of === incident.id).map(({ message }) => safe.text(message))
  return { ...safe.incident(incident), ...(likely.length === 0 ? undefined : { suspects: likely }) }
}

const prepareDeployment = ({ id, name, state, at }: NonNullable<PageSnapshot['deployment']>, safe: SafeTexts): PageDeployment => ({
  id: safe.text(id),
  ...(name === undefined ? undefined : { name: safe.text(name) }),
  state,
  ...(at === undefined ? undefined : { at: written(at) }),
})

const written = (time: Time): string => timestamp(millisecondsOf(time) ?? 0)
