import { describe, expect, test } from 'vitest'
import { compareObject, predictApply } from '../../src/sync/index.ts'
import { notJson } from '../support/not-json.ts'

/** What the fuzz found, each at its smallest; `npm run fuzz` looks for more. */
const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } }

describe('a result has no property that is undefined', () => {
  test('where the metadata of one side is missing', () => expect(notJson(compareObject(POD, {}))).toBeUndefined())
  test('where a port of a Service is null', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: [null, { port: 53 }] } }
    expect(notJson(predictApply(POD, service))).toBeUndefined()
    expect(notJson(predictApply(service, undefined))).toBeUndefined()
  })
  test('where the version of one side is missing', () => expect(notJson(compareObject({}, POD))).toBeUndefined())
})
