import type { KubeObjectLike } from '../../index.ts'
import { refOf } from '../../model/identity.ts'

/** True for a release of Helm as it is stored, by its name: its content is read, and nobody sees it. What only is called like one is hashed when it leaves. */
export const isRelease = (object: KubeObjectLike): boolean => {
  const { kind, name } = refOf(object)
  return (kind === 'Secret' || kind === 'ConfigMap') && name.startsWith('sh.helm.release.v1.')
}
