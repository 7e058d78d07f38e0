import process from 'node:process'
import { describe, expect, test } from 'vitest'
import { fixtureLines } from './support/fixtures.ts'
import { doors, hostileCalls } from './support/hostile-calls.ts'
import type { HostileCall } from './support/hostile-calls.ts'
import { NO_JSON, notJson } from './support/not-json.ts'
import { hostileBulk, hostileJson, hostileObjects, hostileTexts } from './support/hostile-values.ts'

/**
 * Every function of every door against what no honest caller hands in: it returns, or names the wrong argument; it writes into nothing
 * that it was given; nothing leaks into the prototypes; and it is done in bounded time.
 */
const functions = Object.entries(doors).map(([door, names]) => ({
  door,
  names: Object.entries(names)
    .filter(([, value]) => typeof value === 'function')
    .map(([name]) => name),
}))

const calls = Object.entries(hostileCalls).flatMap(([door, exports]) =>
  Object.entries(exports).flatMap(([name, list]) =>
    list.map((call, index) => ({ ...call, name: `${door}.${name}`, label: `${door}.${name} #${index}` })),
  ),
)

/** A wrong argument is a TypeError or RangeError that quotes nothing; what an argument itself throws when it is looked at goes through. */
const isMisuse = (error: unknown): boolean =>
  error instanceof Error &&
  (error.message === 'touched' ||
    ((error instanceof TypeError || error instanceof RangeError) &&
      !/^Maximum call stack|polluted/.test(error.message) &&
      error.message.length < 400))

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype, Date.prototype]
const shapes = (): unknown => prototypes.map(prototype => Reflect.ownKeys(prototype))
const before = shapes()

/** By hand: `HOSTILE=all` plants everything everywhere, which takes hours, `HOSTILE=20` every twentieth; with either, texts of 10 MiB. */
const hostile = process.env['HOSTILE']
const whole = hostile !== undefined

/** Milliseconds on the processor that only what is not linear takes, on the slowest machine. */
const HANGS = 20_000

/** What is wrong with calling `call` on a value; undefined where nothing is. */
const complaint = ({ takes, run }: HostileCall, value: unknown, slow = HANGS): string | undefined => {
  const start = process.cpuUsage()
  try {
    run(value as never)
  } catch (error) {
    if (takes === 'data' || !isMisuse(error))
      return `throws ${error instanceof Error ? `${error.name}: ${error.message.slice(0, 90)}` : 'something'}`
  }
  const { user, system } = process.cpuUsage(start)
  const took = (user + system) / 1000
  return took > slow ? `takes ${took.toFixed(0)} ms` : undefined
}

const complaints = (asked: typeof calls, values: readonly (readonly [string, unknown])[], slow?: number): string[] =>
  asked.flatMap(call =>
    values.flatMap(([what, value]) => {
      const wrong = complaint(call, value, slow)
      return wrong === undefined ? [] : [`${call.label} <- ${what}: ${wrong}`]
    }),
  )
const onData = calls.filter(call => call.takes === 'data')
const onContent = calls.filter(call => call.takes !== 'argument')

test.each(functions)('every function of $door is attacked', ({ door, names }) => {
  expect(Object.keys(hostileCalls[door] ?? {}).sort()).toEqual(names.sort())
})

describe('any value in place of another', () => {
  test('JSON', () => expect(complaints(calls, Object.entries(hostileJson))).toEqual([]))
  test('what is no JSON', () => expect(complaints(calls, Object.entries(hostileObjects))).toEqual([]))
  test('text', () => expect(complaints(onContent, Object.entries(hostileTexts()))).toEqual([]))
  test('a great deal', () =>
    expect(complaints(onContent, Object.entries(hostileBulk(whole ? 1 : 0.02)), whole ? 120_000 : HANGS)).toEqual([]))
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
).slice(0, 8)

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

/** Seeds with something hostile at one place; which at which place takes turns. */
const plantings = (values: Readonly<Record<string, unknown>>): (readonly [string, unknown])[] => {
  const step = hostile === undefined ? 397 : hostile === 'all' ? 1 : Number(hostile)
  let turn = 0
  return seeds.flatMap(({ live }) =>
    pathsOf(live).flatMap(path =>
      Object.entries(values)
        .filter(() => turn++ % step === 0)
        .map(([name, value]) => [`${name} at /${path.join('/')}`, planted(live, path, value)] as const),
    ),
  )
}

describe('one hostile place in a real object', () => {
  test('JSON', () => expect(complaints(onData, plantings(hostileJson))).toEqual([]))
  test('what is no JSON', () => expect(complaints(onData, plantings(hostileObjects))).toEqual([]))
})

test('JSON gives JSON', () => {
  const wrong = onData
    .filter(({ name }) => !NO_JSON.has(name))
    .flatMap(call =>
      plantings(hostileJson).flatMap(([what, value]) => {
        const result = call.run(value as never)
        const place = result === undefined ? undefined : notJson(result)
        return place === undefined ? [] : [`${call.label} <- ${what}: ${place}`]
      }),
    )
  expect(wrong).toEqual([])
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
