import { at, own, recordOf, textOf } from '../model/read.ts'

/** Events of Helm at which it creates a hook while it installs or upgrades; `test`, `pre-delete` and the like come another time, if ever. */
const WHILE_DEPLOYING: ReadonlySet<string> = new Set(['pre-install', 'post-install', 'pre-upgrade', 'post-upgrade', 'crd-install'])

/**
 * Why an object is not expected to be there after a deployment, where it is a hook: Helm (`helm.sh/hook`, Charts Hooks, "Hook Deletion
 * Policies") and Argo CD (`argocd.argoproj.io/hook`) remove it once it succeeded or failed when its policy says so, and create some hooks
 * at other times only. Helm's default policy keeps it until the next deployment.
 */
export const hookAbsence = (object: unknown): 'SelfDeletingHook' | 'HookNotRun' | undefined => {
  const annotations = recordOf(at(object, 'metadata', 'annotations'))
  const words = (key: string): readonly string[] =>
    (textOf(own(annotations, key)) ?? '')
      .split(',')
      .map(word => word.trim())
      .filter(word => word !== '')
  const helm = words('helm.sh/hook')
  const argo = words('argocd.argoproj.io/hook')
  if (helm.length === 0 && argo.length === 0) return undefined
  if (argo.includes('Skip') || (helm.length > 0 && !helm.some(event => WHILE_DEPLOYING.has(event)))) return 'HookNotRun'
  const policies = [...words('helm.sh/hook-delete-policy'), ...words('argocd.argoproj.io/hook-delete-policy')]
  return policies.some(policy => DELETES.has(policy)) ? 'SelfDeletingHook' : undefined
}

const DELETES: ReadonlySet<string> = new Set(['hook-succeeded', 'hook-failed', 'HookSucceeded', 'HookFailed'])
