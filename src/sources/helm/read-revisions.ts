import type { RecordedDeployment } from '../../status/index.ts'
import { timestamp } from '../../model/scalars/time.ts'
import type { SurveyedObject } from '../live/survey.ts'
import { findReached } from './how-far.ts'
import type { Reached } from './how-far.ts'
import { sentByName } from './read-manifests.ts'
import type { ManifestReader, SentManifest } from './read-manifests.ts'
import type { StoredRevision } from './read-storage.ts'

/** One revision with what it sent. */
export interface ReadRevision {
  readonly stored: StoredRevision
  /** The objects of its manifest, in Helm's order; of one that cannot be read the objects that carry the release's marks, by name. */
  readonly sent: readonly SentManifest[]
  readonly state: RecordedDeployment['state']
  /** 'all' for one that ended well. */
  readonly reached: Reached
  readonly isUninstalled: boolean
}

/** Reads the revisions of one release, oldest first. */
export const readRevisions = (
  revisions: readonly StoredRevision[],
  reader: ManifestReader,
  marked: readonly SurveyedObject[],
): readonly ReadRevision[] =>
  revisions.map(stored => {
    const { release, status } = stored
    const state = findState(stored)
    return {
      stored,
      sent: release === undefined ? marked.map(({ ref }) => sentByName(ref)) : reader.read(release.manifest, 'marked'),
      state,
      reached: state === 'succeeded' ? 'all' : release === undefined ? 'partly' : findReached(release),
      isUninstalled: status === 'uninstalled',
    }
  })

/** Helm's words (pkg/release/common of helm). A revision that failed and was passed over is `superseded`, too; its description still says so. */
const STATES: Readonly<Record<string, RecordedDeployment['state']>> = {
  deployed: 'succeeded',
  superseded: 'succeeded',
  uninstalled: 'succeeded',
  failed: 'failed',
  unknown: 'failed',
}

const findState = ({ status, release }: StoredRevision): RecordedDeployment['state'] => {
  if (status === 'superseded' && FAILED.test(release?.description ?? '')) return 'failed'
  return STATES[status] ?? 'running'
}

const FAILED = /^(?:Upgrade|Rollback|Release) "[^"]*" failed: /

/** The deployment that a revision was. What an uninstalled one sent is gone: it stands for the uninstallation. */
export const describeRevision = ({ stored, sent, state, reached, isUninstalled }: ReadRevision): RecordedDeployment => {
  const { revision, status, release } = stored
  const time = (isUninstalled ? release?.deletedAt : undefined) ?? release?.deployedAt
  return {
    id: String(revision),
    state,
    ...(state === 'succeeded' ? undefined : { reached }),
    ...(time === undefined ? undefined : { at: timestamp(time) }),
    recordedAs: status,
    ...(release === undefined || release.chart === '' ? undefined : { version: release.chart }),
    desired: isUninstalled ? [] : sent.map(({ manifest }) => manifest),
  }
}

/** Lists what the revisions leave in the cluster, in the order in which it was sent: the last whole one, and over it what later ones got to. */
export const listSent = (revisions: readonly ReadRevision[]): readonly SentManifest[] => {
  const base = Math.max(
    0,
    revisions.findLastIndex(({ reached }) => reached === 'all'),
  )
  return revisions.slice(base).flatMap(({ sent, reached, isUninstalled }) => (reached === 'nothing' || isUninstalled ? [] : sent))
}
