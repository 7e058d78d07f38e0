import { kindKeyOf, refKey } from '../../model/identity.ts'
import { readMark } from '../live/survey.ts'
import type { Survey } from '../live/survey.ts'
import { ranIn } from './how-far.ts'
import { sentByName } from './read-manifests.ts'
import type { ManifestReader, SentManifest } from './read-manifests.ts'
import type { ReadRevision } from './read-revisions.ts'
import type { HelmHook } from './release.ts'

/** A hook that ran, as it was in the newest revision in which it did. */
export interface RanHook extends SentManifest {
  readonly hook: HelmHook
  /** It should still be there: nothing deletes it, and it is no run that anybody may have tidied up. */
  readonly isExpected: boolean
  /** An upgrade does not make it again. */
  readonly runsOnce: boolean
}

/**
 * The hooks of a release that ran, each once, and those that are there though no stored revision ran them: Helm keeps ten revisions, and `--no-hooks` runs none.
 * Hooks carry no marks, and outlive what made them.
 *
 * Source: execHook and deleteHooksByPolicy in pkg/action/hooks.go of helm.
 */
export const readHooks = (revisions: readonly ReadRevision[], reader: ManifestReader, survey: Survey): readonly RanHook[] => {
  const ran = new Map<string, RanHook>()
  for (const { stored } of revisions) {
    const { release } = stored
    if (release === undefined) continue
    for (const hook of release.hooks) {
      const isRun = ranIn(hook, release)
      for (const sent of reader.read(hook.manifest, 'bare')) {
        if (sent.ref.name === '') continue
        if (!isRun) {
          if (!ran.has(refKey(sent.ref)) && isHookThere(sent, survey))
            ran.set(refKey(sent.ref), { ...sentByName(sent.ref), hook, isExpected: false, runsOnce: runsOnce(hook) })
          continue
        }
        ran.set(refKey(sent.ref), { ...sent, hook, isExpected: isExpected(hook, sent, survey), runsOnce: runsOnce(hook) })
      }
    }
  }
  return [...ran.values()]
}

/** True where the object is there and was made from the hook: then it has its annotation. */
const isHookThere = ({ ref }: SentManifest, survey: Survey): boolean => readMark(survey.find(ref)?.annotations ?? {}, 'helm.sh/hook') !== ''

/** Jobs and pods have done their work: who tidied them up took nothing away. */
const isExpected = (hook: HelmHook, { ref, manifest }: SentManifest, survey: Survey): boolean => {
  if (hook.deletePolicies.some(policy => policy !== 'before-hook-creation')) return false
  if (!hook.events.some(event => /^(?:pre|post)-(?:install|upgrade|rollback)$/.test(event))) return false
  return !RUNS.has(kindKeyOf(manifest)) || survey.find(ref) !== undefined
}

const RUNS = new Set(['batch/Job', 'Pod'])

const runsOnce = ({ events }: HelmHook): boolean => !events.some(event => event.endsWith('-upgrade'))
