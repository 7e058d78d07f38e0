import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { status } from '../../src/cli/commands/status.ts'
import * as contracts from '../../src/contract/index.ts'
import type { Contract } from '../../src/contract/index.ts'
import { parseYaml } from '../../src/parse/index.ts'
import { readPolicy } from '../../src/policy/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { createFeeder, createTracker, readTimelineLine } from '../../src/watch/index.ts'
import { optionsOf, surroundings } from '../cli/run.ts'
import type { SyncRecord } from '../conformance/sync.ts'
import { fixtureLines, fixtureText } from '../support/fixtures.ts'
import { healthCases } from '../support/health-cases.ts'
import { storefrontBefore } from '../support/storefront-moment.ts'

const all: readonly (readonly [string, Contract<unknown>])[] = Object.entries(contracts)
const nameOf = ({ jsonSchema }: Contract<unknown>): string => String(jsonSchema['$id']).replace(/.*:/, '')
const ajv = new Ajv2020({ strict: false })
const compiled = new Map(all.map(([, contract]) => [nameOf(contract), ajv.compile(contract.jsonSchema)]))

/** What the validator and the JSON Schema that is shipped find wrong in a document, as it is after a way through JSON. */
const wrongIn = (contract: Contract<unknown>, document: unknown): readonly unknown[] => {
  const json: unknown = JSON.parse(JSON.stringify(document))
  const parsed = contract.parse(json)
  const check = compiled.get(nameOf(contract))
  const found = check?.(json) === true ? [] : (check?.errors ?? ['no schema'])
  return [...('problems' in parsed ? parsed.problems : []), ...found]
}

test.each(all)('the JSON Schema of %s is the one that is shipped', async (_, contract) => {
  await expect(`${JSON.stringify(contract.jsonSchema, undefined, 2)}\n`).toMatchFileSnapshot(
    `../../schemas/${nameOf(contract)}.schema.json`,
  )
})

describe('what this package writes fits its schemas', () => {
  test('the assessment of every fixture of health', () => {
    for (const { live, related } of healthCases())
      expect(
        wrongIn(
          contracts.assessmentContract,
          assessApplication({ desired: [live], live: [live, ...related] }, { now: '2026-11-23T10:00:00Z' }),
        ),
      ).toEqual([])
  })

  test('the assessment of every recorded class of difference, and of some of the generated', () => {
    const generated = fixtureLines<SyncRecord>('sync/generated.jsonl.gz').filter((_, index) => index % 50 === 0)
    for (const { desired, live } of [...fixtureLines<SyncRecord>('sync/classes.jsonl.gz'), ...generated])
      expect(wrongIn(contracts.assessmentContract, assessApplication({ desired: [desired], live: [live] }))).toEqual([])
  })

  test('what a tracker says of the storefront, and the lines that it is made of', () => {
    const tracker = createTracker()
    const feed = createFeeder(tracker)
    const lines = fixtureText('storefront/timeline.jsonl.gz')
      .split('\n')
      .filter(line => line !== '')
    for (const [index, text] of lines.entries()) {
      expect(wrongIn(contracts.timelineContract, JSON.parse(text))).toEqual([])
      const line = readTimelineLine(text, { source: '', line: index })
      if ('code' in line) throw new Error(line.message)
      const deployment = feed(line)
      expect(wrongIn(contracts.deploymentsContract, deployment === undefined ? [] : [deployment])).toEqual([])
      if (index % 25 !== 0 && index !== lines.length - 1) continue
      expect(wrongIn(contracts.assessmentContract, tracker.assess(line.at))).toEqual([])
      expect(wrongIn(contracts.labelChangesContract, tracker.changes(line.at))).toEqual([])
      expect(wrongIn(contracts.snapshotContract, tracker.snapshot())).toEqual([])
    }
  })

  test('what status -o json prints, under its name and version', () => {
    const { desired, live, at } = storefrontBefore('deploy release 1 again')
    const policy = readPolicy('apiVersion: live-object-status/v1\nkind: Policy\ncounting:\n- { for: apps/Deployment, countsAs: nothing }\n')
    const printed: unknown = JSON.parse(
      status({ desired: [desired], live: [live], problems: [], policy }, optionsOf('status', '-o', 'json'), surroundings(at)).text,
    )
    expect(printed).toMatchObject({
      apiVersion: 'live-object-status/v1',
      kind: 'ApplicationAssessment',
      policy: { source: 'live-status.yaml' },
    })
    expect(wrongIn(contracts.assessmentContract, printed)).toEqual([])
  })
})

/** Every policy that the documentation shows. */
const policies = Array.from(fixtureText('../docs/policy.md').matchAll(/```yaml\n([\s\S]*?)```/g), ([, text = '']) => text).filter(text =>
  text.includes('kind: Policy'),
)

test('the policies of the documentation fit, and are read without a problem', () => {
  expect(policies.length).toBeGreaterThan(0)
  for (const text of policies) {
    expect(wrongIn(contracts.policyContract, parseYaml(text).documents[0])).toEqual([])
    expect(readPolicy(text).problems).toEqual([])
  }
})

describe('what does not fit', () => {
  test('is told by its place and type, and no value is quoted', () => {
    const answer = contracts.deploymentsContract.parse([{ id: 7, state: 'hunter2' }])
    expect(answer).toEqual({
      problems: [
        { code: 'invalid-document', message: '[0].id: expected a string, got a number', pointer: '/0/id' },
        {
          code: 'invalid-document',
          message: expect.stringMatching(/^\[0\]\.state: expected 'queued', .*, got another string$/),
          pointer: '/0/state',
        },
      ],
    })
    expect(JSON.stringify(contracts.sourcesContract.parse({ hunter2: { synced: 1 } }))).not.toContain('hunter2')
  })

  test.each(all)('of %s is a problem whatever it is, in both', (_, contract) => {
    for (const value of [null, 7, 'text', true]) expect(wrongIn(contract, value).length).toBeGreaterThan(1)
  })

  test('comes as issues to whoever takes validators of any maker', () => {
    const { validate, version, vendor } = contracts.snapshotContract['~standard']
    expect({ version, vendor }).toEqual({ version: 1, vendor: 'live-object-status' })
    expect(validate({ version: '2' })).toEqual({ issues: [{ message: 'expected a whole number, got a string', path: ['version'] }] })
    const snapshot = createTracker().snapshot()
    expect(validate(snapshot)).toEqual({ value: snapshot })
  })
})

test('a field that a newer version adds is let pass; what a person writes is not', () => {
  const assessment = { ...assessApplication({ desired: [], live: [] }), newer: true }
  expect(wrongIn(contracts.assessmentContract, assessment)).toEqual([])
  expect(wrongIn(contracts.policyContract, { apiVersion: 'live-object-status/v1', kind: 'Policy', newer: true })).not.toEqual([])
})
