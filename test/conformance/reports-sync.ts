import type { KubeObject } from '../../src/model/kube-object.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { compareObject, type CompareOptions, type Comparison } from '../../src/sync/index.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { Conformance } from './conformance.ts'

/** One case from a public bug report, a tool's marks or a differential run, in our own words. */
export interface SyncReport {
  readonly id: string
  readonly summary: string
  readonly desired: KubeObject
  readonly live: KubeObject
  readonly options?: CompareOptions
  /** The definitions of its custom resources. */
  readonly crd?: readonly KubeObject[]
  readonly expected: { readonly reapply?: string; readonly status?: string; readonly classHint?: string }
  /** A debatable case is answered as docs/differences.md says, and not counted. */
  readonly verdict: 'sure' | 'debatable'
  readonly why: string
}

/** The reports that lie in fixtures/. */
export const syncReports = (): readonly SyncReport[] => fixtureLines<SyncReport>('sync/reports.jsonl.gz')

/** The answer to a report, asked as it says. */
export const answerReport = ({ desired, live, options, crd }: SyncReport): Comparison =>
  compareObject(desired, live, {
    ...options,
    ...(crd === undefined ? undefined : { schemas: createSchemas({ customResourceDefinitions: crd }) }),
  })

/** What an answer says otherwise than a report expects; undefined where it agrees. */
export const wrongAnswer = ({ expected }: SyncReport, answer: Comparison): string | undefined => {
  const { reapply = answer.reapply, status = answer.status, classHint } = expected
  if (answer.reapply !== reapply || answer.status !== status)
    return `${answer.status}, ${answer.reapply} (${answer.message}); expected ${status}, ${reapply}`
  const classes = [...answer.differences, ...answer.suppressed, ...answer.notes].map(difference => difference.class as string)
  return classHint === undefined || classes.includes(classHint) ? undefined : `${classes.join(', ')}; expected ${classHint}`
}

/** Agreement with the public reports. */
export const reportsConformance = (): Conformance => {
  const reports = syncReports()
  const sure = reports.filter(({ verdict }) => verdict === 'sure')
  const disagreements = sure.flatMap(report => {
    const wrong = wrongAnswer(report, answerReport(report))
    return wrong === undefined ? [] : [{ id: report.id, about: report.summary, wrong }]
  })
  return { corpus: 'reports-sync', cases: sure.length, disagreements, floor: 0.97, left: reports.length - sure.length }
}
