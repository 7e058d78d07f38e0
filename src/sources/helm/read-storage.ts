import type { Problem, ProblemCode } from '../../model/problem.ts'
import { at, textOf } from '../../model/read.ts'
import { decodeBase64, textOfUtf8 } from '../../model/scalars/base64.ts'
import { refText } from '../../model/identity.ts'
import { total } from '../../model/total.ts'
import { readMark } from '../live/survey.ts'
import type { Survey, SurveyedObject } from '../live/survey.ts'
import { parseRecord } from '../live/last-applied.ts'
import { gunzip } from './gunzip.ts'
import type { Allowance } from './gunzip.ts'
import { readRelease } from './release.ts'
import type { HelmRelease } from './release.ts'

/** One stored revision: its release, or what its labels say where that cannot be read. */
export interface StoredRevision {
  readonly record: SurveyedObject
  readonly name: string
  readonly revision: number
  readonly status: string
  readonly release: HelmRelease | undefined
  readonly problem: Problem | undefined
}

/** A stored release is 1 MiB at most; unpacked this is many times what the largest charts come to. */
const LARGEST = 32 * 1024 * 1024
/** The text of charts shrinks to a fifth or a tenth; what shrinks to less than a hundredth, and is not small, was made to grow. */
const GROWTH = 100
const SMALL = 4 * 1024 * 1024
/** The most bytes of all that are read together. */
const ALL_TOGETHER = 512 * 1024 * 1024

/** A new allowance for the records of one reading. */
export const createAllowance = (): Allowance => ({ left: ALL_TOGETHER })

/**
 * True for an object in which Helm stores a revision, by Secret or ConfigMap: its name says what it is, its labels of what
 * (pkg/storage/driver of helm). One of Helm 2 is not read.
 */
export const isHelmStorage = ({ kind, ref, object, labels }: SurveyedObject): boolean =>
  ref.name.startsWith('sh.helm.release.v1.') &&
  ((kind === 'Secret' && object['type'] === 'helm.sh/release.v1') || (kind === 'ConfigMap' && readMark(labels, 'owner') === 'helm'))

/** The stored revisions of a survey. */
export const readStorage = (survey: Survey, allowance: Allowance): readonly StoredRevision[] =>
  [...survey.ofKind('Secret'), ...survey.ofKind('ConfigMap')].filter(isHelmStorage).flatMap(record => readRevision(record, allowance))

const NAME = /^sh\.helm\.release\.v1\.(.+)\.v(\d{1,9})$/

const readRevision = (record: SurveyedObject, allowance: Allowance): readonly StoredRevision[] => {
  const [, name, revision] = NAME.exec(record.ref.name) ?? []
  if (name === undefined || revision === undefined) return []
  const found = total<HelmRelease | ProblemCode>(
    () => unpack(record, allowance),
    () => 'record-unreadable',
  )
  const known = { record, name, revision: Number(revision) }
  // The name that a record says of itself has to be the one that it is stored under: Helm finds it by that.
  if (typeof found === 'object' && found.name === name && found.revision === known.revision)
    return [{ ...known, status: found.status, release: found, problem: undefined }]
  const code = typeof found === 'string' ? found : 'record-unreadable'
  return [{ ...known, status: readMark(record.labels, 'status') || 'unknown', release: undefined, problem: describeProblem(code, record) }]
}

/** Text of a Secret is base64 of base64, the API's and Helm's; that of a ConfigMap is Helm's alone. What is not compressed is old, and JSON. */
const unpack = ({ kind, object }: SurveyedObject, allowance: Allowance): HelmRelease | ProblemCode => {
  const stored = textOf(at(object, 'data', 'release')) ?? ''
  const inner = kind === 'Secret' ? decodeText(stored) : stored
  const bytes = inner === undefined ? undefined : decodeBase64(inner)
  if (bytes === undefined) return 'record-unreadable'
  const plain =
    bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(bytes, Math.min(LARGEST, Math.max(SMALL, bytes.length * GROWTH)), allowance) : bytes
  if (plain === undefined) return 'record-too-large'
  const json = parseRecord(textOfUtf8(plain) ?? '')
  return (json === undefined ? undefined : readRelease(json)) ?? 'record-unreadable'
}

const decodeText = (text: string): string | undefined => {
  const bytes = decodeBase64(text)
  return bytes === undefined ? undefined : textOfUtf8(bytes)
}

const describeProblem = (code: ProblemCode, { ref }: SurveyedObject): Problem => ({
  code,
  message:
    code === 'record-too-large'
      ? `${refText(ref)} unpacks to far more than a release holds, and was not read`
      : `${refText(ref)} does not hold a whole Helm release, so nothing is known of that revision but its labels`,
  pointer: '/data/release',
})
