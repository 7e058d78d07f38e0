import { through } from './fragment.ts'
import type { Typed } from './fragment.ts'
import type { Judgement } from './judge.ts'
import type { JudgeAnswer, JudgeRequest } from './playground-worker.ts'

/** Questions to the worker. */
export interface WorkerLine {
  readonly ask: (typed: Typed) => void
  readonly stop: () => void
}

/** Starts the worker whose text stands in the page; it answers what was asked last, and skips what was asked while it was busy. */
export const startJudging = (onJudgement: (judgement: Judgement) => void): WorkerLine => {
  let worker: Worker | undefined
  let isStopped = false
  let isBusy = true
  let next: JudgeRequest | undefined
  const goOn = (): void => {
    isBusy = next !== undefined
    // A worker has no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    if (next !== undefined) worker?.postMessage(next)
    next = undefined
  }
  const start = async (): Promise<void> => {
    worker = await unpackWorker()
    if (isStopped) worker.terminate()
    worker.addEventListener('message', ({ data }: MessageEvent<JudgeAnswer>) => {
      if (next === undefined) onJudgement(data.judgement)
      goOn()
    })
    goOn()
  }
  void start()
  return {
    ask(typed) {
      next = { typed, at: new Date().toISOString() }
      if (!isBusy) goOn()
    },
    stop() {
      isStopped = true
      worker?.terminate()
    },
  }
}

/** The text of the worker, packed as in the fragment of a link: it is most of the page. */
const unpackWorker = async (): Promise<Worker> => {
  const packed = atob(document.querySelector('#worker')?.textContent ?? '')
  const bytes = await through(
    Uint8Array.from(packed, character => character.codePointAt(0) ?? 0),
    new DecompressionStream('deflate-raw'),
  )
  return new Worker(trusted(URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'text/javascript' }))))
}

interface TrustedTypes {
  readonly createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => { createScriptURL: (url: string) => string }
}

/** The one address that may become code: browsers with Trusted Types ask for a policy, and the page allows this one. */
const trusted = (url: string): string => {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }
  const only = (asked: string): string => (asked === url ? asked : '')
  return trustedTypes === undefined ? url : trustedTypes.createPolicy('worker', { createScriptURL: only }).createScriptURL(url)
}
