import { kindKeyOf, refKey } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, own, recordOf } from '../../model/read.ts'
import { sameJson } from '../../model/same-json.ts'
import { isNamespaced } from '../../schema/index.ts'
import type { Unmended } from '../../status/index.ts'
import { deployedBefore } from './list-appliers.ts'
import type { ReleaseContext } from './release-context.ts'

const DETECTION = 'helm.toolkit.fluxcd.io/driftDetection'

/** Lists what Helm, or Flux by its means, does not mend. */
export const listUnmended = (context: ReleaseContext): readonly Unmended[] => {
  const { sent, hooks, definitions, group } = context
  const unmended = listUncompared(context)
  for (const { ref, runsOnce } of hooks)
    if (runsOnce) unmended.push({ ref, reason: 'RunsOnce', message: 'It is a hook that an upgrade does not run again' })
  for (const ref of definitions)
    unmended.push({ ref, reason: 'RunsOnce', message: 'Helm installs the definitions of a chart once and never changes them' })
  if (at(group.steering?.object.object, 'spec', 'suspend') === true)
    for (const { ref } of sent) unmended.push({ ref, reason: 'Suspended', message: 'Flux is suspended and will not mend it' })
  return unmended
}

/** Lists what Helm does not look at, and what Flux is told not to. */
const listUncompared = (context: ReleaseContext): Unmended[] => {
  const { sent, revisions, survey, group } = context
  const unmended: Unmended[] = []
  const isClientSide = revisions.findLast(({ stored }) => stored.release !== undefined)?.stored.release?.isServerSide === false
  const before = new Map(deployedBefore(context).map(each => [refKey(each.ref), each.manifest]))
  // The last of what several revisions sent counts.
  for (const [key, { ref, manifest }] of new Map(sent.map(each => [refKey(each.ref), each]))) {
    // A change that failed on its way from one release to the next is sent again by the next run.
    const isSentAgain = !sameJson(before.get(key) ?? manifest, manifest)
    if (isClientSide && isUnknownToHelm(manifest) && !isSentAgain)
      unmended.push({ ref, reason: 'ReleaseToRelease', message: 'Helm compares releases and will not mend it' })
    if (group.steering !== undefined && [manifest, survey.find(ref)?.object].some(isUndetected))
      unmended.push({ ref, reason: 'LeftAlone', message: `Flux is told to leave it: ${DETECTION} is "disabled"` })
  }
  return unmended
}

/** True for a kind that Helm's Go client does not know: it sends what changed between two releases (createPatch in pkg/kube/client.go of helm). */
const isUnknownToHelm = (manifest: JsonRecord): boolean => isNamespaced(kindKeyOf(manifest)) === undefined

const isUndetected = (object: JsonRecord | undefined): boolean =>
  own(recordOf(at(object, 'metadata', 'annotations')), DETECTION) === 'disabled' ||
  own(recordOf(at(object, 'metadata', 'labels')), DETECTION) === 'disabled'
