import { refKey } from '../../model/identity.ts'
import type { Applier } from '../../sync/index.ts'
import type { RecordedApplier } from '../../status/index.ts'
import { findMarkOwner } from '../live/last-applied.ts'
import type { FieldOwner } from '../live/last-applied.ts'
import type { ReleaseContext } from './release-context.ts'

/**
 * Who applies the objects of a release: how stands in the newest revision, under which name on the objects, for who owns the mark is the applier.
 * Helm 4 takes no field from another manager; client-side it compares with the last revision that was deployed.
 *
 * Source: getUpgradeServerSideValue and performUpgrade in pkg/action/upgrade.go of helm.sh/helm/v4.
 */
export const listAppliers = (context: ReleaseContext): readonly RecordedApplier[] => {
  const { revisions, marked, sent, hooks, survey } = context
  const owners = new Map(marked.flatMap(({ key, object }) => pair(key, findMarkOwner(object, 'annotations', 'meta.helm.sh/release-name'))))
  const common = [...owners.values()][0]
  const release = revisions.findLast(({ stored }) => stored.release !== undefined)?.stored.release
  const isServerSide = release?.isServerSide ?? common?.operation === 'Apply'
  const before = new Map(deployedBefore(context).map(({ ref, manifest }) => [refKey(ref), manifest]))
  return [...sent, ...hooks].map(({ ref, manifest }) => {
    const manager = (owners.get(survey.find(ref)?.key ?? '') ?? common)?.manager ?? 'helm'
    const applier: Applier = isServerSide
      ? { mode: 'server-side', manager, force: false, takesOver: [manager] }
      : { mode: 'helm-client-side', manager, force: true, previous: before.get(refKey(ref)) ?? manifest }
    return { ref, applier }
  })
}

const pair = (key: string, owner: FieldOwner | undefined): readonly (readonly [string, FieldOwner])[] =>
  owner === undefined ? [] : [[key, owner]]

/** The manifests that the next run compares with: those of the last revision that was deployed, else of the newest. */
export const deployedBefore = ({ revisions }: ReleaseContext): ReleaseContext['sent'] =>
  (revisions.findLast(({ state, isUninstalled }) => state === 'succeeded' && !isUninstalled) ?? revisions.at(-1))?.sent ?? []
