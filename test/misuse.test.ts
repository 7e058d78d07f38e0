import { expect, test } from 'vitest'
import { parseLogLines, presentEvents } from '../src/activity/index.ts'
import { celRules, evaluateCel } from '../src/cel/index.ts'
import { assessHealth, checkRule } from '../src/health/index.ts'
import { optionNames } from '../src/model/expect.ts'
import { parseManifests, parseYaml } from '../src/parse/index.ts'
import { lintPolicy, readPolicy } from '../src/policy/index.ts'
import { createRedactor, trustAsShown, WithheldError } from '../src/redact/index.ts'
import { describeObject, preparePage, renderPage } from '../src/report/index.ts'
import { reportMisuses } from './support/report-misuses.ts'
import { createSchemas, hasStatus, isNamespaced, printerColumns } from '../src/schema/index.ts'
import { hashSecret, hashValue } from '../src/secrets/index.ts'
import { recordedApplications } from '../src/sources/index.ts'
import { assessApplication, assessObject, objectStatus, planObservation, refText, toLiveStatus } from '../src/status/index.ts'
import { compareObject, predictApply, prepareDesired } from '../src/sync/index.ts'
import { buildTree, indexRelated } from '../src/tree/index.ts'
import { SALT, comparing, health, hidesNothing, hiding, inputs, options } from './support/misuses.ts'
import type { Misuse } from './support/misuses.ts'
import { doorsOf, publicNames } from './support/public-interface.ts'
import { WATCH_MISUSES } from './support/watch-misuses.ts'

/** What a programmer gets who hands in something of the wrong type: one form, `<place>: expected <what>, got <type>`, for every export. */
const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } }
const NOW = '2026-11-23T10:00:00Z'
const redactor = createRedactor([])
const application = assessApplication({ desired: [POD], live: [POD] }, { redactor })
const assessment = assessObject({ desired: POD, live: POD }, { redactor })
const page = preparePage({ moments: [{ at: NOW, assessment: application }] })

const MISUSES: Readonly<Record<string, readonly Misuse[]>> = {
  ...WATCH_MISUSES,
  assessApplication: inputs(assessApplication),
  assessHealth: [
    ...options(wrong => assessHealth(POD, wrong)),
    ...hidesNothing(wrong => assessHealth(POD, wrong)),
    ...health(wrong => assessHealth(POD, wrong)),
    [wrong => assessHealth(POD, { rules: [wrong] }), { for: ['Pod'] }, 'options.rules[0].rules: expected a list, got nothing'],
    [
      wrong => assessHealth(POD, { rules: [wrong] }),
      { for: 'Pod', assess: () => ({}) },
      'options.rules[0]: expected a list of kinds as `for`',
    ],
  ],
  assessObject: [
    ...options(wrong => assessObject({}, wrong)),
    ...health(wrong => assessObject({}, wrong)),
    ...comparing(wrong => assessObject({}, wrong)),
    ...hiding(wrong => assessObject({}, wrong)),
    [wrong => assessObject(wrong), null, 'input: expected an object with desired or live, got null'],
    [
      wrong => assessObject(wrong),
      { observedAt: 'noon' },
      'input.observedAt: expected RFC 3339 text, milliseconds or a Date, got another string',
    ],
    [wrong => assessObject(wrong), { unknown: 'forbidden' }, "input.unknown: expected 'NotObserved'"],
    [wrong => assessObject(wrong), { liv: POD }, "input: expected names of its fields, got a name that is none (did you mean 'live'?)"],
  ],
  buildTree: [[wrong => buildTree(wrong), -1, 'objects: expected an iterable of Kubernetes objects, got a number']],
  celRules: [
    [wrong => celRules(wrong), {}, 'checks: expected a list of healthCheckExprs, got an object'],
    [wrong => celRules([wrong]), { apiVersion: 'a/v1' }, 'checks[0].current: expected a string that is not empty, got nothing'],
  ],
  checkRule: [
    [wrong => checkRule(wrong), null, 'rule: expected an object, got null'],
    [
      wrong => checkRule(wrong),
      { for: ['a/B'], rules: [{ when: { cond: 3 } }] },
      'rule.rules[0].when.cond: expected a string or a list of them, got a number',
    ],
  ],
  compareObject: [
    ...options(wrong => compareObject(POD, POD, wrong)),
    ...comparing(wrong => compareObject(POD, POD, wrong)),
    ...hiding(wrong => compareObject(POD, POD, wrong)),
    [wrong => compareObject(POD, POD, wrong), { previous: 'x' }, 'options.previous: expected an object, got a string'],
  ],
  createRedactor: [
    ...options(wrong => createRedactor([], wrong)),
    [wrong => createRedactor(wrong), 7, "values: expected a list of values, 'unknown', 'incomplete' or 'stale', got a number"],
    [wrong => createRedactor(wrong), 'hunter2', "values: expected a list of values, 'unknown', 'incomplete' or 'stale', got a string"],
    [wrong => createRedactor(['a', wrong]), 7, 'values[1]: expected a string, or a name and a value as strings, got a number'],
    [wrong => createRedactor([], { minLength: wrong }), 0, 'options.minLength: expected a whole number from 1 to 64, got a number'],
    [wrong => createRedactor([], { linePrefix: wrong }), 'kubctl', 'options.linePrefix: expected '],
    [wrong => createRedactor([], { onWeak: wrong }), 'show', "options.onWeak: expected 'mask' or 'withhold', got another string"],
  ],
  createSchemas: [
    [
      wrong => createSchemas(wrong),
      null,
      'input: expected an object with customResourceDefinitions, apiResources, openapi or kubernetes, got null',
    ],
    [
      wrong => createSchemas(wrong),
      { customResourceDefinitions: 'x' },
      'input.customResourceDefinitions: expected a list of definitions, got a string',
    ],
    [
      wrong => createSchemas(wrong),
      { customResourceDefinition: [] },
      "input: expected names of its fields, got a name that is none (did you mean 'customResourceDefinitions'?)",
    ],
  ],
  describeObject: [
    ...options(wrong => describeObject({ assessment }, wrong)),
    ...hidesNothing(wrong => describeObject({ assessment }, wrong)),
    [wrong => describeObject(wrong, { now: NOW }), {}, 'input.assessment: expected an answer made with a redactor, which it carries'],
    [
      wrong => describeObject(wrong, { now: NOW }),
      { assessment: assessObject({}) },
      'input.assessment: expected an answer made with a redactor',
    ],
    [wrong => describeObject({ assessment }, wrong), { now: 'x' }, 'options.now: expected RFC 3339 text'],
  ],
  evaluateCel: [[wrong => evaluateCel(wrong, {}), 7, 'expression: expected a string, got a number']],
  hasStatus: [[wrong => hasStatus('v1', 'Pod', wrong), undefined, 'schemas: expected what createSchemas made, got nothing']],
  hashSecret: [
    ...options(wrong => hashSecret(POD, wrong)),
    [wrong => hashSecret(POD, wrong), { salt: 7 }, 'options.salt: expected a string, got a number'],
    [wrong => hashSecret(POD, wrong), { scheme: 'sha-256' }, `options.scheme: expected ${SALT}`],
  ],
  hashValue: [
    ...options(wrong => hashValue('a', wrong)),
    [wrong => hashValue(wrong, { salt: 'a' }), 7, 'value: expected a string, got a number'],
    [wrong => hashValue('a', wrong), {}, 'options.salt: expected a string that is not empty, got nothing'],
    [wrong => hashValue('a', wrong), { salt: '' }, 'options.salt: expected a string that is not empty, got a string'],
    [wrong => hashValue('a', wrong), { salt: 'a', context: { name: 'a' } }, 'options.context.namespace: expected a string, got nothing'],
  ],
  indexRelated: [[wrong => indexRelated(wrong), undefined, 'objects: expected an iterable of Kubernetes objects, got nothing']],
  isNamespaced: [[wrong => isNamespaced('Pod', wrong), null, 'schemas: expected what createSchemas made, got null']],
  lintPolicy: [
    [wrong => lintPolicy(wrong, []), null, 'policy: expected what readPolicy returns, got null'],
    [wrong => lintPolicy(wrong, []), { options: {}, problems: [] }, 'policy.entries: expected '],
    [wrong => lintPolicy(readPolicy(''), wrong), {}, 'assessments: expected a list of assessments, got an object'],
    [wrong => lintPolicy(readPolicy(''), [wrong]), null, 'assessments[0]: expected what assessApplication returns, got null'],
  ],
  objectStatus: [
    [wrong => objectStatus(wrong), null, 'facts: expected an object with fresh, health and sync, got null'],
    [
      wrong => objectStatus(wrong),
      { fresh: true, health: 'Healthy', sync: 'Out of Sync' },
      "facts.sync: expected 'InSync', 'OutOfSync', 'Unknown', 'Orphaned' or 'NotApplicable', got another string (did you mean 'OutOfSync'?)",
    ],
  ],
  parseLogLines: [
    ...options(wrong => parseLogLines('', wrong)),
    [wrong => parseLogLines(wrong, { redactor }), 3, 'text: expected a string, got a number'],
    [wrong => parseLogLines('', wrong), {}, 'options.redactor: expected a redactor (createRedactor makes one), got nothing'],
    [wrong => parseLogLines('', wrong), { redactor, maxBytes: '1' }, 'options.maxBytes: expected bytes from 0, got a string'],
    [
      wrong => parseLogLines('', wrong),
      { redactor: 'none' },
      'options.redactor: expected a redactor (createRedactor makes one), got a string',
    ],
  ],
  parseManifests: [
    ...options(wrong => parseManifests('', wrong)),
    ...hidesNothing(wrong => parseManifests('', wrong)),
    [wrong => parseManifests(wrong), POD, 'text: expected a string, got an object'],
    [wrong => parseManifests('', wrong), { namespace: 7 }, 'options.namespace: expected a string, got a number'],
  ],
  parseYaml: [
    ...options(wrong => parseYaml('', wrong)),
    ...hidesNothing(wrong => parseYaml('', wrong)),
    [wrong => parseYaml(wrong), 3, 'text: expected a string, got a number'],
    [wrong => parseYaml('', wrong), { source: 7 }, 'options.source: expected a string, got a number'],
  ],
  predictApply: [
    ...options(wrong => predictApply(POD, POD, wrong)),
    ...hidesNothing(wrong => predictApply(POD, POD, wrong)),
    ...comparing(wrong => predictApply(POD, POD, wrong)),
  ],
  prepareDesired: [...options(wrong => prepareDesired(POD, wrong)), ...hidesNothing(wrong => prepareDesired(POD, wrong))],
  preparePage: [
    ...options(wrong => preparePage({ moments: [] }, wrong)),
    ...hidesNothing(wrong => preparePage({ moments: [] }, wrong)),
    [wrong => preparePage(wrong), null, 'input: expected an object with moments, got null'],
    [wrong => preparePage({ moments: wrong }), [], 'input.moments: expected at least one, got a list'],
    [wrong => preparePage({ moments: [wrong] }), { at: 'noon' }, 'input.moments.at: expected RFC 3339 text'],
  ],
  presentEvents: [
    ...options(wrong => presentEvents([], wrong)),
    [wrong => presentEvents(wrong, { now: NOW, redactor }), 'x', 'events: expected a list of events, got a string'],
    [wrong => presentEvents([], wrong), { now: NOW }, 'options.redactor: expected a redactor (createRedactor makes one), got nothing'],
    [wrong => presentEvents([], wrong), { redactor }, 'options.now: expected RFC 3339 text, milliseconds or a Date, got nothing'],
  ],
  printerColumns: [[wrong => printerColumns('v1', 'Pod', wrong), {}, 'schemas: expected what createSchemas made, got an object']],
  readPolicy: [
    ...options(wrong => readPolicy('', wrong)),
    [wrong => readPolicy(wrong), { kind: 'Policy' }, 'text: expected a string, got an object'],
    [wrong => readPolicy('', wrong), { source: 7 }, 'options.source: expected a string, got a number'],
  ],
  renderPage: [
    ...options(wrong => renderPage(page, wrong)),
    ...hidesNothing(wrong => renderPage(page, wrong)),
    [wrong => renderPage(wrong), {}, 'data: expected what preparePage returns, or a list of it, got an object'],
    [wrong => renderPage(page, wrong), { theme: 'black' }, "options.theme: expected 'light' or 'dark', got another string"],
  ],
  ...reportMisuses(application),
  planObservation: [
    ...options(wrong => planObservation([], wrong)),
    [wrong => planObservation(wrong), POD, 'desired: expected a list of objects, got an object'],
    [wrong => planObservation([], wrong), { schemas: {} }, 'options.schemas: expected what createSchemas made, got an object'],
    [wrong => planObservation([], wrong), { namespace: 7 }, 'options.namespace: expected a string, got a number'],
    [
      wrong => planObservation([], wrong),
      { recorded: { id: 'a' } },
      'options.recorded: expected a recorded application or a list of them, got an object',
    ],
  ],
  recordedApplications: [
    ...options(wrong => recordedApplications([], wrong)),
    [wrong => recordedApplications(wrong), null, 'live: expected an iterable of objects, got null'],
    [wrong => recordedApplications(wrong), 'kind: Secret', 'live: expected an iterable of objects, got a string'],
    [wrong => recordedApplications([], wrong), { complete: 'Secret' }, 'options.complete: expected a list of kinds, got a string'],
    [wrong => recordedApplications([], wrong), { schemas: [] }, 'options.schemas: expected what createSchemas made, got a list'],
  ],
  toLiveStatus: [
    ...options(wrong => toLiveStatus(application, wrong)),
    ...hidesNothing(wrong => toLiveStatus(application, wrong)),
    [wrong => toLiveStatus(wrong), null, 'assessment: expected what assessApplication returns, got null'],
    [wrong => toLiveStatus(application, wrong), { machineId: 'a' }, 'options.machineId: expected a function, got a string'],
  ],
  trustAsShown: [
    [wrong => trustAsShown(wrong, redactor), null, 'answer: expected an object, got null'],
    [wrong => trustAsShown({}, wrong), undefined, 'redactor: expected a redactor (createRedactor makes one), got nothing'],
  ],
  refText: [
    [wrong => refText(wrong), null, 'ref: expected a reference to an object, got null'],
    [wrong => refText(wrong), { group: '', version: 'v1', kind: 'Pod', namespace: 'a' }, 'ref.name: expected a string, got nothing'],
  ],
  WithheldError: [[wrong => new WithheldError(wrong), {}, 'reason: expected a string, got an object']],
}

const rows = Object.entries(MISUSES).flatMap(([name, misuses]) => misuses.map((misuse, index) => [`${name} #${index}`, ...misuse] as const))

test.each(rows)('%s is refused by its place and type', (_, call, wrong, message) => {
  let thrown: unknown
  try {
    call(wrong as never)
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(TypeError)
  expect((thrown as TypeError).message.slice(0, message.length)).toBe(message)
  expect((thrown as TypeError).message).toMatch(/^[\w.[\]…]+: expected .+/)
  expect((thrown as TypeError).message).not.toContain('hunter2')
})

/** All that they take is data, which is answered whatever it is. */
const TOTAL = new Set([
  'catalogueKinds',
  'findOwner',
  'fromLiveStatus',
  'hashInfo',
  'isSecret',
  'plainObject',
  'printYaml',
  'servedSecretData',
])

test('every function that a user calls has its misuses in the table', () => {
  const functions = doorsOf().flatMap(door =>
    publicNames(door).flatMap(({ kind, name, declaration }) => (kind === 'value' && /=>|class/.test(declaration) ? [name] : [])),
  )
  expect([...new Set(functions)].filter(name => !(name in MISUSES) && !TOTAL.has(name))).toEqual([])
})

test('options of another function are let pass, so that people can share one object', () => {
  const shared = { now: NOW, applier: 'auto', maxBytes: 7, staleAfter: 1, theme: 'dark' } as const
  expect(assessHealth(POD, shared).status).toBe(assessHealth(POD, { now: NOW }).status)
  expect(compareObject(POD, POD, shared).status).toBe('InSync')
  expect(parseYaml('a: 1', { ...shared, maxBytes: 100 }).problems).toEqual([])
})

test('an option that is undefined is absent', () =>
  expect(
    assessApplication(
      { desired: [POD], live: [POD], sources: undefined as never },
      { redactor, now: undefined as never, rollUp: undefined as never },
    ),
  ).toEqual(application))

test('every name that is let pass is an option of some function', () => {
  const declarations = doorsOf().flatMap(door => publicNames(door).map(({ declaration }) => declaration))
  const text = declarations.join('\n')
  expect(
    optionNames().filter(name => !new RegExp(`\\b${name}\\??:`).test(text) && !text.includes(`"${name}"`) && !text.includes(`'${name}'`)),
  ).toEqual([])
})
