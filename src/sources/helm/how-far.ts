import type { HelmHook, HelmRelease } from './release.ts'

/** How far a revision that did not end well got. */
export type Reached = 'nothing' | 'partly' | 'all'

/**
 * How far a failed or unfinished revision got: a hook before it failed, so nothing was applied; the server refused an object, so all others were
 * applied and nothing was deleted; it waited in vain, or a hook after it failed, so all was applied and deleted.
 *
 * Source: performUpgrade and releasingUpgrade, performInstall and performRollback in pkg/action of helm.sh/helm/v4, whose texts those of Helm 3 are too.
 */
export const findReached = (release: HelmRelease): Reached => {
  const { description, status } = release
  if (hooksAt(release, 'post').some(hook => ranIn(hook, release)) || AFTER.test(description)) return 'all'
  const before = hooksAt(release, 'pre')
  if (BEFORE.test(description) || before.some(hook => ranIn(hook, release) && hook.phase !== 'Succeeded')) return 'nothing'
  // Nothing is applied before the last hook has ended; one that failed says so, and may have been told to run none.
  if (status.startsWith('pending-') && before.some(hook => !ranIn(hook, release))) return 'nothing'
  return IN_VAIN.test(description) ? 'all' : 'partly'
}

const BEFORE = /(?:pre-(?:install|upgrade|rollback) hooks? failed|failed pre-(?:install|upgrade|rollback))/
const AFTER = /(?:post-(?:install|upgrade|rollback) hooks? failed|failed post-(?:install|upgrade|rollback))/
/** The texts of the waiters: of Helm 3 and `legacy`, and of kstatus. */
const IN_VAIN = /(?:timed out waiting for the condition|context deadline exceeded|not ready\. status: )/

/** The hooks that this revision runs before or after, by what kind of revision it is. */
const hooksAt = (release: HelmRelease, when: 'pre' | 'post'): readonly HelmHook[] => {
  const events = listActions(release).map(action => `${when}-${action}`)
  return release.hooks.filter(hook => events.some(event => hook.events.includes(event)))
}

/** Helm 3 says of a rollback that waited in vain what it says of an install: then nobody knows, and hooks tell nothing. */
const listActions = ({ isRollback, status, description, revision }: HelmRelease): readonly string[] => {
  if (isRollback || status === 'pending-rollback') return ['rollback']
  if (status === 'pending-upgrade' || description.startsWith('Upgrade ')) return ['upgrade']
  return revision === 1 || status === 'pending-install' ? ['install'] : []
}

/** True for a hook that ran in this revision: a rollback copies when they ran in the one that it goes back to. */
export const ranIn = ({ startedAt, phase }: HelmHook, { deployedAt }: HelmRelease): boolean =>
  startedAt !== undefined && phase !== '' && (deployedAt === undefined || startedAt >= deployedAt)
