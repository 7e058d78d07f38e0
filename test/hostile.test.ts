import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { fixtureLines } from './support/fixtures.ts'
import { doors, hostileCalls, inner } from './support/hostile-calls.ts'
import type { HostileCall } from './support/hostile-calls.ts'
import { hostileBulk, hostileJson, hostileObjects, hostileTexts } from './support/hostile-values.ts'

/**
 * Every function of every door against what no honest caller hands in: it returns, or names the wrong argument; it writes into nothing
 * that it was given; nothing leaks into the prototypes; and it is done in bounded time.
 */
const functions = Object.entries(doors).map(([door, names]) => ({
  door,
  names: Object.entries(names)
    .filter(([, value]) => typeof value === 'function')
    .map(([name]) => name)
    .filter(name => !inner[door]?.includes(name)),
}))

const calls = Object.entries(hostileCalls).flatMap(([door, exports]) =>
  Object.entries(exports).flatMap(([name, list]) =>
    list.map((call, index) => ({ ...call, name: `${door}.${name}`, label: `${door}.${name} #${index}` })),
  ),
)

/** What an error of ours reads like: the argument, a colon, what was expected. */
const MISUSE = /^[\w.[\]() ]+: \S/
const isMisuse = (error: unknown): boolean =>
  (error instanceof TypeError || error instanceof RangeError) &&
  MISUSE.test(error.message) &&
  !error.message.startsWith('Maximum call') &&
  !error.message.includes('polluted')

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype, Date.prototype]
const shapes = (): unknown => prototypes.map(prototype => Reflect.ownKeys(prototype))
const before = shapes()

/** What is wrong with calling `call` on a value; undefined where nothing is. */
const complaint = ({ takes, run }: HostileCall, value: unknown, slow = 1000): string | undefined => {
  const start = performance.now()
  try {
    run(value as never)
  } catch (error) {
    if (takes === 'data' || !isMisuse(error))
      return `throws ${error instanceof Error ? `${error.name}: ${error.message.slice(0, 90)}` : 'something'}`
  }
  const took = performance.now() - start
  return took > slow ? `takes ${took.toFixed(0)} ms` : undefined
}

const complaints = (values: Readonly<Record<string, unknown>>, slow?: number): string[] =>
  calls.flatMap(call =>
    Object.entries(values).flatMap(([what, value]) => {
      const wrong = complaint(call, value, slow)
      return wrong === undefined ? [] : [`${call.label} <- ${what}: ${wrong}`]
    }),
  )

test.each(functions)('every function of $door is attacked', ({ door, names }) => {
  expect(Object.keys(hostileCalls[door] ?? {}).sort()).toEqual(names.sort())
})

describe('any value in place of another', () => {
  test('JSON', () => expect(complaints(hostileJson)).toEqual([]))
  test('what is no JSON', () => expect(complaints(hostileObjects)).toEqual([]))
  test('text', () => expect(complaints(hostileTexts(), 3000)).toEqual([]))
  test('a great deal', () => expect(complaints(hostileBulk(), 3000)).toEqual([]))
})

interface Seed {
  readonly desired: object
  readonly live: object
}
/** One recorded object of each kind. */
const seeds = Array.from(
  new Map(
    fixtureLines<Seed & { live: { kind: string } }>('sync/generated.jsonl.gz').map(({ desired, live }) => [live.kind, { desired, live }]),
  ).values(),
).slice(0, 14)

type Path = readonly (string | number)[]
const pathsOf = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, inside]) => pathsOf(inside, [...path, Array.isArray(value) ? Number(key) : key]))]
    : [path]

/** The same with something else at a path; what is not on the path is shared. */
const planted = (value: unknown, [step, ...rest]: Path, what: unknown): unknown => {
  if (step === undefined) return what
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? planted(item, rest, what) : (item as unknown)))
  const record = value as Record<string, unknown>
  return { ...record, [step]: planted(record[step], rest, what) }
}

/** Seeds with something hostile at one place; which at which place takes turns, `HOSTILE=all` plants everything everywhere. */
const plantings = (values: Readonly<Record<string, unknown>>): { what: string; value: unknown }[] => {
  const names = Object.keys(values)
  const step = process.env['HOSTILE'] === 'all' ? 1 : 97
  let turn = 0
  return seeds.flatMap(({ live }) =>
    pathsOf(live).flatMap(path =>
      names
        .filter(() => turn++ % step === 0)
        .map(name => ({ what: `${name} at /${path.join('/')}`, value: planted(live, path, values[name]) })),
    ),
  )
}

const onData = calls.filter(call => call.takes === 'data')
const refusals = (values: readonly { what: string; value: unknown }[]): string[] =>
  onData.flatMap(call =>
    values.flatMap(({ what, value }) => {
      const wrong = complaint(call, value, 1000)
      return wrong === undefined ? [] : [`${call.label} <- ${what}: ${wrong}`]
    }),
  )

describe('one hostile place in a real object', () => {
  test('JSON', () => expect(refusals(plantings(hostileJson))).toEqual([]))
  test('what is no JSON', () => expect(refusals(plantings(hostileObjects))).toEqual([]))
  test('JSON in, JSON out', () => {
    const lossy = onData.flatMap(call =>
      plantings(hostileJson).flatMap(({ what, value }) => {
        const result = call.run(value as never)
        return isDeepStrictEqual(JSON.parse(JSON.stringify(result) ?? 'null'), JSON.parse(JSON.stringify(result) ?? 'null'))
          ? []
          : [`${call.label} <- ${what}`]
      }),
    )
    expect(lossy).toEqual([])
  })
})

/** Tells every attempt to write, at any depth, also one that is swallowed. */
const watched = (value: unknown, writes: string[], path = ''): unknown => {
  if (typeof value !== 'object' || value === null) return value
  const refuse = (trap: string) => (): boolean => {
    writes.push(`${trap} ${path}`)
    return true
  }
  return new Proxy(value, {
    get: (target, key, receiver) => watched(Reflect.get(target, key, receiver), writes, `${path}/${String(key)}`),
    set: refuse('set'),
    deleteProperty: refuse('delete'),
    defineProperty: refuse('define'),
    setPrototypeOf: refuse('setPrototypeOf'),
    preventExtensions: refuse('preventExtensions'),
  })
}

test('nothing is written into what is handed in', () => {
  const writes: string[] = []
  for (const call of onData)
    for (const { live, desired } of seeds)
      for (const object of [live, desired]) {
        const mine: string[] = []
        call.run(watched(object, mine) as never)
        writes.push(...mine.map(write => `${call.label}: ${write}`))
      }
  expect(writes).toEqual([])
})

test('nothing reaches the prototypes', () => {
  expect(shapes()).toEqual(before)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})
