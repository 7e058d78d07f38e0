import { refKey } from '../../model/identity.ts'
import type { RecordedOrphan } from '../../status/index.ts'
import { bareRef } from '../live/bare-manifest.ts'
import { readMark } from '../live/survey.ts'
import type { SurveyedObject } from '../live/survey.ts'
import { readHooks } from './read-hooks.ts'
import type { ManifestReader } from './read-manifests.ts'
import { collectKeys, NAME_MARK, NAMESPACE_MARK } from './release-context.ts'
import type { ReleaseContext } from './release-context.ts'

/**
 * Lists what a release left in the cluster: objects of earlier revisions, and those that carry its marks though no revision is left that has them. One that
 * another release has taken over since is none.
 */
export const listOrphans = (context: ReleaseContext, reader: ManifestReader): readonly RecordedOrphan[] => {
  const { revisions, marked, survey, sent, hooks, definitions, group } = context
  if (revisions.length === 0 && group.isGone !== true) return []
  const isUninstalled = group.isGone === true || revisions.at(-1)?.isUninstalled === true
  const expected = new Set([...collectKeys(sent), ...collectKeys(hooks), ...definitions.map(refKey)])
  const left = isUninstalled ? readHooks(revisions, reader, survey) : []
  const refs = [...revisions.flatMap(each => each.sent), ...left, ...marked].map(({ ref }) => ref)
  const orphans = new Map<string, RecordedOrphan>()
  for (const ref of refs) {
    const live = survey.find(ref)
    if (live === undefined || expected.has(refKey(bareRef(live.ref))) || isTaken(live, context)) continue
    orphans.set(live.key, {
      ...bareRef(live.ref),
      why: readMark(live.annotations, 'helm.sh/resource-policy') === 'keep' ? 'Kept' : isUninstalled ? 'Uninstalled' : 'Dropped',
    })
  }
  return [...orphans.values()]
}

const isTaken = ({ annotations }: SurveyedObject, { group }: ReleaseContext): boolean => {
  const name = readMark(annotations, NAME_MARK)
  return name !== '' && (name !== group.name || readMark(annotations, NAMESPACE_MARK) !== group.namespace)
}
