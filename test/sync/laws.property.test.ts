import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { at, isRecord, listOf, own, recordOf } from '../../src/model/read.ts'
import { builtinSchema } from '../../src/schema/builtin-schema.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { compareObject, predictApply, type CompareOptions } from '../../src/sync/index.ts'
import { sameJson } from '../../src/model/same-json.ts'
import { gadgetCrd } from '../conformance/sync.ts'
import { applyPatch } from '../support/apply-patch.ts'
import { deepFreeze } from '../support/deep-freeze.ts'
import { manifestArbitrary } from '../support/manifest-arbitrary.ts'

/** Every kind of the API, so that a type with a shape of its own cannot hide. */
const KINDS = [...builtinSchema().kinds.keys()].map(
  key => [key.slice(0, key.lastIndexOf('/')), key.slice(key.lastIndexOf('/') + 1)] as const,
)
/**
 * A Node whose two fields of addresses differ is no manifest of these laws: the server itself takes the older one at the first apply, merges the newer
 * one (a set) into it at the second, and is only then at rest.
 */
const agreeing = (object: KubeObject): boolean => {
  const spec = object.kind === 'Node' ? recordOf(at(object, 'spec')) : {}
  return spec['podCIDR'] === undefined || spec['podCIDRs'] === undefined || spec['podCIDR'] === listOf(spec['podCIDRs'])[0]
}
const manifests = KINDS.map(([apiVersion, kind]) => manifestArbitrary(apiVersion, kind).filter(agreeing))

const manifest = fc.oneof(...manifests)
/** Two manifests of one kind: what is live, made from the first, and what is desired. */
const pair = fc.oneof(...manifests.map(one => fc.tuple(one, one)))
const applier = fc.constantFrom<CompareOptions>({ applier: 'client-side' }, { applier: 'server-side' })
const served = (desired: KubeObject): KubeObject => predictApply(desired, undefined).object

describe('comparing', () => {
  test('an object with itself, as the server serves it, finds nothing to change', () => {
    fc.assert(
      fc.property(manifest, applier, (desired, options) => {
        expect(compareObject(served(desired), served(desired), options)).toMatchObject({
          reapply: 'unchanged',
          status: 'InSync',
          differences: [],
        })
      }),
    )
  })
  test('an object that was cut to its envelope, with itself, finds nothing to change', () => {
    for (const [apiVersion, kind] of KINDS)
      for (const mode of ['client-side', 'server-side'] as const)
        for (const rest of [{}, { spec: {} }, { status: {} }]) {
          const cut: KubeObject = { apiVersion, kind, metadata: { name: 'a' }, ...rest }
          expect(compareObject(cut, cut, { applier: mode }), `${kind} ${mode}`).toMatchObject({ reapply: 'unchanged', differences: [] })
        }
  })
  test('a manifest with what its creation leaves finds nothing to change', () => {
    fc.assert(
      fc.property(manifest, applier, (desired, options) => {
        expect(compareObject(desired, served(desired), options).differences).toEqual([])
      }),
    )
  })
  test('what an apply leaves, with the same manifest again, finds nothing to change', () => {
    fc.assert(
      fc.property(pair, applier, ([live, desired], options) => {
        const left = predictApply(desired, served(live), options).object
        expect(compareObject(desired, left, options).differences).toEqual([])
      }),
    )
  })
  test('the patched object finds nothing to change', () => {
    fc.assert(
      fc.property(pair, applier, ([live, desired], options) => {
        const before = served(live)
        const patched = applyPatch(before, compareObject(desired, before, options).patch) as KubeObject
        expect(compareObject(desired, patched, options).patch).toEqual([])
      }),
    )
  })
  test('shares with live what an apply leaves alone: the object, or its metadata, its spec, its data', () => {
    fc.assert(
      fc.property(pair, applier, ([live, desired], options) => {
        const before = served(live)
        const left = predictApply(desired, before, options).object
        const copies = Object.entries(left).filter(([key, value]) => {
          const there = own(recordOf(before), key)
          return value !== there && sameJson(value, there)
        })
        expect(DERIVED.has(live.kind ?? '') ? [] : copies).toEqual([])
        expect(left === before).toBe(compareObject(desired, before, options).patch.length === 0)
      }),
    )
  })
  test('an object with itself is the same as with a copy of it, even where all items of its lists stand twice', () => {
    fc.assert(
      fc.property(pair, applier, ([live], options) => {
        const odd = doubled(served(live)) as KubeObject
        expect(compareObject(odd, odd, options)).toEqual(compareObject(odd, structuredClone(odd), options))
      }),
    )
  })
  test('gives the same answer whatever the order of keys, and never changes what it is given', () => {
    fc.assert(
      fc.property(pair, applier, ([live, desired], options) => {
        const before = deepFreeze(served(live))
        const answer = compareObject(deepFreeze(desired), before, options)
        expect(compareObject(reversed(desired) as KubeObject, reversed(before) as KubeObject, options).status).toBe(answer.status)
      }),
    )
  })
  test('gives the same answer whatever unknown metadata live has', () => {
    fc.assert(
      fc.property(pair, applier, ([live, desired], options) => {
        const before = served(live)
        const marked = { ...before, metadata: { ...before.metadata, uid: 'u', generation: 7, resourceVersion: '9', selfLink: '/x' } }
        expect(compareObject(desired, marked, options).differences).toEqual(compareObject(desired, before, options).differences)
      }),
    )
  })
  test('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.jsonValue({ maxDepth: 5 }), (desired, live) => {
        expect(['InSync', 'OutOfSync', 'Unknown']).toContain(compareObject(desired as KubeObject, live as KubeObject).status)
        const typed = (value: unknown): KubeObject =>
          ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec: value }) as KubeObject
        expect(['InSync', 'OutOfSync', 'Unknown']).toContain(compareObject(typed(desired), typed(live)).status)
      }),
    )
  })
})

/** Kinds whose spec the server writes anew at every change. */
const DERIVED: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'Job', 'Pod'])

const doubled = (value: unknown): unknown => {
  if (Array.isArray(value)) return [...value, ...value].map(doubled)
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, doubled(inner)])) : value
}

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  )
}

describe('knowing the schema of a custom resource', () => {
  const schemas = createSchemas({ customResourceDefinitions: [gadgetCrd()] })
  const lookalikes = ['', 0, '0', false, 'false', 1, '1', '1.0', true, 'true', '1000m', '1h', '60m', '1Gi', '1024Mi', 'null', '1\n', ' 1']
  const scalar = fc.oneof(fc.string({ maxLength: 6 }), fc.integer({ min: -9, max: 9 }), fc.boolean(), fc.constantFrom(...lookalikes))
  const fields = ['size', 'mode', 'quota', 'period', 'free']
  const gadget = (field: string, value: unknown): KubeObject =>
    ({
      apiVersion: 'example.com/v1',
      kind: 'Gadget',
      metadata: { name: 'a' },
      spec: { [field]: value, free: { [field]: value } },
    }) as KubeObject
  const says = (field: string, desired: unknown, live: unknown, options: CompareOptions): number => {
    const answer = compareObject(gadget(field, desired), gadget(field, live), { ...options, schemas })
    return answer.differences.length + answer.notes.length + answer.rejections.length
  }
  test('never makes a difference between two scalars go away without a name for it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), scalar, scalar, applier, (field, desired, live, options) => {
        fc.pre(desired !== live)
        expect(says(field, desired, live, options)).toBeGreaterThan(0)
      }),
    )
  })
  test('nor between any two that look alike', () => {
    const cases = fields.flatMap(field => lookalikes.flatMap(desired => lookalikes.map(live => ({ field, desired, live }))))
    for (const mode of ['client-side', 'server-side'] as const)
      expect(
        cases.filter(({ field, desired, live }) => Object.is(desired, live) !== (says(field, desired, live, { applier: mode }) === 0)),
      ).toEqual([])
  })
})
