import { judge } from './judge.ts'
import type { Judgement } from './judge.ts'
import type { Typed } from './fragment.ts'

/** Requests to the worker, and its answers. */
export interface JudgeRequest {
  readonly typed: Typed
  readonly at: string
}
export interface JudgeAnswer extends JudgeRequest {
  readonly judgement: Judgement
}

/** The thread in which the playground reads and judges, so that typing never waits for it. */
addEventListener('message', ({ data }: MessageEvent<JudgeRequest>) => {
  const answer: JudgeAnswer = { ...data, judgement: judge(data.typed, data.at) }
  postMessage(answer)
})
