import fc from 'fast-check'
import { printYaml } from '../../src/parse/index.ts'
import { fixtureLines } from '../support/fixtures.ts'
import { hostileJson } from '../support/hostile-values.ts'
import { YAML, LOG, PATH, CEL, RULE_TEXTS, RULE_KEYS, OPTION_KEYS } from './words.ts'

/**
 * Inputs for the fuzz, by grammars. That of objects is learned from the recorded ones: which keys a key's value has, and which values
 * were seen there, so that most of what is made reaches code behind the first `typeof`. Everything shrinks.
 */
interface Pair {
  readonly desired: unknown
  readonly live: unknown
}
const recorded: readonly unknown[] = ['classes', 'generated-rare', 'generated']
  .flatMap(name => fixtureLines<Pair>(`sync/${name}.jsonl.gz`))
  .flatMap(({ desired, live }) => [desired, live])
  .filter(object => typeof object === 'object' && object !== null)

/** What was seen under a key: field names where it holds maps, scalars where it holds those. */
interface Seen {
  readonly fields: Set<string>
  readonly scalars: Set<unknown>
  lists: boolean
}
const grammar = new Map<string, Seen>()
const learn = (key: string, value: unknown): void => {
  const seen = grammar.get(key) ?? { fields: new Set<string>(), scalars: new Set<unknown>(), lists: false }
  grammar.set(key, seen)
  if (Array.isArray(value)) {
    seen.lists = true
    for (const item of value) learn(key, item)
  } else if (typeof value === 'object' && value !== null)
    for (const [field, inner] of Object.entries(value)) {
      if (seen.fields.size < 60) seen.fields.add(field)
      learn(field, inner)
    }
  else if (seen.scalars.size < 30) seen.scalars.add(value)
}
for (const object of recorded) learn('', object)

const hostile = fc.constantFrom(...Object.values(hostileJson))
const scalar = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('True', 'False', 'Unknown', 'Ready', '', '1', '100m', '1Gi', '50%', '2026-11-23T10:00:00Z', '10s'),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.integer({ min: -2, max: 9 }),
      fc.boolean(),
      fc.constant(null),
      fc.string({ maxLength: 6 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
  },
  { weight: 1, arbitrary: hostile },
)

/** A value as it could stand under a key. */
const under = (key: string, depth: number): fc.Arbitrary<unknown> => {
  const seen = grammar.get(key)
  const choices: fc.WeightedArbitrary<unknown>[] = [{ weight: 1, arbitrary: scalar }]
  if (seen !== undefined && seen.scalars.size > 0) choices.push({ weight: 6, arbitrary: fc.constantFrom(...seen.scalars) })
  if (seen !== undefined && seen.fields.size > 0 && depth < 7) {
    const map = fieldsOf(Array.from(seen.fields), depth)
    choices.push(seen.lists ? { weight: 8, arbitrary: fc.array(map, { maxLength: 3 }) } : { weight: 8, arbitrary: map })
  }
  return fc.oneof(...choices)
}

const fieldsOf = (fields: readonly string[], depth: number): fc.Arbitrary<unknown> =>
  fc
    .uniqueArray(fc.constantFrom(...fields), { maxLength: depth === 0 ? 6 : 4 })
    .chain(names => fc.tuple(...names.map(name => under(name, depth + 1).map(value => [name, value] as const))))
    .map(entries => Object.fromEntries(entries))

type Path = readonly string[]
const stepsOf = (value: unknown): readonly string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : [])
/** The same with another value at a place; what is not on the way there is shared. */
const withAt = (value: unknown, [step, ...rest]: Path, what: unknown): unknown => {
  if (step === undefined) return what
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === step ? withAt(item, rest, what) : item))
  return { ...(value as object), [step]: withAt((value as Record<string, unknown>)[step], rest, what) }
}
/** Follows numbers down an object: each chooses one of the keys there. */
const pathBy = (value: unknown, choices: readonly number[]): Path => {
  const path: string[] = []
  let here = value
  for (const choice of choices) {
    const steps = stepsOf(here)
    const step = steps[choice % Math.max(1, steps.length)]
    if (step === undefined) break
    path.push(step)
    here = (here as Record<string, unknown>)[step]
  }
  return path
}

const edit = fc.record({
  choices: fc.array(fc.nat(40), { minLength: 1, maxLength: 7 }),
  what: fc.option(hostile, { nil: undefined }),
  turn: fc.nat(9),
})
/** A recorded object with a few places replaced: by something hostile, by what another object has under the same key, or by nothing. */
const edited = fc.tuple(fc.constantFrom(...recorded), fc.array(edit, { maxLength: 4 })).chain(([object, edits]) =>
  edits.reduce<fc.Arbitrary<unknown>>(
    (made, { choices, what, turn }) =>
      made.chain(value => {
        const path = pathBy(value, choices)
        const key = path.findLast(step => !/^\d+$/.test(step)) ?? ''
        return turn < 5 ? under(key, 4).map(other => withAt(value, path, other)) : fc.constant(withAt(value, path, what ?? null))
      }),
    fc.constant(object),
  ),
)

/** Any JSON in the shape of Kubernetes objects, or nearly. */
export const kubeJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: edited },
  { weight: 3, arbitrary: under('', 0) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
)

const soup = (tokens: readonly string[], maxLength = 24): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...tokens), { maxLength }).map(parts => parts.join(''))

/** Text with tokens put into it at some places, or pieces of it left out or doubled. */
const disturbed = (texts: fc.Arbitrary<string>, tokens: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(texts, fc.array(fc.record({ at: fc.nat(10_000), cut: fc.nat(12), token: fc.constantFrom('', ...tokens) }), { maxLength: 4 }))
    .map(([text, edits]) =>
      edits.reduce((now, { at, cut, token }) => {
        const place = at % (now.length + 1)
        return now.slice(0, place) + token + now.slice(place + cut)
      }, text),
    )

const yaml = fc.oneof(
  disturbed(kubeJson.map(printYaml), YAML),
  disturbed(
    kubeJson.map(value => JSON.stringify(value)),
    YAML,
  ),
  soup(['a', '|', ...YAML], 40),
)

const log = soup(LOG, 60)

/** Texts for whoever reads any. */
export const texts: fc.Arbitrary<string> = fc.oneof(yaml, log, soup(PATH), soup(CEL), fc.string({ unit: 'binary', maxLength: 60 }))

const options = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(...RULE_TEXTS, '2026-11-23T10:00:00Z', 'succeeded', 'client-side', 'ADDED', 'GONE', 1, 0, -1, true, null),
    hostile,
    texts,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...RULE_KEYS), tie('value'), { maxKeys: 4 }),
    fc.dictionary(fc.constantFrom(...OPTION_KEYS), tie('value'), { maxKeys: 4 }),
  ),
})).value
/** A rule that is right at first sight. */
const rules = fc.record({
  for: fc.constant(['*']),
  rules: fc.array(fc.dictionary(fc.constantFrom(...RULE_KEYS), options, { maxKeys: 5 }), { maxLength: 3 }),
})

/** Whatever a programmer could hand in: options, rules, frames, steps, mostly wrong. */
export const programmed: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: options },
  { weight: 1, arbitrary: rules },
  { weight: 1, arbitrary: kubeJson },
)

/** What a watch brings, in any order and with any nonsense between. */
export const frames: fc.Arbitrary<readonly { type: string; object: unknown }[]> = fc.array(
  fc.record({ type: fc.constantFrom('ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR', 'nonsense'), object: kubeJson }),
  { maxLength: 8 },
)

/** A whole application: objects as deployed, as live, and events about them. */
export const applications: fc.Arbitrary<{ desired: unknown[]; live: unknown[]; events: unknown[] }> = fc.record({
  desired: fc.array(kubeJson, { maxLength: 3 }),
  live: fc.array(kubeJson, { maxLength: 4 }),
  events: fc.array(kubeJson, { maxLength: 2 }),
})

/** What names an object: it stands in every answer and is never hidden. */
const IDENTITY = new Set([
  'apiVersion',
  'kind',
  'name',
  'namespace',
  'uid',
  'generateName',
  'manager',
  'operation',
  'time',
  'resourceVersion',
])
const isIdentity = (path: readonly string[]): boolean =>
  IDENTITY.has(path.at(-1) ?? '') &&
  (path.length < 4 || path.some(step => ['metadata', 'ownerReferences', 'involvedObject', 'regarding'].includes(step)))

/** JSON with a canary in some of its texts, but for what names objects. */
export const withCanary = (value: unknown, canary: string, every: number): unknown => {
  let turn = 0
  const visit = (inner: unknown, path: readonly string[]): unknown => {
    if (typeof inner === 'string') return !isIdentity(path) && ++turn % every === 0 ? `${inner} ${canary}` : inner
    if (Array.isArray(inner)) return inner.map(item => visit(item, path))
    return typeof inner === 'object' && inner !== null
      ? Object.fromEntries(Object.entries(inner).map(([key, each]) => [key, visit(each, [...path, key])]))
      : inner
  }
  return visit(value, [])
}
