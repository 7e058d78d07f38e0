import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, isRecord, numberOf, textOf } from '../../model/read.ts'
import type { PodProblem } from './pod-problem.ts'

/**
 * What a container waits for in vain. kubelet's own names (pkg/kubelet/container/sync_result.go, pkg/kubelet/images/types.go); names
 * that it may add are caught by their form, as gitops-engine does.
 */
const VAIN: ReadonlySet<string> = new Set(['InvalidImageName', 'RegistryUnavailable', 'SignatureValidationFailed'])
const VAIN_FORM = /^Err|Error$|BackOff$/
const isVain = (reason: string): boolean => VAIN.has(reason) || VAIN_FORM.test(reason)

const IMAGE_REASONS: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
])

/** The problem of a container that waits for what will not come, undefined where it does not. */
export const waitingProblem = (status: JsonRecord, spec: JsonRecord | undefined, hint: () => string): PodProblem | undefined => {
  const waiting = at(status, 'state', 'waiting')
  const reason = textOf(at(waiting, 'reason')) ?? ''
  if (!isVain(reason)) return undefined
  const message = textOf(at(waiting, 'message')) ?? ''
  // kubelet's informer of ConfigMaps and Secrets is not ready yet; it is a moment later.
  if (reason === 'CreateContainerConfigError' && message.includes('failed to sync') && message.includes('cache')) return undefined
  if (IMAGE_REASONS.has(reason)) return imageProblem(reason, message, { status, spec, hint })
  const terminated = at(status, 'lastState', 'terminated')
  if (reason === 'CrashLoopBackOff' && isRecord(terminated)) return { ...terminationProblem(terminated, status, spec), reason }
  const why = runtimeText(message)
  return {
    ...containerPart(status),
    reason,
    predicate: `${FAILURES[reason] ?? `cannot be ${reason.includes('Create') ? 'created' : 'started'}`}${why === '' || reason === 'CrashLoopBackOff' ? '' : `: ${why}`}`,
    details: [],
  }
}

const FAILURES: Readonly<Record<string, string>> = {
  CrashLoopBackOff: 'keeps crashing',
  PostStartHookError: 'is stopped by its postStart hook',
}

const containerPart = (status: JsonRecord): { container: string; subject: string; restarts: number } => {
  const container = textOf(status['name']) ?? ''
  return { container, subject: `container ${container}`, restarts: Math.max(0, integerOf(status['restartCount']) ?? 0) }
}

interface ContainerParts {
  readonly status: JsonRecord
  readonly spec: JsonRecord | undefined
  readonly hint: () => string
}

const imageProblem = (reason: string, message: string, { status, spec, hint }: ContainerParts): PodProblem => {
  const { container } = containerPart(status)
  const image = textOf(spec?.['image']) ?? textOf(status['image']) ?? `the image of container ${container}`
  const why = reason === 'InvalidImageName' || reason === 'ErrImageNeverPull' ? '' : pullFailure(message) || pullFailure(hint())
  const predicate = IMAGE_FAILURES[reason] ?? (why === '' ? 'cannot be pulled' : `cannot be pulled: ${why}`)
  return { reason, container, subject: image, predicate, details: [], restarts: 0 }
}

const IMAGE_FAILURES: Readonly<Record<string, string>> = {
  InvalidImageName: 'is no valid image name',
  ErrImageNeverPull: 'is not on the node, and imagePullPolicy Never forbids to pull it',
  ImageInspectError: 'cannot be inspected on the node',
  SignatureValidationFailed: 'is refused: its signature is not valid',
}

/** What containerd, CRI-O and registries write, most telling first; [what the text holds, what it means]. */
const PULL_FAILURES: readonly (readonly [RegExp, string])[] = [
  [/toomanyrequests|429 Too Many/i, 'the registry limits the rate'],
  [
    /unauthorized|authentication required|authorization failed|access denied|denied:|403 Forbidden|401 Unauthorized|no basic auth/i,
    'access denied',
  ],
  [/no match for platform|no matching manifest/i, "it has no variant for the node's platform"],
  [/not found|manifest unknown|name unknown|does not exist|404/i, 'not found'],
  [/x509|certificate/i, "the registry's certificate is not trusted"],
  [/no such host/i, 'the name of the registry cannot be resolved'],
  [/timeout|timed out|deadline exceeded|connection refused|connection reset|dial tcp|unreachable|EOF/i, 'the registry cannot be reached'],
  [/no space left/i, 'the disk of the node is full'],
]

const pullFailure = (message: string): string => PULL_FAILURES.find(([form]) => form.test(message))?.[1] ?? ''

/** Exit codes above 128 are signals (POSIX shells); these are the ones that people meet. */
const SIGNALS: Readonly<Record<number, string>> = {
  134: 'aborts',
  137: 'is killed',
  139: 'crashes with a segmentation fault',
  143: 'is terminated',
}

/** What ended a container: out of memory, an exit code, a start that failed. */
export const terminationProblem = (terminated: JsonRecord, status: JsonRecord, spec: JsonRecord | undefined): PodProblem => {
  const behind = textOf(terminated['reason']) ?? 'Error'
  const exit = numberOf(terminated['exitCode'])
  const said = lastLine(textOf(terminated['message']) ?? '')
  const part = { ...containerPart(status), reason: behind, behind }
  if (behind === 'OOMKilled') return { ...part, predicate: 'is out of memory', details: [...exitText(exit), ...limitText(spec)] }
  if (behind === 'ContainerCannotRun' || behind === 'StartError')
    return { ...part, predicate: `cannot start${after(runtimeText(textOf(terminated['message']) ?? ''))}`, details: exitText(exit) }
  const signal = exit === undefined ? undefined : SIGNALS[exit]
  if (signal !== undefined) return { ...part, predicate: `${signal}${after(said)}`, details: exitText(exit) }
  return { ...part, predicate: exit === undefined ? `ends${after(said)}` : `exits with code ${exit}${after(said)}`, details: [] }
}

const after = (text: string): string => (text === '' ? '' : `: ${text}`)
const exitText = (exit: number | undefined): readonly string[] => (exit === undefined ? [] : [`exit ${exit}`])
const limitText = (spec: JsonRecord | undefined): readonly string[] => {
  const limit = at(spec, 'resources', 'limits', 'memory')
  return typeof limit === 'string' || typeof limit === 'number' ? [`limit ${limit}`] : []
}

const LONGEST = 120

/** One line of at most 120 characters: a message is one sentence. */
export const shortened = (text: string): string => {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}

/**
 * What a container runtime or a driver says, without what each layer put in front of it: of `failed to create task: runc create failed: unable
 * to start container process: exec: "nope": not found` the end alone tells.
 */
export const runtimeText = (text: string): string => shortened(unwrapped(text.trim().slice(0, 4096)).replace(/: unknown$/, ''))

const unwrapped = (text: string): string => {
  const bare = text.replace(/^code = \w{1,40} desc = /, '')
  const colon = bare.indexOf(':')
  return colon >= 0 && bare.startsWith(': ', colon) && WRAPPER.test(bare.slice(0, colon)) ? unwrapped(bare.slice(colon + 2)) : bare
}
const WRAPPER = /^(?:failed to|unable to|rpc error)| failed$/

/** A termination message may be the end of the log (`FallbackToLogsOnError`): its last line is the one that tells. */
const lastLine = (text: string): string => shortened(text.trim().slice(-4096).split('\n').at(-1) ?? '')
