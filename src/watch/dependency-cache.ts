import { sameJson } from '../model/same-json.ts'

/**
 * The answers of earlier assessments, each with the questions that it asked. What changed is told by question; an answer that asked
 * such a question, and those that it is part of, are computed again when they are next wanted, and no others.
 */
export interface DependencyCache {
  readonly answers: Map<string, CachedAnswer>
  /** The keys of the answers that asked a question. */
  readonly dependents: Map<string, Set<string>>
  /** When time alone may change an answer. */
  readonly due: Map<string, number>
  /** The keys that have to be computed again, and the time of what last changed each. */
  readonly invalid: Map<string, number>
  /** The questions of the answers that are being computed, outermost first. */
  readonly open: Set<string>[]
}

interface CachedAnswer {
  /** Absent where only its questions are known, from a snapshot: then it has not been wanted yet. */
  readonly known?: { readonly value: unknown }
  readonly questions: ReadonlySet<string>
}

/** The part of a cache that a snapshot keeps: everything but the values, which can be computed again. What the answers rested on cannot. */
export interface DependencyState {
  /** The questions of each answer, without the first, which is its own key. */
  readonly questions: Readonly<Record<string, readonly string[]>>
  readonly due: Readonly<Record<string, number>>
  /** The keys that changed since the last assessment, and when. */
  readonly invalid: Readonly<Record<string, number>>
}

/** A cache as it was in a snapshot. */
export const createDependencyCache = ({ questions: before, due, invalid }: DependencyState): DependencyCache => {
  const cache: DependencyCache = {
    answers: new Map(),
    dependents: new Map(),
    due: new Map(Object.entries(due)),
    invalid: new Map(Object.entries(invalid)),
    open: [],
  }
  for (const [key, questions] of Object.entries(before)) keep(cache, key, { questions: new Set([key, ...questions]) })
  return cache
}

/** The plain JSON of a cache. */
export const dependencyState = ({ answers, due, invalid }: DependencyCache): DependencyState => ({
  questions: Object.fromEntries(Array.from(answers, ([key, { questions }]) => [key, [...questions].filter(question => question !== key)])),
  due: Object.fromEntries(due),
  invalid: Object.fromEntries(invalid),
})

/** Whatever is being computed asked this question. */
export const dependsOn = ({ open }: DependencyCache, question: string): void => {
  open.at(-1)?.add(question)
}

/** The question that an answer asks of one that is part of it: it changes with that one, and not only with what that one is about. */
const partQuestion = (key: string): string => `part:${key}`

/**
 * The answer under a key: the earlier one unless something that it rests on was touched. Under one key all answers are of one type;
 * `dueOf` tells when time alone may change one, `same` where a new one
 * says nothing that the earlier one did not.
 */
export const remember = <T>(
  cache: DependencyCache,
  key: string,
  compute: () => T,
  dueOf: (answer: T) => string | undefined,
  same: (before: T, after: T) => boolean = sameJson,
): T => {
  dependsOn(cache, partQuestion(key))
  const known = cache.answers.get(key)?.known
  if (known !== undefined && !cache.invalid.has(key)) return known.value as T
  // The subject of an answer is its first question.
  const questions = new Set([key])
  cache.open.push(questions)
  try {
    const computed = compute()
    const value = known !== undefined && same(known.value as T, computed) ? (known.value as T) : computed
    keep(cache, key, { known: { value }, questions })
    cache.invalid.delete(key)
    const due = dueOf(value)
    if (due === undefined) cache.due.delete(key)
    else cache.due.set(key, Date.parse(due))
    return value
  } finally {
    cache.open.pop()
  }
}

/** Forgets every answer, and not what it rests on: it is computed again when it is next wanted. */
export const forgetValues = ({ answers }: DependencyCache): void => {
  for (const [key, { questions }] of answers) answers.set(key, { questions })
}

/** Keeps an answer, findable by what it asked. */
const keep = (cache: DependencyCache, key: string, answer: CachedAnswer): void => {
  const before = cache.answers.get(key)?.questions ?? NONE
  for (const question of before) if (!answer.questions.has(question)) unask(cache, question, key)
  for (const question of answer.questions) {
    if (before.has(question)) continue
    const keys = cache.dependents.get(question)
    if (keys === undefined) cache.dependents.set(question, new Set([key]))
    else keys.add(key)
  }
  cache.answers.set(key, answer)
}

const NONE: ReadonlySet<string> = new Set()

const unask = ({ dependents }: DependencyCache, question: string, key: string): void => {
  const keys = dependents.get(question)
  if (keys?.delete(key) === true && keys.size === 0) dependents.delete(question)
}

/** One answer has to be computed again, and all that it is part of, because of something at that time. */
const invalidateKey = (cache: DependencyCache, key: string, time: number): void => {
  const before = cache.invalid.get(key)
  if (before !== undefined && before >= time) return
  cache.invalid.set(key, time)
  invalidate(cache, [partQuestion(key)], time)
}

/** The answers that asked one of these questions have to be computed again. */
export const invalidate = (cache: DependencyCache, questions: readonly string[], time: number): void => {
  for (const question of questions) for (const key of cache.dependents.get(question) ?? NONE) invalidateKey(cache, key, time)
}

/** Every answer has to be computed again. */
export const invalidateAll = (cache: DependencyCache, time: number): void => {
  for (const key of cache.answers.keys()) invalidateKey(cache, key, time)
}

/** Every answer about an object of a source has to be computed again: their keys end with its name. */
export const invalidateSource = (cache: DependencyCache, source: string, time: number): void => {
  for (const key of cache.answers.keys()) if (key.endsWith(`/${source}`)) invalidateKey(cache, key, time)
}

/** The answers that time alone may have changed by `now`; where something else touched one already, that is why. */
export const invalidateDue = (cache: DependencyCache, now: number): void => {
  const over = Array.from(cache.due).filter(([key, time]) => time <= now && !cache.invalid.has(key))
  for (const [key, time] of over) invalidateKey(cache, key, time)
}

/** After an assessment: what was touched and not wanted is no part of the application any more, and forgotten. */
export const evictStale = (cache: DependencyCache): void => {
  for (const key of cache.invalid.keys()) {
    for (const question of cache.answers.get(key)?.questions ?? NONE) unask(cache, question, key)
    cache.answers.delete(key)
    cache.due.delete(key)
  }
  cache.invalid.clear()
}
