import { sameJson } from './same-json.ts'

/**
 * The answers of earlier assessments, each with the questions that it asked. What changed is told by question; an answer that asked
 * such a question, and those above it in the tree, are computed again when they are next wanted, and no others.
 */
export interface Memory {
  readonly answers: Map<string, Answer>
  /** The keys of the answers that asked a question. */
  readonly askers: Map<string, Set<string>>
  /** When time alone may change an answer. */
  readonly due: Map<string, number>
  /** What has to be computed again, and the time of what last changed it. */
  readonly touched: Map<string, number>
  /** The answers that are being computed, outermost first. */
  readonly open: { readonly key: string; readonly questions: Set<string> }[]
}

interface Answer {
  readonly value: unknown
  readonly questions: ReadonlySet<string>
  /** The key of the answer that this one is part of. */
  above: string | undefined
}

/** A memory of nothing. */
export const createMemory = (): Memory => ({ answers: new Map(), askers: new Map(), due: new Map(), touched: new Map(), open: [] })

/** Whatever is being computed asked this question. */
export const asked = ({ open }: Memory, question: string): void => {
  open.at(-1)?.questions.add(question)
}

/**
 * The answer under a key: the earlier one unless something that it rests on was touched. Under one key all answers are of one type;
 * `dueOf` tells when time alone may change one.
 */
export const remember = <T>(memory: Memory, key: string, compute: () => T, dueOf: (answer: T) => string | undefined): T => {
  const known = memory.answers.get(key)
  const above = memory.open.at(-1)?.key
  if (known !== undefined && !memory.touched.has(key)) {
    known.above = above
    return known.value as T
  }
  // What an answer is about is its first question.
  const questions = new Set([key])
  memory.open.push({ key, questions })
  try {
    const computed = compute()
    const value = known !== undefined && sameJson(known.value, computed) ? (known.value as T) : computed
    note(memory, key, { value, questions, above })
    const due = dueOf(value)
    if (due === undefined) memory.due.delete(key)
    else memory.due.set(key, Date.parse(due))
    return value
  } finally {
    memory.open.pop()
  }
}

/** Keeps an answer, findable by what it asked. */
const note = (memory: Memory, key: string, answer: Answer): void => {
  const before = memory.answers.get(key)?.questions ?? NOTHING
  for (const question of before) if (!answer.questions.has(question)) unask(memory, question, key)
  for (const question of answer.questions) {
    if (before.has(question)) continue
    const keys = memory.askers.get(question)
    if (keys === undefined) memory.askers.set(question, new Set([key]))
    else keys.add(key)
  }
  memory.answers.set(key, answer)
  memory.touched.delete(key)
}

const NOTHING: ReadonlySet<string> = new Set()

const unask = ({ askers }: Memory, question: string, key: string): void => {
  const keys = askers.get(question)
  if (keys?.delete(key) === true && keys.size === 0) askers.delete(question)
}

/** One answer has to be computed again, and all that it is part of, because of something at that time. */
export const touchKey = ({ answers, touched }: Memory, key: string, time: number): void => {
  for (let here: string | undefined = key; here !== undefined; here = answers.get(here)?.above) {
    const before = touched.get(here)
    if (before !== undefined && before >= time) return
    touched.set(here, time)
  }
}

/** The answers that asked one of these questions have to be computed again. */
export const touch = (memory: Memory, questions: readonly string[], time: number): void => {
  for (const question of questions) for (const key of memory.askers.get(question) ?? NOTHING) touchKey(memory, key, time)
}

/** Every answer has to be computed again. */
export const touchAll = (memory: Memory, time: number): void => {
  for (const key of memory.answers.keys()) touchKey(memory, key, time)
}

/** The answers that time alone may have changed by `now`; where something else touched one already, that is why. */
export const touchDue = (memory: Memory, now: number): void => {
  const over = Array.from(memory.due).filter(([key, time]) => time <= now && !memory.touched.has(key))
  for (const [key, time] of over) touchKey(memory, key, time)
}

/** After an assessment: what was touched and not wanted is no part of the application any more, and forgotten. */
export const settle = (memory: Memory): void => {
  for (const key of memory.touched.keys()) {
    for (const question of memory.answers.get(key)?.questions ?? NOTHING) unask(memory, question, key)
    memory.answers.delete(key)
    memory.due.delete(key)
  }
  memory.touched.clear()
}
