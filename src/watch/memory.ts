import { sameJson } from '../model/same-json.ts'

/**
 * The answers of earlier assessments, each with the questions that it asked. What changed is told by question; an answer that asked
 * such a question, and those that it is part of, are computed again when they are next wanted, and no others.
 */
export interface Memory {
  readonly answers: Map<string, Answer>
  /** The keys of the answers that asked a question. */
  readonly askers: Map<string, Set<string>>
  /** When time alone may change an answer. */
  readonly due: Map<string, number>
  /** What has to be computed again, and the time of what last changed it. */
  readonly touched: Map<string, number>
  /** The questions of the answers that are being computed, outermost first. */
  readonly open: Set<string>[]
}

interface Answer {
  /** Absent where only its questions are known, from a snapshot: then it has not been wanted yet. */
  readonly known?: { readonly value: unknown }
  readonly questions: ReadonlySet<string>
}

/** What a snapshot keeps of a memory: everything but the values, which can be computed again. What the answers rested on cannot. */
export interface MemoryState {
  /** The questions of each answer, without the first, which is its own key. */
  readonly asked: Readonly<Record<string, readonly string[]>>
  readonly due: Readonly<Record<string, number>>
  /** What changed since the last assessment, and when. */
  readonly touched: Readonly<Record<string, number>>
}

/** A memory as it was in a snapshot. */
export const createMemory = ({ asked: before, due, touched }: MemoryState): Memory => {
  const memory: Memory = {
    answers: new Map(),
    askers: new Map(),
    due: new Map(Object.entries(due)),
    touched: new Map(Object.entries(touched)),
    open: [],
  }
  for (const [key, questions] of Object.entries(before)) keep(memory, key, { questions: new Set([key, ...questions]) })
  return memory
}

/** The plain JSON of a memory. */
export const memoryState = ({ answers, due, touched }: Memory): MemoryState => ({
  asked: Object.fromEntries(Array.from(answers, ([key, { questions }]) => [key, [...questions].filter(question => question !== key)])),
  due: Object.fromEntries(due),
  touched: Object.fromEntries(touched),
})

/** Whatever is being computed asked this question. */
export const asked = ({ open }: Memory, question: string): void => {
  open.at(-1)?.add(question)
}

/** The question that an answer asks of one that is part of it: it changes with that one, and not only with what that one is about. */
const partQuestion = (key: string): string => `part:${key}`

/**
 * The answer under a key: the earlier one unless something that it rests on was touched. Under one key all answers are of one type;
 * `dueOf` tells when time alone may change one.
 */
export const remember = <T>(memory: Memory, key: string, compute: () => T, dueOf: (answer: T) => string | undefined): T => {
  asked(memory, partQuestion(key))
  const known = memory.answers.get(key)?.known
  if (known !== undefined && !memory.touched.has(key)) return known.value as T
  // What an answer is about is its first question.
  const questions = new Set([key])
  memory.open.push(questions)
  try {
    const computed = compute()
    const value = known !== undefined && sameJson(known.value, computed) ? (known.value as T) : computed
    keep(memory, key, { known: { value }, questions })
    memory.touched.delete(key)
    const due = dueOf(value)
    if (due === undefined) memory.due.delete(key)
    else memory.due.set(key, Date.parse(due))
    return value
  } finally {
    memory.open.pop()
  }
}

/** Keeps an answer, findable by what it asked. */
const keep = (memory: Memory, key: string, answer: Answer): void => {
  const before = memory.answers.get(key)?.questions ?? NONE
  for (const question of before) if (!answer.questions.has(question)) unask(memory, question, key)
  for (const question of answer.questions) {
    if (before.has(question)) continue
    const keys = memory.askers.get(question)
    if (keys === undefined) memory.askers.set(question, new Set([key]))
    else keys.add(key)
  }
  memory.answers.set(key, answer)
}

const NONE: ReadonlySet<string> = new Set()

const unask = ({ askers }: Memory, question: string, key: string): void => {
  const keys = askers.get(question)
  if (keys?.delete(key) === true && keys.size === 0) askers.delete(question)
}

/** One answer has to be computed again, and all that it is part of, because of something at that time. */
const touchKey = (memory: Memory, key: string, time: number): void => {
  const before = memory.touched.get(key)
  if (before !== undefined && before >= time) return
  memory.touched.set(key, time)
  touch(memory, [partQuestion(key)], time)
}

/** The answers that asked one of these questions have to be computed again. */
export const touch = (memory: Memory, questions: readonly string[], time: number): void => {
  for (const question of questions) for (const key of memory.askers.get(question) ?? NONE) touchKey(memory, key, time)
}

/** Every answer has to be computed again. */
export const touchAll = (memory: Memory, time: number): void => {
  for (const key of memory.answers.keys()) touchKey(memory, key, time)
}

/** Every answer about an object of a source has to be computed again: their keys end with its name. */
export const touchSource = (memory: Memory, source: string, time: number): void => {
  for (const key of memory.answers.keys()) if (key.endsWith(`/${source}`)) touchKey(memory, key, time)
}

/** The answers that time alone may have changed by `now`; where something else touched one already, that is why. */
export const touchDue = (memory: Memory, now: number): void => {
  const over = Array.from(memory.due).filter(([key, time]) => time <= now && !memory.touched.has(key))
  for (const [key, time] of over) touchKey(memory, key, time)
}

/** After an assessment: what was touched and not wanted is no part of the application any more, and forgotten. */
export const settle = (memory: Memory): void => {
  for (const key of memory.touched.keys()) {
    for (const question of memory.answers.get(key)?.questions ?? NONE) unask(memory, question, key)
    memory.answers.delete(key)
    memory.due.delete(key)
  }
  memory.touched.clear()
}
