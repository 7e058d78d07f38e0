import { refKey } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { Survey, SurveyedObject } from '../live/survey.ts'
import type { RanHook } from './read-hooks.ts'
import type { SentManifest } from './read-manifests.ts'
import type { ReadRevision } from './read-revisions.ts'
import type { StoredRevision } from './read-storage.ts'
import type { Steering } from './read-steering.ts'

/** The annotations that Helm writes on every object of a release. */
export const NAME_MARK = 'meta.helm.sh/release-name'
export const NAMESPACE_MARK = 'meta.helm.sh/release-namespace'

/** A release, and what of it was found. */
export interface ReleaseGroup {
  readonly name: string
  readonly namespace: string
  /** Oldest first; none where they may not be read. */
  readonly revisions: readonly StoredRevision[]
  readonly steering?: Steering
  /** Nothing of it is stored: it was uninstalled, and what carries its marks was left behind. */
  readonly isGone?: boolean
}

/** Shared by readers of one release. */
export interface ReleaseContext {
  readonly group: ReleaseGroup
  readonly survey: Survey
  readonly revisions: readonly ReadRevision[]
  /** Live objects with the marks of the release. */
  readonly marked: readonly SurveyedObject[]
  readonly hooks: readonly RanHook[]
  /** The objects of its manifests that are in the cluster. */
  readonly sent: readonly SentManifest[]
  /** Definitions that the chart brought along. */
  readonly definitions: readonly ObjectRef[]
}

/** The keys of references. */
export const collectKeys = (items: Iterable<{ readonly ref: ObjectRef }>): ReadonlySet<string> =>
  new Set(Array.from(items, ({ ref }) => refKey(ref)))
