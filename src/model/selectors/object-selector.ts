import { type Check, aFunction, aList, aString, either, exactly, fitting } from '../expect.ts'
import { compileGlob } from '../glob.ts'
import { kindKey } from '../identity.ts'
import type { ObjectRef } from '../identity.ts'
import type { KubeObjectLike } from '../kube-object.ts'
import { type LabelTest, parseLabelSelector } from './label-selector.ts'
import { at, recordOf } from '../read.ts'
import { total } from '../total.ts'

/** Some objects, by what is the same about them: all that is said has to fit, and what is not said fits everything. */
export interface ObjectSelector {
  /** `apps/Deployment`, or `Pod` for the core group; `*` stands for anything. */
  readonly kind?: string
  /** A name, or a pattern with `*`; '' for cluster-scoped objects. */
  readonly namespace?: string
  /** A name, or a pattern with `*`. */
  readonly name?: string
  /** As `kubectl -l` takes it: `app=web,tier in (front,back),!canary`. */
  readonly labelSelector?: string
  /** The same, of annotations. */
  readonly annotationSelector?: string
}

/** True for the objects that are meant. `object` is the manifest where there is one, else the live object. */
export type ObjectPredicate = (ref: ObjectRef, object: KubeObjectLike) => boolean

/** The objects that something is about: a selector, several of which one has to fit, or a function. */
export type ObjectScope = ObjectSelector | readonly ObjectSelector[] | ObjectPredicate

/**
 * True where something with this scope is about the object. A selector that cannot be read, or a function that throws, is about none: what
 * silences must not silence more than it says.
 *
 * @param object the manifest where there is one: whoever may label live objects must not be able to silence their drift by that.
 */
export const selects = (scope: ObjectScope | undefined, ref: ObjectRef, object: KubeObjectLike): boolean =>
  scope === undefined ||
  total(
    () => compiled(scope)(ref, object),
    () => false,
  )

/** Scopes made ready, by what the caller handed in. Pure, so it cannot be seen. */
const known = new WeakMap<object, ObjectPredicate>()

const compiled = (scope: ObjectScope): ObjectPredicate => {
  if (typeof scope === 'function') return scope
  const before = known.get(scope)
  if (before !== undefined) return before
  const made = isList(scope) ? anyOf(scope.map(compileSelector)) : compileSelector(scope)
  known.set(scope, made)
  return made
}

const isList = (scope: ObjectSelector | readonly ObjectSelector[]): scope is readonly ObjectSelector[] => Array.isArray(scope)

const anyOf =
  (predicates: readonly ObjectPredicate[]): ObjectPredicate =>
  (ref, object) =>
    predicates.some(predicate => predicate(ref, object))

const compileSelector = ({ kind, namespace, name, labelSelector, annotationSelector }: ObjectSelector): ObjectPredicate => {
  const ofKind = kind === undefined ? undefined : compileGlob(kind)
  const inNamespace = namespace === undefined ? undefined : compileGlob(namespace)
  const ofName = name === undefined ? undefined : compileGlob(name)
  const labelled = metadataTest('labels', labelSelector)
  const annotated = metadataTest('annotations', annotationSelector)
  return (ref, object) =>
    ofKind?.(kindKey(ref.group, ref.kind)) !== false &&
    inNamespace?.(ref.namespace) !== false &&
    ofName?.(ref.name) !== false &&
    labelled?.(object) !== false &&
    annotated?.(object) !== false
}

const metadataTest = (part: 'labels' | 'annotations', text: string | undefined): ((object: KubeObjectLike) => boolean) | undefined => {
  if (text === undefined) return undefined
  const test: LabelTest = parseLabelSelector(text) ?? NONE
  return object => test(recordOf(at(object, 'metadata', part)))
}

const NONE = (): boolean => false

const aLabelSelector = /* @__PURE__ */ fitting(
  'a label selector, as kubectl -l takes it',
  value => typeof value === 'string' && parseLabelSelector(value) !== undefined,
)
const aSelector = /* @__PURE__ */ exactly<ObjectSelector>('a selector of objects', () => ({
  kind: aString,
  namespace: aString,
  name: aString,
  labelSelector: aLabelSelector,
  annotationSelector: aLabelSelector,
}))

/** The check of a selector: it says which objects are meant. */
export const anObjectScope: Check = /* @__PURE__ */ either(
  'a selector of objects, a list of them, or a function',
  aFunction,
  /* @__PURE__ */ aList('a list of selectors', aSelector),
  aSelector,
)
