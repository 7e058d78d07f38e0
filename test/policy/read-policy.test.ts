import { describe, expect, test } from 'vitest'
import { readPolicy } from '../../src/policy/index.ts'
import { assessApplication, assessObject } from '../../src/status/index.ts'

const HEAD = 'apiVersion: live-object-status/v1\nkind: Policy\n'
const read = (body: string, source?: string) => readPolicy(HEAD + body, source === undefined ? {} : { source })
const told = (body: string): string[] => read(body).problems.map(({ line, column, message }) => `${line}:${column} ${message}`)

const oven = (status: object, name = 'a') => ({
  apiVersion: 'example.com/v1',
  kind: 'Oven',
  metadata: { name, namespace: 'shop' },
  spec: { temperature: 200 },
  status,
})
const health = (body: string, live: ReturnType<typeof oven>) => assessObject({ live }, read(body).options).health

describe('a rule of a policy', () => {
  test('as data is one of checkRule, for kinds or for some of their objects', () => {
    const rules = (scope: string): string =>
      `rules:\n- for: ${scope}\n  rules: [{ when: { field: status.phase, is: 'Off' }, status: Suspended }]\n`
    expect(health(rules('example.com/Oven'), oven({ phase: 'Off' }))).toMatchObject({
      status: 'Suspended',
      rule: 'custom:live-status.yaml:4:3',
    })
    expect(health(rules('{ kind: example.com/*, name: a }'), oven({ phase: 'Off' })).status).toBe('Suspended')
    expect(health(rules('{ kind: example.com/Oven, name: b }'), oven({ phase: 'Off' })).status).toBe('NotApplicable')
    expect(health(rules('[Pod, { namespace: shop }]'), oven({ phase: 'Off' })).status).toBe('Suspended')
  })

  test('as CEL is an entry of healthCheckExprs', () => {
    const rules =
      'rules:\n- apiVersion: example.com/v1\n  kind: Oven\n  current: status.temperature >= spec.temperature\n  failed: has(status.error)\n'
    expect(health(rules, oven({ temperature: 200 })).status).toBe('Healthy')
    expect(health(rules, oven({ temperature: 100 }))).toMatchObject({ status: 'Progressing', rule: 'custom:live-status.yaml:4:3' })
    expect(health(rules, oven({ temperature: 100, error: 'x' })).status).toBe('Degraded')
  })

  test('as kubectl wait says it is Healthy once all is met', () => {
    const rules = "rules:\n- for: example.com/Oven\n  waitFor: [condition=Hot, 'jsonpath={.status.phase}=Running']\n"
    const conditions = [{ type: 'Hot', status: 'True' }]
    expect(health(rules, oven({ conditions, phase: 'Running' }))).toMatchObject({
      status: 'Healthy',
      reason: 'ConditionMet',
      message: 'Condition Hot is True, .status.phase is "Running"',
    })
    expect(health(rules, oven({ conditions, phase: 'Off' }))).toMatchObject({
      status: 'Progressing',
      reason: 'WaitsFor',
      message: 'Waits for .status.phase to be "Running"',
    })
    expect(health(rules, oven({ phase: 'Running' })).message).toBe('Waits for the condition Hot to be True')
    expect(health(rules, oven({ conditions, phase: {} }))).toMatchObject({ status: 'Unknown', reason: 'EvaluationFailed' })
  })

  test('that waits for something to be there waits while a list is still empty', () => {
    const rules = 'rules:\n- for: example.com/Oven\n  waitFor: jsonpath={.status.addresses[0].ip}\n'
    expect(health(rules, oven({ addresses: [] }))).toMatchObject({
      status: 'Progressing',
      message: 'Waits for .status.addresses[0].ip to be there',
    })
    expect(health(rules, oven({ addresses: [{ ip: '10.0.0.1' }] })).status).toBe('Healthy')
  })

  test('that waits for deletion makes a missing object Healthy, and one that waits for creation does not', () => {
    const of = (waitFor: string, live?: object) =>
      assessObject(
        { desired: oven({}), ...(live === undefined ? {} : { live }) },
        read(`rules:\n- for: example.com/Oven\n  waitFor: ${waitFor}\n`).options,
      )
    expect(of('delete')).toMatchObject({ status: 'Healthy', reason: 'Deleted' })
    expect(of('delete', oven({})).health.message).toBe('Waits to be deleted')
    expect(of('create').status).toBe('Missing')
    expect(of('create', oven({})).health).toMatchObject({ status: 'Healthy', message: 'Is in the cluster' })
  })

  test('never makes Healthy what its controller has not seen or what is being deleted', () => {
    const rules = 'rules:\n- for: example.com/Oven\n  waitFor: create\n'
    const seen = oven({ observedGeneration: 1 })
    expect(health(rules, { ...seen, metadata: { ...seen.metadata, generation: 2 } as never }).status).toBe('Progressing')
    expect(health(rules, { ...seen, metadata: { ...seen.metadata, deletionTimestamp: '2026-11-23T10:00:00Z' } as never }).reason).toBe(
      'Terminating',
    )
  })
})

const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop', labels: { app: 'x' } }, data: { a: '1' } }
const edited = { ...settings, data: { a: '2' } }
const compared = (body: string) => assessObject({ desired: settings, live: edited }, read(body).options)

describe('an ignore rule of a policy', () => {
  test.each([
    ['- pointer: /data/a'],
    ['- path: data.a'],
    ['- path: .data["a"]'],
    ['- { pointer: /data, for: ConfigMap }'],
    ['- { pointer: /data, for: { namespace: shop, labelSelector: app=x } }'],
    ['- { kind: ConfigMap, jsonPointers: [/data/a] }'],
    ["- { group: '*', kind: '*', name: a, jqPathExpressions: [.data.a] }"],
    ['- { paths: [/data], target: { kind: Config.*, name: a|b, labelSelector: app in (x) } }'],
    ['- { paths: [/data] }'],
  ])('%s hides what it is about, and is named', entry => {
    const { comparison, status } = compared(`ignore:\n${entry}\n`)
    expect([status, comparison?.reason, comparison?.problems]).toEqual(['In Sync', 'Ignored', []])
    expect(comparison?.suppressed[0]?.ignoredBy).toMatch(/^live-status\.yaml:4:\d+$/)
  })
  test.each([
    ['- { pointer: /data, for: Secret }'],
    ['- { kind: Secret, jsonPointers: [/data/a] }'],
    ['- { kind: ConfigMap, namespace: other, jsonPointers: [/data/a] }'],
    ['- { paths: [/data], target: { kind: Config } }'],
  ])('%s hides nothing of another object', entry => expect(compared(`ignore:\n${entry}\n`).status).toBe('Out of Sync'))

  test('by manager hides what that manager wrote', () => {
    const managedFields = [{ manager: 'tuner', operation: 'Update', apiVersion: 'v1', fieldsV1: { 'f:data': { 'f:a': {} } } }]
    const live = { ...edited, metadata: { ...edited.metadata, managedFields } }
    for (const entry of ['{ manager: tuner }', '{ kind: ConfigMap, managedFieldsManagers: [tuner] }'])
      expect(assessObject({ desired: settings, live }, read(`ignore: [${entry}]`).options).status).toBe('In Sync')
  })
})

test('counting, thresholds, staleAfter and rollUp become options', () => {
  const { options, problems, entries } = read(
    'counting:\n- for: batch/Job\n  countsAs: nothing\n  because: it is for tests\nthresholds: { unschedulableAfter: 1h30m, attachAfter: 90s }\nstaleAfter: 15m\nrollUp: health-only\n',
    'policies/shop.yaml',
  )
  expect(problems).toEqual([])
  expect(options).toEqual({
    counting: [{ for: [{ kind: 'batch/Job' }], countsAs: 'nothing', because: 'it is for tests', name: 'policies/shop.yaml:4:3' }],
    thresholds: { unschedulableAfter: 5_400_000, attachAfter: 90_000 },
    staleAfter: 900_000,
    rollUp: 'health-only',
    policy: { source: 'policies/shop.yaml' },
  })
  expect(entries).toEqual([{ list: 'counting', name: 'policies/shop.yaml:4:3', line: 4, column: 3 }])
})

test('JSON is YAML', () => {
  const { options, problems } = readPolicy('{"apiVersion":"live-object-status/v1","kind":"Policy","staleAfter":"5m"}')
  expect([problems, options.staleAfter]).toEqual([[], 300_000])
})

describe('what is wrong in a policy is told by line and column, and costs nothing else', () => {
  test.each<[string, string[]]>([
    [
      'rule: []',
      [
        "3:1 expected only apiVersion, kind, thresholds, staleAfter, rollUp, rules, ignore, counting, got a name that is none (did you mean 'rules'?)",
      ],
    ],
    ['rules: {}', ['3:8 rules: expected a list, got an object']],
    ['rollUp: health', ["3:9 rollUp: expected 'health-first', 'health-only' or 'sync-first', got another string"]],
    ['staleAfter: 10', ['3:13 staleAfter: expected a duration such as 90s, 5m or 1h30m, got a number']],
    ['staleAfter: soon', ['3:13 staleAfter: expected a duration such as 90s, 5m or 1h30m, got a string']],
    [
      'rules:\n- for: a/B\n  rules:\n  - when: { cond: Hot }\n    status: Healty',
      [
        "7:13 rules[0].rules[0].status: expected 'Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown' or 'NotApplicable', got another string (did you mean 'Healthy'?)",
      ],
    ],
    [
      'rules:\n- for: a/B\n  rules:\n  - when: { cond: Hot, iss: x }\n    status: Healthy',
      [
        "6:24 rules[0].rules[0].when: expected only cond, is, isNot, reason, reasonNot, severity, severityNot, message, in, after, got a name that is none (did you mean 'is'?)",
      ],
    ],
    [
      'rules:\n- for: a/B\n  rules: [{ when: { any: items, where: { nope: 1 } }, status: Healthy }]',
      [
        '5:40 rules[0].rules[0].when.where: expected a test (with one of cond, field, compare, any, every, none, last, and, or, no), got an object',
      ],
    ],
    ['rules:\n- { for: Deployment, waitFor: create }', ['4:10 rules[0].for: is no kind of the core group: write apps/Deployment']],
    ['rules:\n- { for: Widget, waitFor: create }', ['4:10 rules[0].for: is no kind of the core group: write group/Kind']],
    [
      'rules:\n- { for: a/B, waitFor: [create, ready] }',
      [
        '4:33 rules[0].waitFor[1]: is no condition of kubectl wait --for (condition=NAME[=VALUE], jsonpath={PATH}[=VALUE], create or delete)',
      ],
    ],
    ['rules:\n- { for: a/B, waitFor: [delete, create] }', ['4:24 rules[0].waitFor: what waits to be deleted can wait for nothing else']],
    ['rules:\n- { for: a/B, waitFor: [] }', ['4:24 rules[0].waitFor: waits for nothing']],
    ['rules:\n- { apiVersion: a/v1, current: "status. ==" }', ['4:32 rules[0].current: Expected IDENTIFIER, got EQ']],
    ['rules:\n- { apiVersion: a/v1, kind: B }', ['4:3 rules[0].current: expected a string that is not empty, got nothing']],
    ['rules: [5]', ['3:9 rules[0]: expected a rule (with for and rules, for and waitFor, or apiVersion and current), got a number']],
    [
      'ignore:\n- { path: ".spec[" }',
      ['4:11 ignore[0].path: is no path as differences print it, and none in the part of jq that can be read'],
    ],
    ['ignore:\n- { pointer: spec }', ['4:14 ignore[0].pointer: is no JSON pointer (RFC 6901)']],
    ['ignore:\n- { paths: [""] }', ['4:13 ignore[0].paths[0]: would hide the whole object: counting says that one counts as nothing']],
    ['ignore:\n- { pointer: /a, path: b }', ['4:3 ignore[0]: needs one of pointer, path and manager, and has several']],
    ['ignore:\n- { kind: Secret }', ['4:3 ignore[0]: says nothing that should be ignored']],
    ['ignore:\n- { kind: Secret, group: "[a", jsonPointers: [/a] }', ['4:26 ignore[0].group: cannot be read, so that nothing is ignored']],
    ['ignore:\n- { paths: [/a], target: { name: "(" } }', ['4:34 ignore[0].target.name: cannot be read, so that nothing is ignored']],
    [
      'ignore:\n- { pointer: /a, for: { labelSelector: "a b" } }',
      ['4:40 ignore[0].for.labelSelector: is no label selector as kubectl -l takes it'],
    ],
    ['counting:\n- { for: [], countsAs: nothing }', ['4:10 counting[0].for: names no objects']],
    ['counting:\n- { for: {}, countsAs: nothing }', ["4:10 counting[0].for: says nothing of the objects: { kind: '*' } means all"]],
    ['counting:\n- { for: Pod, countsAs: nought }', ["4:25 counting[0].countsAs: expected 'nothing', got another string"]],
    [
      'counting:\n- { countsAs: nothing }',
      ["4:3 counting[0].for: expected a kind ('apps/Deployment'), a selector of objects or a list of them, got nothing"],
    ],
    [
      'thresholds: { attachAfte: 5m, attachAfter: 5 }',
      [
        "3:15 thresholds: expected only unschedulableAfter, terminatingAfter, loadBalancerAfter, addressAfter, workloadAfter, restartWindow, metricsAfter, apiServiceAfter, disruptionAfter, sandboxAfter, attachAfter, got a name that is none (did you mean 'attachAfter'?)",
        '3:44 thresholds.attachAfter: expected a duration such as 90s, 5m or 1h30m, got a number',
      ],
    ],
    ['a: b: c', ['3:4 The document is not YAML as kubectl reads it']],
    ['---\nb: 1', ['4:1 A policy is one document: this one is not read']],
  ])('%j', (body, problems) => expect(told(body)).toEqual(problems))

  test.each([
    ['', 'expected a policy, got null'],
    ['# nothing yet\n', 'expected a policy, got null'],
    ['[]', 'expected a policy, got a list'],
    ['kind: Policy', "apiVersion: expected 'live-object-status/v1', got nothing"],
    ['apiVersion: live-object-status/v1', "kind: expected 'Policy', got nothing"],
    [
      'apiVersion: live-object-status/v2\nkind: Policy',
      "apiVersion: expected 'live-object-status/v1', got another string (did you mean 'live-object-status/v1'?)",
    ],
    ['apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }', "apiVersion: expected 'live-object-status/v1', got another string"],
  ])('a text that is no policy (%j) says so and changes nothing', (text, message) => {
    const { options, problems } = readPolicy(
      `${text}\nstaleAfter: 1m\n`
        .replace(/^\n/, '')
        .replace(/^(# nothing yet|\[\])\n+staleAfter.*/, '$1')
        .replace(/^staleAfter.*\n$/, ''),
    )
    expect(options).toEqual({ policy: { source: 'live-status.yaml' } })
    expect(problems.map(problem => problem.message)).toContain(message)
  })

  test('good entries beside bad ones are used', () => {
    const { options, problems } = read(
      'ignore: [5, { pointer: /data/a }, { path: "(" }]\nrules: [{ for: a/B }, { for: a/C, waitFor: create }]\nrollUp: nope\nstaleAfter: 1m',
    )
    expect(problems.map(({ code }) => code)).toEqual(['invalid-policy', 'invalid-expression', 'invalid-policy', 'invalid-policy'])
    expect([options.ignore?.length, options.rules?.length, options.staleAfter, options.rollUp]).toEqual([1, 1, 60_000, undefined])
  })

  test('a suspicious expression is used and told', () => {
    const { options, problems } = read(
      "rules: [{ apiVersion: a/v1, current: 'true', failed: \"status.conditions.filter(c, c.type == 'A').all(c, c.status == 'True')\" }]",
    )
    expect([options.rules?.length, problems.map(({ code }) => code)]).toEqual([1, ['cel-vacuous-all']])
  })

  test('no value of the file is in a message', () => {
    const { problems } = read(
      'rollUp: hunter2\nhunter2: 1\nstaleAfter: hunter2\nrules: [hunter2, { for: hunter2, waitFor: hunter2 }]\nignore: [{ path: hunter2(, hunter2: 1 }, { pointer: hunter2 }]\ncounting: [{ for: { labelSelector: hunter2= = }, countsAs: hunter2 }]\n',
    )
    expect(problems.length).toBeGreaterThan(6)
    expect(JSON.stringify(problems)).not.toContain('hunter2')
  })
})

test('a policy for a whole application: what it silences is named and counted', () => {
  const { options } = read(
    'ignore: [{ pointer: /data }]\ncounting: [{ for: { name: b }, countsAs: nothing }]\nrules: [{ for: example.com/Oven, waitFor: create }]',
  )
  const other = { ...settings, metadata: { ...settings.metadata, name: 'b' } }
  const application = assessApplication({ desired: [settings, other, oven({})], live: [edited, oven({})] }, options)
  expect([application.status, application.gate]).toEqual(['Healthy', 'pass'])
  expect(application.policy).toEqual({
    source: 'live-status.yaml',
    uncounted: 1,
    ignored: 1,
    ignoredIn: 1,
    judged: 1,
    message: 'live-status.yaml: 1 object counts as nothing; 1 difference in 1 object is ignored; 1 object is judged by its rules',
  })
})
