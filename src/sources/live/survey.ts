import { kindKeyOf, refKey, refOf } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { isWrapped, itemsOf } from '../../model/list-items.ts'
import { at, own, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { total } from '../../model/total.ts'
import { isNamespaced } from '../../schema/index.ts'
import type { SchemaSet } from '../../schema/index.ts'

/** One live object, with what every reader asks of it. */
export interface SurveyedObject {
  readonly ref: ObjectRef
  readonly key: string
  /** 'group/Kind'. */
  readonly kind: string
  readonly object: JsonRecord
  readonly labels: JsonRecord
  readonly annotations: JsonRecord
  /** It names an owner: something made it, and nobody deployed it. */
  readonly isOwned: boolean
}

/** The live objects of one source, found in the ways that readers ask. */
export interface Survey {
  /** The name of the source; '' where it has none. */
  readonly source: string
  readonly objects: readonly SurveyedObject[]
  ofKind(kind: string): readonly SurveyedObject[]
  find(ref: ObjectRef): SurveyedObject | undefined
  /** Those without an owner whose label has the value. */
  labelled(label: string, value: string): readonly SurveyedObject[]
  /** Undefined where nothing says it. */
  isNamespaced(kind: string): boolean | undefined
}

/** Surveys live objects source by source, in the order of their names. */
export const surveyLive = (live: Iterable<unknown>, schemas: SchemaSet | undefined): readonly Survey[] => {
  const bySource = new Map<string, Map<string, SurveyedObject>>()
  for (const item of live)
    for (const { object, source } of unwrap(item)) {
      const surveyed = total(
        () => surveyObject(object, source),
        () => undefined,
      )
      if (surveyed === undefined) continue
      const objects = bySource.get(source)
      if (objects === undefined) bySource.set(source, new Map([[surveyed.key, surveyed]]))
      else objects.set(surveyed.key, surveyed)
    }
  return [...bySource.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([source, objects]) => createSurvey(source, objects, schemas))
}

/** An object comes by itself, in a list, or wrapped with its source, as `assessApplication` takes it. */
const unwrap = (item: unknown): readonly { readonly object: JsonRecord; readonly source: string }[] =>
  total(
    () => {
      const source = isWrapped(item) ? (textOf(item['source']) ?? '') : ''
      return itemsOf(isWrapped(item) ? item.object : item).map(object => ({ object, source }))
    },
    () => [],
  )

const surveyObject = (object: JsonRecord, source: string): SurveyedObject | undefined => {
  const ref = refOf(object, source)
  if (ref.kind === '' || ref.name === '') return undefined
  return {
    ref,
    key: refKey(ref),
    kind: kindKeyOf(object),
    object,
    labels: recordOf(at(object, 'metadata', 'labels')),
    annotations: recordOf(at(object, 'metadata', 'annotations')),
    isOwned: recordsOf(at(object, 'metadata', 'ownerReferences')).length > 0,
  }
}

const createSurvey = (source: string, byKey: ReadonlyMap<string, SurveyedObject>, schemas: SchemaSet | undefined): Survey => {
  const objects = [...byKey.values()]
  const kinds = groupBy(objects, ({ kind }) => kind)
  const scopes = readScopes(kinds.get('apiextensions.k8s.io/CustomResourceDefinition') ?? NONE)
  const labels = new Map<string, ReadonlyMap<string, readonly SurveyedObject[]>>()
  const withLabel = (label: string): ReadonlyMap<string, readonly SurveyedObject[]> => {
    const marked = objects.filter(object => !object.isOwned && readMark(object.labels, label) !== '')
    return groupBy(marked, object => readMark(object.labels, label))
  }
  return {
    source,
    objects,
    ofKind: kind => kinds.get(kind) ?? NONE,
    find: ref => byKey.get(refKey(withSource(ref, source))),
    labelled(label, value) {
      const known = labels.get(label) ?? withLabel(label)
      labels.set(label, known)
      return known.get(value) ?? NONE
    },
    isNamespaced: kind => isNamespaced(kind, schemas) ?? scopes.get(kind),
  }
}

const NONE: readonly SurveyedObject[] = Object.freeze([])

/** The items under the text that each gives, in their order. */
export const groupBy = <T>(items: Iterable<T>, textFor: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const text = textFor(item)
    const group = groups.get(text)
    if (group === undefined) groups.set(text, [item])
    else group.push(item)
  }
  return groups
}

/** The scope of each kind that the definitions define. */
const readScopes = (definitions: readonly SurveyedObject[]): ReadonlyMap<string, boolean> =>
  new Map(
    definitions.flatMap(({ object }) => {
      const [group, kind] = [textOf(at(object, 'spec', 'group')), textOf(at(object, 'spec', 'names', 'kind'))]
      return group === undefined || kind === undefined ? [] : [[`${group}/${kind}`, at(object, 'spec', 'scope') !== 'Cluster'] as const]
    }),
  )

/** The value of a label or annotation; '' where it has none. */
export const readMark = (map: JsonRecord, key: string): string => textOf(own(map, key)) ?? ''

/** True where there is such a label or annotation, whatever it says. */
export const hasMark = (map: JsonRecord, key: string): boolean => own(map, key) !== undefined

/** The reference as a source of that name gives it. */
export const withSource = (ref: ObjectRef, source: string): ObjectRef => (source === '' ? ref : { ...ref, source })
