import { describe, expect, test } from 'vitest'
import { NEVER, schemaNode, type SchemaNode } from '../../src/schema/internal.ts'
import { withDefaults, normalise } from '../../src/sync/server/normalise.ts'
import { newMergeState } from '../../src/sync/fields/merge-state.ts'

/** How Go reads and writes a value of each type: encoding/json with omitempty, resource.Quantity, metav1.Time and MicroTime, intstr. */
type Facts = Partial<SchemaNode>
const made = (value: unknown, type: SchemaNode['type'], facts: Facts = {}): unknown =>
  normalise(value, schemaNode(type, facts), newMergeState())
const findings = (value: unknown, node: SchemaNode): string[] => {
  const walk = newMergeState()
  normalise(value, node, walk)
  return walk.findings.map(({ kind, pointer }) => `${kind} ${pointer}`)
}
const struct = (fields: Record<string, SchemaNode>, facts: Facts = {}): SchemaNode =>
  schemaNode('struct', { struct: { type: '', fields: new Map(Object.entries(fields)) }, ...facts })
const [text, count, flag] = [schemaNode('string'), schemaNode('integer'), schemaNode('boolean')]

describe('a scalar is written in one spelling', () => {
  test.each<[SchemaNode['type'], unknown, unknown]>([
    ['string', 'a', 'a'],
    ['string', ' ', ' '],
    ['integer', 3, 3],
    ['number', 0.5, 0.5],
    ['boolean', true, true],
    ['int-or-string', '25%', '25%'],
    ['int-or-string', 0, 0],
    ['int-or-string', '', ''],
    ['quantity', '1000m', '1'],
    ['quantity', '0.5', '500m'],
    ['quantity', 1, '1'],
    ['quantity', '1024Mi', '1Gi'],
    ['quantity', '0', '0'],
    ['bytes', 'YQ==', 'YQ=='],
    ['bytes', 'Y\nQ==', 'YQ=='],
    ['time', '2026-11-23T12:00:00+02:00', '2026-11-23T10:00:00Z'],
    ['time', '2026-11-23T10:00:00.987Z', '2026-11-23T10:00:00Z'],
    ['micro-time', '2026-11-23T12:00:00+02:00', '2026-11-23T10:00:00.000000Z'],
    ['micro-time', '2026-11-23T10:00:00.1234567Z', '2026-11-23T10:00:00.123456Z'],
    ['micro-time', '2026-11-23T10:00:00.5Z', '2026-11-23T10:00:00.500000Z'],
    ['any', { a: null }, { a: null }],
  ])('%s %j: %j', (type, value, expected) => {
    expect(made(value, type)).toEqual(expected)
    expect(findings(value, schemaNode(type))).toEqual([])
  })
  test.each<[SchemaNode['type'], unknown]>([
    ['string', 1],
    ['integer', '1'],
    ['number', '0.5'],
    ['boolean', 'true'],
    ['int-or-string', true],
    ['quantity', 'much'],
    ['quantity', true],
    ['bytes', 1],
    ['bytes', '?'],
    ['time', 1],
    ['time', 'yesterday'],
    ['micro-time', 'yesterday'],
    ['struct', 'a'],
    ['map', []],
    ['list', {}],
  ])('%s %j is of another type: it is noted, and stays for the message', (type, value) => {
    expect(made(value, type)).toEqual(value)
    expect(findings(value, schemaNode(type))).toEqual(['schema-mismatch '])
  })
  test('of a custom resource null is a value where it is nullable', () => {
    expect(made(null, 'string', { custom: true, nullable: true })).toBeNull()
    expect(made(null, 'string', { custom: true })).toBeUndefined()
    expect(made(null, 'string', { nullable: true })).toBeUndefined()
    expect(made(undefined, 'string', { custom: true, nullable: true })).toBeUndefined()
  })
})

describe('a zero is written', () => {
  test.each<[string, Facts, boolean]>([
    ['not where the Go field has omitempty', {}, false],
    ['where it is a pointer', { pointer: true }, true],
    ['where it has no omitempty', { keepsEmpty: true }, true],
    ['not where a default stands in for it', { keepsEmpty: true, default: 1 }, false],
    ['in a custom resource, whatever its default', { keepsEmpty: true, default: 1, custom: true }, true],
  ])('%s', (_, facts, written) => {
    for (const [type, zero] of [
      ['string', ''],
      ['integer', 0],
      ['number', 0],
      ['boolean', false],
      ['bytes', ''],
    ] as const)
      expect(made(zero, type, facts)).toEqual(written ? zero : undefined)
  })
})

describe('a struct', () => {
  test('holds what its type has, each in its spelling', () => {
    const node = struct({ name: text, size: schemaNode('quantity', { pointer: true }), gone: text })
    expect(normalise({ name: 'a', size: '1000m', gone: '' }, node, newMergeState())).toEqual({ name: 'a', size: '1' })
  })
  test('drops what it does not have, and what is behind a gate, and says where', () => {
    const node = struct({ inner: struct({ name: text, future: schemaNode('string', { kept: NEVER }) }, { pointer: true }) })
    const value = { inner: { name: 'a', future: 'b', other: 1 } }
    expect(normalise(value, node, newMergeState())).toEqual({ inner: { name: 'a' } })
    expect(findings(value, node)).toEqual(['gated-field /inner/future', 'unknown-field /inner/other'])
    expect(normalise(value, struct({}, { preserve: true }), newMergeState())).toEqual(value)
    const walk = newMergeState()
    normalise(value, node, walk)
    expect(walk.findings[1]?.known).toEqual(['name', 'future'])
  })
  test('that lost all it had by a gate goes itself, if it is a lifecycle', () => {
    const fields = new Map([
      ['stopSignal', schemaNode('string', { kept: NEVER })],
      ['preStop', text],
    ])
    const having = (type: string, value: object): unknown => made(value, 'struct', { struct: { type, fields }, pointer: true })
    expect(having('core/v1.Lifecycle', { stopSignal: 'SIGINT' })).toBeUndefined()
    expect(having('core/v1.Lifecycle', { stopSignal: 'SIGINT', preStop: 'a' })).toEqual({ preStop: 'a' })
    expect(having('core/v1.Lifecycle', {})).toEqual({})
    expect(having('core/v1.Other', { stopSignal: 'SIGINT' })).toEqual({})
  })
  test('gets its defaults, its structs that are no pointers, and its fields that are always written', () => {
    const node = struct({
      mode: schemaNode('string', { default: 'auto' }),
      off: schemaNode('string', { default: 'x', kept: NEVER }),
      inner: struct({ deep: schemaNode('integer', { default: 1 }) }),
      far: struct({ deep: schemaNode('integer', { default: 1 }) }, { pointer: true }),
      amount: schemaNode('quantity'),
      always: schemaNode('string', { keepsEmpty: true }),
      number: schemaNode('integer', { keepsEmpty: true }),
      flag: schemaNode('boolean', { keepsEmpty: true }),
      when: schemaNode('time', { keepsEmpty: true }),
      custom: schemaNode('string', { keepsEmpty: true, custom: true }),
      list: schemaNode('list', { values: struct({ deep: schemaNode('integer', { default: 1 }) }), default: [{}] }),
      none: schemaNode('map', { values: text, default: {} }),
    })
    const filled = { mode: 'auto', inner: { deep: 1 }, amount: '0', always: '', number: 0, flag: false, list: [{ deep: 1 }], none: {} }
    expect(normalise({}, node, newMergeState())).toEqual(filled)
    expect(normalise({ mode: null, inner: null }, node, newMergeState())).toEqual(filled)
    expect(normalise({ mode: 'a', inner: { deep: 2 }, list: [{ deep: 3 }] }, node, newMergeState())).toEqual({
      ...filled,
      mode: 'a',
      inner: { deep: 2 },
      list: [{ deep: 3 }],
    })
  })
  test('that was there before gets back only what it had', () => {
    const node = struct({ mode: schemaNode('string', { default: 'auto' }), size: schemaNode('integer', { default: 1 }) })
    expect(withDefaults({}, node, newMergeState(), { mode: 'manual' })).toEqual({ mode: 'auto' })
    expect(withDefaults({ mode: null }, node, newMergeState(), { mode: 'manual' })).toEqual({ mode: 'auto' })
    expect(withDefaults({ mode: 'x' }, node, newMergeState(), { mode: 'manual' })).toEqual({ mode: 'x' })
    const nullable = struct({ mode: schemaNode('string', { default: 'auto', nullable: true, custom: true }) })
    expect(withDefaults({ mode: null }, nullable, newMergeState())).toEqual({ mode: null })
  })
  test('a key is data, whatever it is called', () => {
    const value: unknown = JSON.parse('{"__proto__":"a","constructor":"b"}')
    expect(Object.entries(made(value, 'map', { values: text }) as object)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ])
    expect(Object.entries(normalise(value, struct({}, { preserve: true }), newMergeState()) as object)).toHaveLength(2)
  })
})

describe('a map', () => {
  test('goes where it is empty, but in a custom resource', () => {
    expect(made({}, 'map', { values: text })).toBeUndefined()
    expect(made({}, 'map', { values: text, custom: true })).toEqual({})
  })
  test('keeps empty texts, and reads null as the zero of its type', () => {
    expect(made({ a: '', b: null }, 'map', { values: text })).toEqual({ a: '', b: '' })
    expect(made({ a: '', b: null }, 'map', { values: schemaNode('bytes') })).toEqual({ a: '', b: '' })
    expect(made({ b: null }, 'map', { values: schemaNode('quantity') })).toEqual({ b: '0' })
    expect(made({ a: null, b: 'x' }, 'map', { values: schemaNode('string', { custom: true }), custom: true })).toEqual({ b: 'x' })
    expect(made({ a: 0, b: 1 }, 'map', { values: count })).toEqual({ b: 1 })
    const walk = newMergeState([], { dropsNulls: true })
    expect(normalise({ a: null, b: 'x' }, schemaNode('map', { values: text }), walk)).toEqual({ b: 'x' })
  })
  test('rounds amounts up to thousandths, where they are resources', () => {
    expect(made({ cpu: '0.0001' }, 'map', { values: schemaNode('quantity') })).toEqual({ cpu: '1m' })
    expect(made({ cpu: '1000m' }, 'map', { values: schemaNode('quantity') })).toEqual({ cpu: '1' })
    expect(made({ cpu: '1000m' }, 'map', { values: schemaNode('string', { custom: true }), custom: true })).toEqual({ cpu: '1000m' })
    expect(findings({ cpu: 'much' }, schemaNode('map', { values: schemaNode('quantity') }))).toEqual(['schema-mismatch '])
  })
  test('without values that are known holds them as they are', () => {
    expect(made({ a: { b: null } }, 'map')).toEqual({ a: { b: null } })
  })
})

describe('a list', () => {
  test('goes where it is empty, but in a custom resource', () => {
    expect(made([], 'list', { values: text })).toBeUndefined()
    expect(made([], 'list', { values: text, custom: true })).toEqual([])
  })
  test('keeps its items, the empty ones too, and reads null as the zero of its type', () => {
    expect(made(['', null, 'a'], 'list', { values: text })).toEqual(['', '', 'a'])
    expect(made([0, null], 'list', { values: count })).toEqual([0, 0])
    expect(made([false, null], 'list', { values: flag })).toEqual([false, false])
    expect(made([null], 'list', { values: schemaNode('time') })).toEqual([null])
    expect(made([null, 'a'], 'list', { values: schemaNode('string', { custom: true }), custom: true })).toEqual([null, 'a'])
    expect(made([null], 'list', { values: struct({ mode: schemaNode('string', { default: 'auto' }) }) })).toEqual([{ mode: 'auto' }])
    expect(made([{ b: null }], 'list')).toEqual([{ b: null }])
  })
  test('says which item is wrong', () => {
    expect(findings(['a', 1], schemaNode('list', { values: text }))).toEqual(['schema-mismatch /1'])
  })
})

describe('a value that nobody described', () => {
  test('stays as it is, or loses what is inside below additionalProperties: true', () => {
    const value = { a: { b: 1 }, c: [{ d: 1 }, 2] }
    expect(made(value, 'any')).toBe(value)
    expect(made(value, 'any', { custom: true, preserve: true })).toBe(value)
    expect(made(value, 'any', { custom: true })).toEqual({})
    expect(made([{ a: 1 }, [{ b: 1 }], 'x'], 'any', { custom: true })).toEqual([{}, [{}], 'x'])
  })
  test('a schema within a schema: a record is of its type, whose unknown fields nobody refuses', () => {
    const node = schemaNode('any', { values: struct({ name: text }) })
    expect(normalise({ name: 'a', other: 1 }, node, newMergeState())).toEqual({ name: 'a' })
    expect(normalise(true, node, newMergeState())).toBe(true)
    expect(findings({ other: 1 }, node)).toEqual([])
  })
})
