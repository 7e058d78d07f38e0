import { assessHealth } from '../../src/health/index.ts'
import type { Health } from '../../src/health/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { Conformance, Disagreement } from './conformance.ts'

/** One state from a public bug report, or made up to mislead, with every answer that is right. */
export interface HealthReport {
  readonly id: string
  readonly source: string
  readonly summary: string
  readonly object: KubeObject
  readonly related?: readonly KubeObject[]
  readonly now: string
  readonly expected: readonly string[]
  /** 'debatable': listed and not counted. */
  readonly verdict: 'sure' | 'debatable'
  readonly why: string
}

/** The reports of fixtures/health/reports.jsonl.gz. */
export const healthReports = (): readonly HealthReport[] => fixtureLines<HealthReport>('health/reports.jsonl.gz')

/** The answer to a report. */
export const answerReport = ({ object, related, now }: HealthReport): Health =>
  assessHealth(object, { now, ...(related === undefined ? undefined : { related }) })

/** True where the answer is green over something that is not. */
export const isFalselyGreen = (expected: readonly string[], { status }: Health): boolean =>
  (status === 'Healthy' || status === 'NotApplicable') && !expected.includes(status) && !expected.some(each => RESTS.has(each))

const RESTS: ReadonlySet<string> = new Set(['Healthy', 'NotApplicable', 'Suspended'])

/** Asks every report that is not debatable. */
export const reportsHealthConformance = (): Conformance & { readonly falselyGreen: number } => {
  const all = healthReports()
  const sure = all.filter(({ verdict }) => verdict === 'sure')
  const wrong = sure
    .map(report => ({ report, health: answerReport(report) }))
    .filter(({ report, health }) => !report.expected.includes(health.status))
  return {
    corpus: 'reports-health',
    cases: sure.length,
    disagreements: wrong.map(({ report, health }) => disagreement(report, health)),
    floor: 0.98,
    left: all.length - sure.length,
    falselyGreen: wrong.filter(({ report, health }) => isFalselyGreen(report.expected, health)).length,
  }
}

const disagreement = (report: HealthReport, health: Health): Disagreement => ({
  id: report.id,
  about: health.rule,
  wrong: `${health.status} ${health.reason}, not ${report.expected.join(' or ')}: ${health.message}`,
})
