import { fixtureLines, hasShared, sharedLines } from '../support/fixtures.ts'
import { assessWritten, explains, judgeRecorded, judgeWritten, keyOf, merged, rootRef } from '../support/incident-truth.ts'
import type { RecordedCase, WrittenCase } from '../support/incident-truth.ts'
import type { Conformance, Disagreement } from './conformance.ts'

/** The written clusters with the root of what is wrong. */
export const writtenCases = (): readonly WrittenCase[] => fixtureLines<WrittenCase>('incidents/root-causes.jsonl.gz')

/** The recorded moments; none in a clone without them. */
export const recordedCases = (): readonly RecordedCase[] => sharedLines<RecordedCase>('incidents/recorded.jsonl.gz')

/**
 * Roots that no object and no sentence of a controller tells: a wrong value inside a Secret, what an answer of an application is about, an eviction
 * that was refused to somebody outside, a limit that admission had not come to.
 */
export const UNTELLABLE: ReadonlySet<string> = new Set(['job-reaches-its-backoff-limit Secret/tax/rates'])

const share = (corpus: string, all: readonly (Disagreement & { readonly right: boolean })[], floor: number): Conformance => ({
  corpus,
  cases: all.length,
  disagreements: all.filter(({ right }) => !right),
  floor,
})

const writtenConformance = (cases: readonly WrittenCase[]): readonly Conformance[] => {
  const judged = cases.map(one => {
    const answer = assessWritten(one)
    return { one, answer, verdict: judgeWritten(one, answer) }
  })
  const roots = (sure: WrittenCase['sure'], floor: number): Conformance =>
    share(
      `incidents, ${sure}: roots`,
      judged
        .filter(({ one }) => one.sure === sure)
        .map(({ one, answer, verdict }) => ({
          id: one.id,
          about: keyOf(one.root),
          right: verdict.rootFound,
          wrong: `${answer.incidents.map(incident => keyOf(rootRef(incident))).join(', ')} | suspects ${answer.suspects.map(({ cause }) => keyOf(cause)).join(', ')}`,
        })),
      floor,
    )
  return [
    roots('stated', 1),
    roots('linked', 21 / 23),
    roots('inferred', 3 / 5),
    share(
      'incidents: symptoms',
      judged.flatMap(({ one, answer }) =>
        one.sure === 'inferred'
          ? []
          : one.symptoms.map(symptom => ({
              id: one.id,
              about: keyOf(symptom),
              right: judgeWritten({ ...one, symptoms: [symptom] }, answer).symptomsExplained === 1,
              wrong: 'not explained by the right root',
            })),
      ),
      0.92,
    ),
    share(
      'incidents: no false fold',
      judged.map(({ one, verdict }) => ({
        id: one.id,
        about: one.family,
        right: verdict.falseFolds.length === 0 && verdict.falseRoots.length === 0,
        wrong: [...verdict.falseFolds, ...verdict.falseRoots].join(', '),
      })),
      1,
    ),
  ]
}

/** Any two cases as one cluster: no incident may hold symptoms of both. */
export const pairConformance = (cases: readonly WrittenCase[], every = 1): Conformance => {
  const all: (Disagreement & { readonly right: boolean })[] = []
  let count = 0
  cases.forEach((a, index) => {
    for (const b of cases.slice(index + 1)) {
      if (count++ % every !== 0) continue
      const both = merged(a, b)
      if (both === undefined) continue
      const mixing = assessWritten(both).incidents.filter(
        incident => a.symptoms.some(ref => explains(incident, ref)) && b.symptoms.some(ref => explains(incident, ref)),
      )
      all.push({
        id: `${a.id} + ${b.id}`,
        about: 'pair',
        right: mixing.length === 0,
        wrong: mixing.map(incident => keyOf(rootRef(incident))).join(),
      })
    }
  })
  return share('incidents: pairs', all, 1)
}

const recordedConformance = (cases: readonly RecordedCase[]): readonly Conformance[] => {
  const faults = cases.filter(({ phase }) => phase === 'fault')
  const judged = faults.map(one => {
    const answer = assessWritten({ now: one.at, desired: one.desired, objects: one.objects })
    return { one, answer, verdict: judgeRecorded(one, answer) }
  })
  return [
    share(
      'incidents, recorded: roots',
      judged.flatMap(({ one, answer, verdict }) =>
        verdict.roots
          .filter(({ key }) => !UNTELLABLE.has(`${one.scenario} ${key}`))
          .map(({ key, found }) => ({
            id: one.scenario,
            about: key,
            right: found,
            wrong: `${answer.incidents.map(incident => keyOf(rootRef(incident))).join(', ')} | suspects ${answer.suspects.map(({ cause }) => keyOf(cause)).join(', ')}`,
          })),
      ),
      0.85,
    ),
    share(
      'incidents, recorded: explained',
      judged.flatMap(({ one, answer, verdict }) =>
        verdict.explained.map(({ key, by, found }) => ({
          id: one.scenario,
          about: `${key} by ${by}`,
          right: found,
          wrong: answer.incidents.map(incident => keyOf(rootRef(incident))).join(', '),
        })),
      ),
      0.85,
    ),
    share(
      'incidents, recorded: no false fold',
      judged.map(({ one, verdict }) => ({
        id: one.scenario,
        about: one.family,
        right: verdict.falseFolds.length === 0,
        wrong: verdict.falseFolds.join('; '),
      })),
      1,
    ),
    share(
      'incidents, recorded: none while well',
      cases
        .filter(({ phase }) => phase === 'healthy')
        .map(one => {
          const { incidents } = assessWritten({ now: one.at, desired: one.desired, objects: one.objects })
          return {
            id: one.scenario,
            about: one.family,
            right: incidents.length === 0,
            wrong: incidents.map(({ message }) => message).join('; '),
          }
        }),
      1,
    ),
    share(
      'incidents, recorded: root repaired',
      cases
        .filter(({ phase }) => phase === 'after-repair')
        .flatMap(one => {
          const { incidents } = assessWritten({ now: one.at, desired: one.desired, objects: one.objects })
          const before = cases.find(({ scenario, phase }) => scenario === one.scenario && phase === 'fault')
          const then =
            before === undefined ? [] : assessWritten({ now: before.at, desired: before.desired, objects: before.objects }).incidents
          return (one.repaired ?? []).map(root => {
            // By root and reason: what is gone now was not at fault by being gone.
            const still = incidents.filter(
              ({ id, ...incident }) => keyOf(rootRef({ id, ...incident })) === keyOf(root) && then.some(each => each.id === id),
            )
            return {
              id: one.scenario,
              about: keyOf(root),
              right: still.length === 0,
              wrong: still.map(({ message }) => message).join('; '),
            }
          })
        }),
      0.9,
    ),
  ]
}

/** How far the causes that are found are the true ones. */
export const incidentConformance = (): readonly Conformance[] => {
  const written = writtenCases()
  return [...writtenConformance(written), pairConformance(written), ...(hasShared ? recordedConformance(recordedCases()) : [])]
}
