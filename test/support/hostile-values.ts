import { V1Deployment, V1ObjectMeta } from 'client-node-1'
import { parseDocument } from 'yaml'

/** Values that no honest caller hands in; what a door makes of them is the business of test/hostile.test.ts. */

const refuse = (): never => {
  throw new Error('touched')
}

/** Every trap throws: such a proxy cannot even be asked whether it is a list. */
const throwingProxy = (target: object): object =>
  new Proxy(
    target,
    Object.fromEntries(
      ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf', 'isExtensible', 'set', 'defineProperty'].map(trap => [
        trap,
        refuse,
      ]),
    ),
  )

const revoked = (target: object): object => {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}

const circle = (): object => {
  const object: Record<string, unknown> = { kind: 'Pod', metadata: { name: 'circle' } }
  object['spec'] = { self: object, list: [object] }
  return object
}

const circularList = (): unknown[] => {
  const list: unknown[] = []
  list.push(list, { list })
  return list
}

const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 'end'
  for (let level = 0; level < depth; level++) value = wrap(value)
  return value
}

const getter = (enumerable: boolean): object =>
  Object.defineProperties(
    {},
    Object.fromEntries(
      ['apiVersion', 'kind', 'metadata', 'name', 'value', 'id', 'text', 'spec', 'status', 'data', 'items', 'toJSON'].map(name => [
        name,
        { get: refuse, enumerable },
      ]),
    ),
  )

class Widget {
  kind = 'Widget'
  metadata = { name: 'typed' }
  readonly #hidden = 1
  get spec(): number {
    return this.#hidden
  }
}

const deployment = (): V1Deployment => {
  const typed = new V1Deployment()
  typed.kind = 'Deployment'
  typed.metadata = new V1ObjectMeta()
  typed.metadata.creationTimestamp = new Date(Number.NaN)
  return typed
}

/** JSON, as a hostile author of manifests or a broken cluster could send it: cheap enough to be planted everywhere. */
export const hostileJson: Readonly<Record<string, unknown>> = {
  null: null,
  true: true,
  'minus zero': -0,
  'too large a number': 1e308,
  'empty text': '',
  'lone surrogates': '\udc00x\ud800',
  'control characters': '\0\u0001\u001b[31m\u2028\ufeff',
  'a path': '../../__proto__/constructor',
  'odd pointer': '/a~2/~/-1/01',
  'a pattern': '(a+)+$[',
  'a number as text': '9e999Ei',
  'empty object': {},
  'empty list': [],
  'list of null': [null, null],
  'list of lists': [[[]], [{}]],
  __proto__: JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  'inherited names': { toString: 1, valueOf: null, hasOwnProperty: 'x', length: -1, constructor: 7 },
  'keys that are no names': { '': { '': [] }, '\ud800': 1, '/': 2, '~1': 3, '0': 4, '-': 5, '[name=x]': 6 },
  'entries with equal keys': [{ name: 'a' }, { name: 'a' }, { name: null }, { key: '__proto__' }, 'a', 1],
}

/** What is no JSON at all, yet can be handed in by a program. */
export const hostileObjects: Readonly<Record<string, unknown>> = {
  undefined: undefined,
  'not a number': Number.NaN,
  infinity: -Infinity,
  bigint: 10n ** 40n,
  symbol: Symbol('polluted'),
  function: () => refuse(),
  class: Widget,
  'class instance': new Widget(),
  'typed client object': deployment(),
  date: new Date(0),
  'invalid date': new Date(Number.NaN),
  map: new Map<unknown, unknown>([['kind', 'Pod']]),
  set: new Set(['kind']),
  'boxed text': Object('Pod'),
  'regular expression': /(a+)+$/g,
  bytes: new Uint8Array(16),
  promise: Promise.resolve({ kind: 'Pod' }),
  'YAML document': parseDocument('kind: Pod'),
  'no prototype': Object.assign(Object.create(null) as object, { kind: 'Pod', metadata: Object.create(null) as object }),
  inherited: Object.create({ kind: 'Pod', metadata: { name: 'inherited' } }),
  frozen: Object.freeze({ kind: 'Pod', metadata: Object.freeze({ name: 'frozen' }) }),
  sparse: Object.assign([], { 5: { kind: 'Pod' }, 1000: null }),
  circle: circle(),
  'circular list': circularList(),
  'throwing getters': getter(true),
  'hidden throwing getters': getter(false),
  'throwing toString': { toString: refuse, valueOf: refuse, [Symbol.toPrimitive]: refuse, toJSON: refuse },
  'throwing iterator': { [Symbol.iterator]: refuse, length: 3 },
  'endless list-like': { length: Number.MAX_SAFE_INTEGER, 0: {} },
  'throwing proxy': throwingProxy({}),
  'throwing proxy of a list': throwingProxy([]),
  'throwing proxy of a function': throwingProxy(() => 1),
  'revoked proxy': revoked({}),
  'revoked proxy of a list': revoked([]),
}

const MIB = 1024 * 1024
/** Built to cost as much as they can, where each of the others takes microseconds; `size` 1 is what a cluster could hold at most. */
export const hostileBulk = (size: number): Readonly<Record<string, unknown>> => {
  const entries = Math.round(100_000 * size)
  const length = Math.round(10 * MIB * size)
  return {
    'a deep object': nested(100_000, inner => ({ a: inner })),
    'a deep list': nested(100_000, inner => [inner]),
    'many keys': Object.fromEntries(Array.from({ length: entries }, (_, index) => [`k${index}`, index])),
    'many entries': Array.from({ length: entries }, (_, index) => ({ name: `n${index}`, type: 'Ready', status: 'False' })),
    'many equal entries': Array.from({ length: entries }, () => ({ name: 'same', containerPort: 80 })),
    'many holes': Object.assign([], { [entries]: 'x' }),
    'one letter': 'a'.repeat(length),
    digits: '1'.repeat(length),
    spaces: ' '.repeat(length),
    'line breaks': '\n'.repeat(length),
    surrogates: '\ud83d\ude00\ud800'.repeat(length / 3),
  }
}

/** Texts for whoever reads YAML, JSON, logs, expressions or times. */
export const hostileTexts = (): Readonly<Record<string, string>> => ({
  'a bomb of aliases': Array.from({ length: 40 }, (_, index) => `a${index}: &a${index} [*a${index - 1},*a${index - 1}]`).join('\n'),
  'a circle of aliases': 'a: &a [*a]',
  'a merge of itself': 'a: &a\n  <<: *a',
  'merged prototypes': '__proto__: {polluted: true}\n<<: {__proto__: {polluted: true}}\nconstructor: {prototype: {polluted: true}}',
  'tags of programs': 'a: !!js/function "() => 1"\nb: !!python/object:x {}\nc: !!binary "@@"\nd: !<tag:x> y',
  '100,000 lists': '['.repeat(100_000),
  '100,000 objects': '{"a":'.repeat(100_000),
  '20,000 steps': Array.from({ length: 500 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
  '100,000 documents': '---\n'.repeat(100_000),
  'a long key': `? ${'x'.repeat(100_000)}\n: y`,
  'a long quoted text': `"${'\\u0041'.repeat(100_000)}`,
  'tabs and marks': '\ufeff\t- a: |9\n \t%YAML 9.9\n---\n--- |\n...',
  'numbers that are none': '[.inf, -.INF, .NaN, 0x_, 0o8, 1_0, 1e999, 99999999999999999999, 0b, +, -, 1:60]',
  'broken surrogates': '"\\ud800" : \'\udc00\'',
  'nul bytes': 'a: \0\0\nb: "\u0001"',
  'percent signs': '%'.repeat(100_000),
  parentheses: '('.repeat(10_000),
  comparisons: `${'a.b.'.repeat(2000)}c == 1 `.repeat(2),
  'a time that is none': '2026-99-99T99:99:99.999999999999999999Z',
})
