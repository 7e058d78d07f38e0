import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBase64, encodeBase64, textOfUtf8, utf8 } from '../../src/model/scalars/base64.ts'
import { parseDuration, sameDuration } from '../../src/model/scalars/duration.ts'
import { pathText, pointerOf, pointerTokens } from '../../src/model/field-path.ts'
import { groupVersion, kindKeyOf, refKey, refOf, refText } from '../../src/model/identity.ts'
import { durationText, earliest, millisecondsOf, timestamp } from '../../src/model/scalars/time.ts'

describe('base64', () => {
  test('is what the platform writes, and reads back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), bytes => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(decodeBase64(encodeBase64(bytes))).toEqual(new Uint8Array(bytes))
      }),
    )
  })
  test('with line breaks, of the URL alphabet or without padding is read', () => {
    expect(decodeBase64('YWJ\nj\r\nZA==')).toEqual(utf8('abcd'))
    expect(decodeBase64('_-8')).toEqual(new Uint8Array([0xff, 0xef]))
  })
  test.each(['a', 'a===', '=a', 'ab=c', 'é', 'abcd=', 'ab c'])('%j is none', text => expect(decodeBase64(text)).toBeUndefined())
  test('bytes that are no text are told', () => {
    expect(textOfUtf8(new Uint8Array([0xff]))).toBeUndefined()
    expect(textOfUtf8(utf8('é漢😀'))).toBe('é漢😀')
  })
})

describe('a duration as Go writes it', () => {
  test.each([
    ['8760h', '8760h0m0s'],
    ['1h30m', '90m'],
    ['1.5s', '1500ms'],
    ['0', '0s'],
    ['-1m', '-60s'],
    ['1µs', '1000ns'],
    ['.5s', '500ms'],
  ])('%s is as long as %s', (a, b) => expect(sameDuration(a, b)).toBe(true))
  test.each(['', '1', '1d', 'h', '1h x', '1h-1m', 'x'.repeat(100), null])('%j is none', text => expect(parseDuration(text)).toBeUndefined())
})

describe('a path', () => {
  test('reads as people write it', () => {
    expect(pathText(['spec', 'containers', { name: 'web' }, 'args', 2])).toBe('spec.containers[name=web].args[2]')
    expect(pathText(['metadata', 'annotations', 'example.com/a'])).toBe('metadata.annotations["example.com/a"]')
    expect(pathText([{ port: 80, protocol: 'a b' }])).toBe('[port=80,protocol="a b"]')
  })
  test('as an RFC 6901 pointer reads back', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), tokens => {
        expect(pointerTokens(pointerOf(tokens))).toEqual(tokens)
      }),
    )
    expect(pointerOf(['a/b', '~', 0])).toBe('/a~1b/~0/0')
  })
  test.each(['a', '/~', '/~2'])('%j is no pointer', text => expect(pointerTokens(text)).toBeUndefined())
})

describe('time', () => {
  test('is read from text, milliseconds and Dates', () => {
    expect(millisecondsOf('1970-01-01T00:00:01Z')).toBe(1000)
    expect(millisecondsOf('1970-01-01T01:00:00.5+01:00')).toBe(500)
    expect(millisecondsOf(new Date(5))).toBe(5)
    for (const none of ['2026-01-01', '2026-13-01T00:00:00Z', 'now', '', null, Number.NaN, new Date(Number.NaN), {}])
      expect(millisecondsOf(none)).toBeUndefined()
  })
  test('is written in UTC, as Kubernetes does', () => {
    expect(timestamp(0)).toBe('1970-01-01T00:00:00Z')
    expect(timestamp(1)).toBe('1970-01-01T00:00:00.001Z')
    expect(timestamp(Number.MAX_VALUE)).toBe('+275760-09-13T00:00:00Z')
  })
  test('the earliest of several is found', () => {
    expect(earliest(undefined, '2026-01-02T00:00:00Z', '2026-01-01T12:00:00Z')).toBe('2026-01-01T12:00:00Z')
    expect(earliest()).toBeUndefined()
  })
  test.each([
    [0, '0s'],
    [119_000, '119s'],
    [120_000, '2m'],
    [150_000, '2m30s'],
    [600_000, '10m'],
    [3 * 3_600_000, '3h'],
    [50 * 3_600_000, '2d2h'],
    [40 * 86_400_000, '40d'],
    [-5, '0s'],
  ])('an age of %d ms reads %s, as kubectl prints it', (age, text) => expect(durationText(age)).toBe(text))
})

describe('identity', () => {
  test('is group, kind, namespace and name', () => {
    const ref = refOf({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } }, 'east')
    expect(ref).toEqual({ group: 'apps', version: 'v1', kind: 'Deployment', namespace: 'shop', name: 'web', source: 'east' })
    expect(refKey(ref)).toBe('apps/Deployment/shop/web/east')
    expect(refText(ref)).toBe('Deployment shop/web')
  })
  test('of the core group has an empty one, and nonsense has empty parts', () => {
    expect(groupVersion('v1')).toEqual({ group: '', version: 'v1' })
    expect(kindKeyOf({ apiVersion: 'v1', kind: 'Pod' })).toBe('Pod')
    expect(kindKeyOf(7)).toBe('')
    expect(refText(refOf({ kind: 'Namespace', metadata: { name: 'a' } }))).toBe('Namespace a')
  })
})
