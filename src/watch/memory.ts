import type { ObjectAssessment } from '../status/index.ts'
import { sameJson } from './same-json.ts'

/**
 * The answers of earlier assessments, each with the questions that it asked. What changed is told by question; an answer that asked
 * such a question, and those above it in the tree, are computed again when they are next wanted, and no others.
 */
export interface Memory {
  /** Whoever computes tells what it asks. */
  readonly asked: (question: string) => void
  remember(key: string, compute: () => ObjectAssessment): ObjectAssessment
  /** The answers that asked one of these questions have to be computed again, because of something at that time. */
  touch(questions: readonly string[], time: number): void
  /** Every answer has to be computed again. */
  touchAll(time: number): void
  /** The answers that time alone may have changed by `now`. */
  touchDue(now: number): void
  touchKey(key: string, time: number): void
  /** What has to be computed again, and the time of what last changed it. */
  readonly touched: ReadonlyMap<string, number>
  /** After an assessment: what has changed and was not wanted is not part of the application any more, and forgotten. */
  settle(): void
}

interface Answer {
  assessment: ObjectAssessment
  questions: ReadonlySet<string>
  /** The key of the answer that this one is part of. */
  above: string | undefined
}

/** An empty memory. */
export const createMemory = (touchedBefore: Readonly<Record<string, number>> = {}): Memory => {
  const answers = new Map<string, Answer>()
  const askers = new Map<string, Set<string>>()
  const due = new Map<string, number>()
  const touched = new Map<string, number>(Object.entries(touchedBefore))
  const open: { readonly key: string; readonly questions: Set<string> }[] = []

  const touchKey = (key: string, time: number): void => {
    for (let at: string | undefined = key; at !== undefined; at = answers.get(at)?.above) {
      const before = touched.get(at)
      if (before !== undefined && before >= time) return
      touched.set(at, time)
    }
  }
  const unask = (key: string, questions: ReadonlySet<string>, except?: ReadonlySet<string>): void => {
    for (const question of questions) {
      if (except?.has(question) === true) continue
      const keys = askers.get(question)
      if (keys?.delete(key) === true && keys.size === 0) askers.delete(question)
    }
  }
  const store = (key: string, questions: Set<string>, assessment: ObjectAssessment): ObjectAssessment => {
    const earlier = answers.get(key)
    if (earlier !== undefined) unask(key, earlier.questions, questions)
    for (const question of questions) {
      const keys = askers.get(question)
      if (keys === undefined) askers.set(question, new Set([key]))
      else keys.add(key)
    }
    const kept = earlier !== undefined && sameJson(earlier.assessment, assessment) ? earlier.assessment : assessment
    answers.set(key, { assessment: kept, questions, above: open.at(-1)?.key })
    const own = assessment.health.reassessAt
    if (own === undefined) due.delete(key)
    else due.set(key, Date.parse(own))
    return kept
  }
  return {
    touched,
    asked: question => open.at(-1)?.questions.add(question),
    remember(key, compute) {
      const known = answers.get(key)
      if (known !== undefined && !touched.has(key)) {
        known.above = open.at(-1)?.key
        return known.assessment
      }
      const questions = new Set<string>()
      open.push({ key, questions })
      let assessment: ObjectAssessment
      try {
        assessment = compute()
      } finally {
        open.pop()
      }
      touched.delete(key)
      return store(key, questions, assessment)
    },
    touch(questions, time) {
      for (const question of questions) for (const key of askers.get(question) ?? []) touchKey(key, time)
    },
    touchAll(time) {
      for (const key of answers.keys()) touchKey(key, time)
    },
    touchDue(now) {
      for (const [key, time] of due) if (time <= now) touchKey(key, time)
    },
    touchKey,
    settle() {
      for (const key of touched.keys()) {
        unask(key, answers.get(key)?.questions ?? NOTHING)
        answers.delete(key)
        due.delete(key)
      }
      touched.clear()
    },
  }
}

const NOTHING: ReadonlySet<string> = new Set()
