import type { KubeObjectLike } from './kube-object.ts'
import { aDocument, aString, expect, type Check } from './expect.ts'
import { at, textOf } from './read.ts'

/** The identity of an object: source, group, kind, namespace and name; the version is no part of it. */
export interface ObjectRef {
  readonly group: string
  readonly version: string
  readonly kind: string
  /** Empty for cluster-scoped objects, and where nothing says which. */
  readonly namespace: string
  readonly name: string
  /** Which cluster or monitor saw it, where there are several. */
  readonly source?: string
}

/** `apps/v1` as group and version; the core group is the empty string. */
export const groupVersion = (apiVersion: string | undefined): { group: string; version: string } => {
  const text = apiVersion ?? ''
  const slash = text.indexOf('/')
  return slash < 0 ? { group: '', version: text } : { group: text.slice(0, slash), version: text.slice(slash + 1) }
}

/** `apps/Deployment`, or `Pod` for the core group: how rules, options and results name a kind. */
export const kindKey = (group: string, kind: string): string => (group === '' ? kind : `${group}/${kind}`)

/** The {@link kindKey} of an object, whatever it is. */
export const kindKeyOf = (object: unknown): string =>
  kindKey(groupVersion(textOf(at(object, 'apiVersion'))).group, textOf(at(object, 'kind')) ?? '')

/** The identity of an object. Missing parts are empty strings. */
export const refOf = (object: KubeObjectLike, source?: string): ObjectRef => {
  const { group, version } = groupVersion(textOf(at(object, 'apiVersion')))
  const kind = textOf(at(object, 'kind')) ?? ''
  const metadata = at(object, 'metadata')
  const namespace = textOf(at(metadata, 'namespace')) ?? ''
  const name = textOf(at(metadata, 'name')) ?? ''
  // Written out, not spread: every frame, list item and child comes through here.
  return source === undefined || source === ''
    ? { group, version, kind, namespace, name }
    : { group, version, kind, namespace, name, source }
}

/** One string per identity, to index by. No group, kind, namespace or name can hold a slash, so two identities never meet. */
export const refKey = (ref: ObjectRef): string => `${ref.group}/${ref.kind}/${ref.namespace}/${ref.name}/${ref.source ?? ''}`

/** The same object whichever source saw it. */
export const anywhere = (ref: ObjectRef): ObjectRef => ({ ...ref, source: '' })

/** For an argument that names an object. */
export const aRef: Check = /* @__PURE__ */ aDocument<ObjectRef>(
  'a reference to an object',
  () => ({ group: aString, version: aString, kind: aString, namespace: aString, name: aString, source: aString }),
  ['group', 'kind', 'namespace', 'name'],
)

/**
 * How people name an object: `Deployment storefront/web`, or `Namespace storefront` where there is no namespace.
 *
 * @param ref of an assessment, a change or a record; its group, version and source are not told.
 * @returns the name, in one line.
 * @throws TypeError where `ref` is no reference.
 *
 * Source: how kubectl names objects in tables, with the kind in front.
 *
 * @example
 * ```ts
 * import { refText } from 'live-object-status/status'
 *
 * refText({ group: 'apps', version: 'v1', kind: 'Deployment', namespace: 'shop', name: 'web' }) // => 'Deployment shop/web'
 * ```
 */
export const refText = (ref: ObjectRef): string => {
  expect('ref', aRef, ref)
  return `${ref.kind} ${ref.namespace === '' ? '' : `${ref.namespace}/`}${ref.name}`
}
