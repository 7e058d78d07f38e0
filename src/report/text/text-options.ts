import { type Check, type MakeChecks, aBoolean, aFunction, aTime, anIterable, someOptions } from '../../model/expect.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { KubeObjectLike } from '../../model/kube-object.ts'
import type { Time } from '../../model/scalars/time.ts'

/** What the text reports need beside the assessment. */
export interface RowOptions {
  /** For ages; without it there are none. */
  readonly now?: Time
  /** The live objects, for their ages. */
  readonly live?: Iterable<KubeObjectLike>
  /** True to show what each object owns below it. */
  readonly tree?: boolean
}

/** What the annotations know beside the assessment. */
export interface GithubOptions {
  /**
   * Where an object stands in the manifests, relative to the root of the repository, so that its annotation is shown there. It is asked with the
   * identity as it is shown.
   */
  readonly placeOf?: (ref: ObjectRef) => { readonly file: string; readonly line: number } | undefined
}

/** What the options of a report by rows have to be. */
export const rowChecks: MakeChecks<RowOptions> = () => ({
  now: aTime,
  live: anIterable('the live objects'),
  tree: aBoolean,
})
export const someRowOptions: Check = /* @__PURE__ */ someOptions(rowChecks)
export const someGithubOptions: Check = /* @__PURE__ */ someOptions<GithubOptions>(() => ({ placeOf: aFunction }))
export const noOptions: Check = /* @__PURE__ */ someOptions<{ readonly [name: string]: never }>(() => ({}))
