import { parseLogLines, presentEvents } from '../../src/activity/index.ts'
import type { JsonRecord, KubeObject } from '../../src/model/kube-object.ts'
import { at, recordOf } from '../../src/model/read.ts'
import type { Redacted } from '../../src/model/safe-content.ts'
import { createRedactor, type Redactor, type RedactorOptions } from '../../src/redact/index.ts'
import { hashSecret } from '../../src/secrets/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { compareObject } from '../../src/sync/index.ts'
import { fixtureLines } from '../support/fixtures.ts'
import { presentEverything } from '../support/present-everything.ts'
import type { Conformance, Disagreement } from './conformance.ts'

/** A place at which a value of a secret showed, or more than it was hidden: of our own, and from public bug reports, in our own words. */
export interface RedactionReport {
  readonly id: string
  readonly source: string
  readonly summary: string
  readonly values: readonly string[]
  readonly input: unknown
  readonly call: string
  readonly mustNotContain: readonly string[]
  readonly mustKeep?: readonly string[]
  /** 'debatable': listed and not counted. */
  readonly verdict: 'sure' | 'debatable'
  readonly why: string
}

/** The reports of fixtures/redact/reports.jsonl.gz, and hostile cases that were made up since in the same form. */
export const redactionReports = (): readonly RedactionReport[] =>
  ['reports.jsonl.gz', 'hostile.jsonl'].flatMap(file => fixtureLines<RedactionReport>(`redact/${file}`))

/** What a report asks and no call here answers, with where it is tested. */
const ELSEWHERE: readonly (readonly [begins: string, where: string])[] = [
  ['cli-', 'its input is told in words: test/cli/no-value-shows.test.ts'],
  ['type-', 'a question of types: test/misuse.test.ts'],
  ['hash-eq', 'two Secrets, of which no answer is written down: test/secrets/hash-secret.test.ts'],
  ['cut-then-redact', 'its input is told in words: the other reports of the family have it'],
  ['tracker-snapshot', 'a snapshot is raw by nature, and says so'],
]

/** Sure reports that are not ours to answer otherwise, and why. */
const NOT_OURS: Readonly<Record<string, string>> = {
  'over-web-app': 'what must be kept is the value itself',
}

const NOW = '2026-11-29T10:00:00Z'

/** What the call of a report says beside the values; what cuts events off says the issue of it, not the call. */
const optionsOf = ({ call }: RedactionReport): RedactorOptions =>
  call === 'presentEvents'
    ? { truncated: 'end' }
    : (JSON.parse(/createRedactor\(values,(\{.*?\})\)/.exec(call)?.[1] ?? '{}') as RedactorOptions)

const valueOf = <T>(content: Redacted<T>): T | string => (content.visible ? content.value : content.reason)

/** What is shown of a text or an object that a report hands to the redactor. */
const shownContent = ({ input, call }: RedactionReport, redactor: Redactor): unknown => {
  if (call.startsWith('hashSecret')) return valueOf(hashSecret(input as KubeObject, { salt: 'salt' }))
  if (call.startsWith('parseLogLines')) return valueOf(parseLogLines(input as string, { redactor }))
  if (call === 'presentEvents') return valueOf(presentEvents([input as KubeObject], { now: NOW, redactor }))
  if (typeof input === 'string') return shownText(redactor, input)
  return call.startsWith('createRedactor') ? [valueOf(redactor.object(input)), valueOf(redactor.event(input as KubeObject))] : undefined
}

/** All that is shown of what a report hands in; of objects that are compared or reported, by every function that shows one. */
export const shownOf = (report: RedactionReport): unknown => {
  const redactor = createRedactor(report.values, optionsOf(report))
  const content = shownContent(report, redactor)
  if (content !== undefined) return content
  const input = recordOf(report.input)
  const live = (input['live'] ?? input) as KubeObject
  const desired = (input['desired'] ?? withoutStatus(input)) as KubeObject
  return [valueOf(redactor.object(input)), shownPair(redactor, desired, live)]
}

const shownText = (redactor: Redactor, text: string): unknown => {
  const steps = redactor.steps()
  return [valueOf(redactor.text(text)), Array.from(text, unit => steps.push(unit)).join('') + steps.end()]
}

/** The object as it would be deployed. */
const withoutStatus = (object: JsonRecord): JsonRecord => ({ ...object, status: undefined })

const shownPair = (redactor: Redactor, desired: KubeObject, live: KubeObject): unknown => {
  const other = { ...desired, spec: { other: 1 }, data: {} }
  return [
    [desired, other].map(each => compareObject(each, live, { redactor, strict: true })),
    [desired, other].map(each => {
      const application = assessApplication({ desired: [each], live: [live], events: [live] }, { redactor, now: NOW, strict: true })
      return presentEverything(application, { desired: [each], live: [live], now: NOW })
    }),
  ]
}

/** What a report finds wrong; '' where nothing is. */
export const faultOf = (report: RedactionReport): string => {
  const shown = JSON.stringify(shownOf(report))
  const hidden = [...report.mustNotContain, ...(report.call === 'hashSecret' ? annotationsOf(report.input) : [])]
  const leak = hidden.find(text => shown.includes(inJson(text)))
  const lost = report.mustKeep?.find(text => !shown.includes(inJson(text)))
  return leak === undefined ? (lost === undefined ? '' : `lost ${lost}`) : `shows ${leak}`
}

/** A text as it stands in JSON. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)
const annotationsOf = (object: unknown): readonly string[] => Object.values(recordOf(at(object, 'metadata', 'annotations'))).map(String)

/** Asks every report that is not debatable. */
export const reportsRedactionConformance = (): Conformance => {
  const all = redactionReports()
  const asked = all.filter(
    ({ id, verdict }) => verdict === 'sure' && NOT_OURS[id] === undefined && !ELSEWHERE.some(([begins]) => id.startsWith(begins)),
  )
  const disagreements = asked.flatMap((report): Disagreement[] => {
    const wrong = faultOf(report)
    return wrong === '' ? [] : [{ id: report.id, about: report.summary, wrong }]
  })
  return { corpus: 'reports-redaction', cases: asked.length, disagreements, floor: 1, left: all.length - asked.length }
}
