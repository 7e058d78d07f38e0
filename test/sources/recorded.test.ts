import { expect, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.ts'
import { recordedApplications } from '../../src/sources/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { refKey } from '../../src/model/identity.ts'
import { at, recordOf, recordsOf, textOf } from '../../src/model/read.ts'
import { agreement } from '../conformance/conformance.ts'
import { recordedSteps, sourcesConformance } from '../conformance/sources.ts'
import { deepFreeze } from '../support/deep-freeze.ts'

/** What real tools left in a cluster, a step each (fixtures/sources). */
const steps = recordedSteps()
const idOf = ({ scenario, step }: (typeof steps)[number]): string => `${scenario}/${step}`

test.each(sourcesConformance())('$corpus are as the tools left them', result => {
  expect(result.cases).toBeGreaterThan(0)
  expect(result.disagreements.slice(0, agreement(result) < result.floor ? 10 : 0)).toEqual([])
})

test('every live object is in one application at most, as a member or as what was left behind', () => {
  const twice = steps.flatMap(step => {
    const seen = new Set<string>()
    return recordedApplications(step.objects).flatMap(({ members, orphans }) =>
      [...members, ...orphans].flatMap(ref => {
        const key = refKey({ ...ref, version: '' })
        if (seen.has(key)) return [`${idOf(step)} ${key}`]
        seen.add(key)
        return []
      }),
    )
  })
  expect(twice).toEqual([])
})

test('the order of the objects changes no application, and nothing handed in is changed', () => {
  for (const step of steps.filter((_, index) => index % 9 === 0)) {
    const ids = (objects: Iterable<object>): string[] =>
      recordedApplications(objects as never)
        .map(({ id }) => id)
        .sort()
    const frozen = deepFreeze(step.objects)
    expect(ids([...frozen].reverse())).toEqual(ids(frozen))
  }
})

test('an answer never shows the content of a release, nor the values of a Secret in it', () => {
  for (const step of steps.filter(({ tool }) => tool === 'helm')) {
    const stored = step.objects.flatMap(object => textOf(at(object, 'data', 'release')) ?? [])
    const secrets = step.applied
      .filter(({ kind }) => kind === 'Secret')
      .flatMap(object => [...Object.values(recordOf(at(object, 'stringData'))), ...Object.values(recordOf(at(object, 'data')))])
      .filter((value): value is string => typeof value === 'string' && value.length >= 8)
    for (const recorded of recordedApplications(step.objects)) {
      const answer = JSON.stringify(
        assessApplication(
          { recorded, live: step.objects },
          { redactor: createRedactor([], { secrets: { salt: 'pepper pepper pepper' } }) },
        ),
        (key, value: unknown) =>
          // A patch is raw by nature.
          key === 'patch' ? undefined : value,
      )
      const problems = JSON.stringify(recorded.problems)
      for (const text of stored) {
        expect(answer.includes(text)).toBe(false)
        expect(problems.includes(text)).toBe(false)
      }
      for (const value of secrets)
        expect(`${idOf(step)} ${answer.includes(value)} ${problems.includes(value)}`).toBe(`${idOf(step)} false false`)
    }
  }
})

test('plain JSON of a record is the same input', () => {
  for (const step of steps.filter((_, index) => index % 11 === 0))
    for (const recorded of recordedApplications(step.objects)) {
      const read = JSON.parse(JSON.stringify(recorded)) as typeof recorded
      const [one, other] = [recorded, read].map(each => assessApplication({ recorded: each, live: step.objects }))
      expect(other).toEqual(one)
    }
})

test('everything that is there and owned by nothing is in some application, but for what the cluster and the tools write by the way', () => {
  const step = steps.find(({ tool }) => tool === 'helm')
  const covered = new Set(
    recordedApplications(step!.objects).flatMap(({ members, orphans }) =>
      [...members, ...orphans].map(({ kind, name }) => `${kind} ${name}`),
    ),
  )
  const left = step!.objects
    .filter(({ metadata }) => recordsOf(at(metadata, 'ownerReferences')).length === 0)
    .map(object => `${textOf(object.kind) ?? ''} ${textOf(at(object, 'metadata', 'name')) ?? ''}`)
    .filter(name => !covered.has(name) && !name.startsWith('Secret sh.helm'))
  expect(left.filter(name => !/^(?:ConfigMap kube-root-ca\.crt|ServiceAccount default|Endpoints |EndpointSlice )/.test(name))).toEqual([])
})
