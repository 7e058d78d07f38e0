import type { ApplicationAssessment, ObjectStatus } from '../index.ts'
import { rollUpHealth, rollUpSync, countLabels } from '../status/internal.ts'
import type { Assessed } from './assess-texts.ts'
import { joinGates } from './gate.ts'
import { clean } from './output/guarded.ts'

/** One application as one cluster has it. */
export interface InCluster {
  readonly context: string
  readonly assessed: Assessed
}

/** One answer for an application that several clusters record each by itself, the worst first: its label, all objects, and what the others are. */
export const joinAssessed = (parts: readonly [InCluster, ...InCluster[]]): Assessed => {
  const [worst, ...others] = parts
  const all = parts.map(({ assessed }) => assessed)
  const answers = all.map(({ application }) => application)
  const objects = answers.flatMap(answer => answer.objects)
  const tally = countLabels(objects)
  const { application, options } = worst.assessed
  const moments = answers.flatMap(({ reassessAt }) => (reassessAt === undefined ? [] : [reassessAt])).toSorted()
  return {
    ...worst.assessed,
    title: '',
    application: {
      ...application,
      message: clean(options.redactor, `${worst.context}: ${application.message}${others.map(describeOther).join('')}`),
      health: rollUpHealth(tally),
      sync: rollUpSync(tally),
      gate: joinGates(answers.map(({ gate }) => gate)),
      counts: addCounts(answers),
      objects,
      orphans: answers.flatMap(({ orphans }) => orphans),
      notMonitored: answers.flatMap(({ notMonitored }) => notMonitored),
      incidents: answers.flatMap(({ incidents }) => incidents),
      suspects: answers.flatMap(({ suspects }) => suspects),
      unseen: [...new Set(answers.flatMap(({ unseen }) => unseen))],
      problems: answers.flatMap(({ problems }) => problems),
      ...(moments[0] === undefined ? undefined : { reassessAt: moments[0] }),
    },
    manifests: all.flatMap(({ manifests }) => manifests),
    live: all.flatMap(({ live }) => live),
    observed: all.flatMap(({ observed }) => observed),
    problems: all.flatMap(({ problems }) => problems),
    notes: all.flatMap(({ notes }) => notes),
    trouble: all.some(({ trouble }) => trouble),
  }
}

const describeOther = ({ context, assessed: { application } }: InCluster): string =>
  `; ${context} is ${application.status ?? 'without a status'}`

const addCounts = (answers: readonly Pick<ApplicationAssessment, 'counts'>[]): Record<ObjectStatus, number> => {
  const [first, ...rest] = answers
  const sum = { ...first?.counts } as Record<ObjectStatus, number>
  for (const { counts } of rest) for (const [label, count] of Object.entries(counts)) sum[label as ObjectStatus] += count
  return sum
}
