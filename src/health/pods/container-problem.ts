import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, isRecord, numberOf, textOf } from '../../model/read.ts'
import { after } from '../verdict/texts.ts'
import { IMAGE_REASONS, imageProblem } from './image-problem.ts'
import type { PullHints } from './image-problem.ts'
import { plainError } from '../events/plain-error.ts'
import type { PodProblem } from './pod-problem.ts'

/**
 * Reasons for which a container waits in vain. kubelet's own names (pkg/kubelet/container/sync_result.go, pkg/kubelet/images/types.go); names
 * that it may add are caught by their form, as gitops-engine does.
 */
const VAIN: ReadonlySet<string> = new Set(['InvalidImageName', 'RegistryUnavailable'])
const VAIN_FORM = /^Err|(?:Error|Failed|BackOff)$/
/** True for the reason of a container that waits in vain. */
export const isVain = (reason: string): boolean => VAIN.has(reason) || VAIN_FORM.test(reason)

/** Hints on one of a pod's containers that only Events tell. */
export interface ContainerHints extends PullHints {
  /** Finds the words of the probe for which kubelet killed the run that ended so; '' where none did. */
  readonly probe: (terminated: JsonRecord) => string
}

/** The problem of a container that waits for what will not come, undefined where it does not. */
export const waitingProblem = (status: JsonRecord, spec: JsonRecord | undefined, hints: ContainerHints): PodProblem | undefined => {
  const waiting = at(status, 'state', 'waiting')
  const reason = textOf(at(waiting, 'reason')) ?? ''
  if (!isVain(reason)) return undefined
  const message = textOf(at(waiting, 'message')) ?? ''
  // kubelet's informer of ConfigMaps and Secrets is not ready yet; it is a moment later.
  if (reason === 'CreateContainerConfigError' && message.includes('failed to sync') && message.includes('cache')) return undefined
  if (IMAGE_REASONS.has(reason)) return imageProblem(reason, message, { status, spec, hints })
  const terminated = at(status, 'lastState', 'terminated')
  if (reason === 'CrashLoopBackOff' && isRecord(terminated)) return { ...terminationProblem(terminated, status, { spec, hints }), reason }
  const why = reason === 'CrashLoopBackOff' ? '' : plainError(message)
  return { ...containerPart(status), reason, predicate: `${FAILURES[reason] ?? startFailure(reason)}${after(why)}`, details: [] }
}

const FAILURES: Readonly<Record<string, string>> = {
  CrashLoopBackOff: 'keeps crashing',
  PostStartHookError: 'is stopped by its postStart hook',
}
const startFailure = (reason: string): string => `cannot be ${reason.includes('Create') ? 'created' : 'started'}`

const containerPart = (status: JsonRecord): { container: string; subject: string; restarts: number } => {
  const container = textOf(status['name']) ?? ''
  return { container, subject: `Container ${container}`, restarts: Math.max(0, integerOf(status['restartCount']) ?? 0) }
}

/** Exit codes above 128 are signals (POSIX shells); these are the ones that people meet. */
const SIGNALS: Readonly<Record<number, string>> = {
  134: 'aborts',
  137: 'is killed',
  139: 'crashes with a segmentation fault',
  143: 'is terminated',
}

/** Says what ended a container: out of memory, a probe, an exit code, a start that failed. */
export const terminationProblem = (
  terminated: JsonRecord,
  status: JsonRecord,
  { spec, hints }: { readonly spec: JsonRecord | undefined; readonly hints?: ContainerHints },
): PodProblem => {
  const behind = textOf(terminated['reason']) ?? 'Error'
  const exit = numberOf(terminated['exitCode'])
  const message = textOf(terminated['message']) ?? ''
  const part = { ...containerPart(status), reason: behind, behind }
  const details = exit === undefined ? [] : [`exit ${exit}`]
  if (behind === 'OOMKilled') return { ...part, predicate: 'is out of memory', details: [...details, ...limitText(spec)] }
  if (behind === 'ContainerCannotRun' || behind === 'StartError')
    return { ...part, predicate: `cannot start${after(plainError(message))}`, details }
  const probe = hints?.probe(terminated) ?? ''
  if (probe !== '') return { ...part, predicate: `is killed by its ${probe}`, details }
  const said = after(lastLine(message))
  const signal = exit === undefined ? undefined : SIGNALS[exit]
  if (signal !== undefined) return { ...part, predicate: `${signal}${said}`, details }
  return { ...part, predicate: exit === undefined ? `ends${said}` : `exits with code ${exit}${said}`, details: [] }
}

const limitText = (spec: JsonRecord | undefined): readonly string[] => {
  const limit = at(spec, 'resources', 'limits', 'memory')
  return typeof limit === 'string' || typeof limit === 'number' ? [`limit ${limit}`] : []
}

/** A termination message may be the end of the log (`FallbackToLogsOnError`): its last line is the one that tells. */
const lastLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').trim()
