import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import { WithheldError } from '../../src/redact/index.ts'
import { describeObject } from '../../src/report/index.ts'
import { saltDigest } from '../../src/secrets/internal.ts'
import { assessApplication, assessObject } from '../../src/status/index.ts'
import { compareObject, predictApply } from '../../src/sync/index.ts'
import { buildTree } from '../../src/tree/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import { notJson } from '../support/not-json.ts'

/** What the fuzz found, each at its smallest; `npm run fuzz` looks for more. */
const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } }

describe('a wrong argument is named, with what was expected', () => {
  test.each<readonly [string, RegExp, (wrong: never) => unknown, unknown]>([
    ['a context of null', /^context: expected an object, got null$/, context => assessHealth(POD, context), null],
    ['thresholds of null', /^thresholds: expected/, thresholds => assessHealth(POD, { thresholds }), null],
    ['a reason that is an object', /^reason: expected a string, got object$/, reason => new WithheldError(reason), {}],
    [
      'options of null',
      /^options: expected an object, got null$/,
      options => describeObject({ assessment: assessObject({ live: POD }) }, options),
      null,
    ],
    ['a salt that is an object', /^salt: expected a string, got object$/, salt => saltDigest(salt), {}],
    ['deployments that are text', /^deployments: expected a list/, deployments => assessApplication({ live: [], deployments }), 'x'],
    ['sources of null', /^sources: expected an object/, sources => assessApplication({ live: [], sources }), null],
    ['events that are a number', /^events: expected a list/, events => assessApplication({ live: [], events }), -1],
    ['related that is text', /^related: expected a list/, related => assessApplication({ live: [] }, { related }), '*'],
    ['a redactor that is text', /^redactor: expected one/, redactor => assessObject({ live: POD }, { redactor }), 'x'],
    ['objects that are a number', /^objects: expected an iterable/, objects => buildTree(objects), -1],
    ['tracker options of null', /^options: expected an object, got null$/, options => createTracker(options), null],
    [
      'a snapshot whose sources are text',
      /^snapshot: expected/,
      state => createTracker({ snapshot: { version: 1, state } }),
      { sources: 'x' },
    ],
    [
      'a snapshot whose deployments are null',
      /^snapshot: expected/,
      state => createTracker({ snapshot: { version: 1, state } }),
      { deployments: [null] },
    ],
    [
      'a snapshot whose deployments are text',
      /^snapshot: expected/,
      state => createTracker({ snapshot: { version: 1, state } }),
      { deployments: 'x' },
    ],
  ])('%s', (_, message, call, wrong) => {
    expect(() => call(wrong as never)).toThrow(TypeError)
    expect(() => call(wrong as never)).toThrow(message)
  })
})

describe('a result has no property that is undefined', () => {
  test('where the metadata of one side is missing', () => expect(notJson(compareObject(POD, {}))).toBeUndefined())
  test('where a port of a Service is null', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: [null, { port: 53 }] } }
    expect(notJson(predictApply(POD, service))).toBeUndefined()
    expect(notJson(predictApply(service, undefined))).toBeUndefined()
  })
  test('where the version of one side is missing', () => expect(notJson(compareObject({}, POD))).toBeUndefined())
})

test.each(['constructor', 'toString', '__proto__', {}, null])('a step whose state is %j is as one of no known state', state => {
  const steps = (of: unknown) => ({
    deployments: [{ id: 'd1', state: 'succeeded' as const, steps: [{ id: 'a', state: of as never, desired: [POD] }] }],
    live: [POD],
  })
  expect(assessApplication(steps(state))).toEqual(assessApplication(steps('applied')))
})
