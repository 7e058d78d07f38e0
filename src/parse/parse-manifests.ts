import { aString, expect, someOptions } from '../model/expect.ts'
import { type ObjectRef, refOf } from '../model/identity.ts'
import type { Manifest } from '../model/kube-object.ts'
import type { Problem } from '../model/problem.ts'
import { isRecord, textOf } from '../model/read.ts'
import type { ReadDocument, ParseReport } from './documents.ts'
import { type ParseOptions, parseChecks, readText } from './parse-yaml.ts'

/** An object of a manifest and where it stands. */
export interface ManifestObject {
  /** Its namespace is the manifest's own, else the one given as an option; whether the kind has one is settled later, by schema. */
  readonly ref: ObjectRef
  /** As written; an item of a list also has what it took from the list. */
  readonly object: Manifest
  readonly source?: string
  /** From 0. */
  readonly document: number
  /** The line on which the object begins, from 1. */
  readonly line: number
}

/** How manifests are read. */
export interface ManifestOptions extends ParseOptions {
  /** The namespace of objects that name none. */
  readonly namespace?: string
}

/**
 * Reads the Kubernetes objects of a YAML or JSON text as `kubectl apply -f` reads them, lists taken apart.
 *
 * Items of a typed list (`ConfigMapList`) that lack kind and apiVersion take them from the list, as client-go's unstructured decoder
 * does. Empty documents are passed over; one that is no Kubernetes object is a problem ('not-a-kubernetes-object') and costs no other.
 *
 * @param text the whole text, with any number of documents
 * @param options `source` is named in problems and results; `namespace` for objects that name none; `maxBytes` (default 8 MiB)
 * @returns the objects in order, and what is wrong, by document, line and column, without any text of the document
 * @throws TypeError where an argument has the wrong type
 *
 * Source: the resource builder of kubectl (k8s.io/cli-runtime) and client-go's unstructured decoder.
 *
 * @example
 * ```ts
 * import { parseManifests } from 'live-object-status/parse'
 *
 * const { objects, problems } = parseManifests('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\nb: [', { namespace: 'shop' })
 * objects[0]?.ref // => { group: '', version: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'a' }
 * problems.map(problem => [problem.code, problem.document, problem.line]) // => [['invalid-yaml', 1, 5]]
 * ```
 */
export const parseManifests = (text: string, options: ManifestOptions = {}): { objects: ManifestObject[]; problems: Problem[] } => {
  expect('options', someManifestOptions, options)
  const { documents, report } = readText(text, options)
  const objects: ManifestObject[] = []
  documents.forEach((document, index) => {
    if (document.value === null) return
    collect(document.value, { at: document.at, index, items: document.items }, { objects, report, options })
  })
  return { objects, problems: report.problems }
}

const someManifestOptions = /* @__PURE__ */ someOptions<ManifestOptions>(() => ({ ...parseChecks(), namespace: aString }))

interface Where {
  readonly at: number
  readonly index: number
  readonly items: ReadDocument['items']
}

interface GatheredManifests {
  readonly objects: ManifestObject[]
  readonly report: ParseReport
  readonly options: ManifestOptions
}

const collect = (value: unknown, where: Where, to: GatheredManifests): void => {
  const list = isRecord(value) ? listIn(value) : undefined
  if (list !== undefined) return collectItems(list, where, to)
  if (!isKubeObject(value)) return to.report.add({ code: 'not-a-kubernetes-object', at: where.at }, where.index)
  const { source, namespace } = to.options
  const ref = refOf(value)
  to.objects.push({
    ref: ref.namespace === '' && namespace !== undefined ? { ...ref, namespace } : ref,
    object: value,
    ...(source === undefined ? {} : { source }),
    document: where.index,
    line: to.report.placeOf(where.at).line,
  })
}

interface List {
  readonly apiVersion: string | undefined
  /** The kind of its items; empty for a plain `List`. */
  readonly kind: string
  readonly items: readonly unknown[]
}

const listIn = (value: Readonly<Record<string, unknown>>): List | undefined => {
  const { apiVersion, kind, items } = value
  if (typeof kind !== 'string' || !kind.endsWith('List')) return undefined
  if (Array.isArray(items)) return { apiVersion: textOf(apiVersion), kind: kind.slice(0, -'List'.length), items }
  // A kind of a custom resource may end in List; a List of nothing is the API's own.
  return kind === 'List' && (items ?? null) === null ? { apiVersion: textOf(apiVersion), kind: '', items: [] } : undefined
}

const collectItems = (list: List, where: Where, to: GatheredManifests): void => {
  let structured = 0
  for (const item of list.items) {
    if (item === null) {
      to.report.add({ code: 'null-item', at: where.at }, where.index)
      continue
    }
    const at = typeof item === 'object' ? (where.items[structured++] ?? where.at) : where.at
    collect(completed(item, list), { at, index: where.index, items: [] }, to)
  }
}

/** An item without kind and apiVersion has those that the list implies. */
const completed = (item: unknown, list: List): unknown => {
  if (isKubeObject(item) || !isRecord(item) || list.kind === '') return item
  return { ...item, apiVersion: item['apiVersion'] ?? list.apiVersion, kind: item['kind'] ?? list.kind }
}

const isKubeObject = (value: unknown): value is Manifest => isRecord(value) && isFilled(value['apiVersion']) && isFilled(value['kind'])

const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== ''
