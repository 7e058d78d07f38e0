import { isRecord, recordOf } from '../../src/model/read.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'

/** How a value gets into a text that stands in an object. */
export const WAYS: readonly ((text: string, value: string) => string)[] = [
  (_, value) => value,
  (text, value) => text + value,
  (text, value) => `${value}-${text}`,
  (text, value) => text.slice(0, text.length / 2) + value + text.slice(text.length / 2),
  (text, value) => `${text} "${value}", ${'x'.repeat(300)}`,
  (text, value) => `${text} ${'x'.repeat(60)}${value} ${'y'.repeat(400)}`,
  (text, value) => `line\n${text} password=${value}\nlast ${value}`,
]

/** Whose fields have names that people choose. */
const OPEN: ReadonlySet<string> = new Set('labels annotations data stringData matchLabels nodeSelector limits requests capacity'.split(' '))
/** What makes an object the one that it is for the library: without these there would be nothing to tell. */
const KEPT: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'uid', 'status', 'phase', 'type', 'controller'])

/** Who wrote the fields, with the value wherever one may stand: manager, times, subresource, names of fields, keys and members of lists. */
const managedFields = (value: string): readonly object[] => [
  {
    manager: value,
    operation: 'Update',
    apiVersion: `v${value}`,
    time: `2026-11-22T10:00:00Z${value}`,
    subresource: value,
    fieldsType: 'FieldsV1',
    fieldsV1: {
      'f:metadata': { 'f:labels': { '.': {}, [`f:${value}`]: {} } },
      'f:spec': { 'f:x': { [`k:{"name":"${value}"}`]: { '.': {}, 'f:value': {} }, [`v:"${value}"`]: {} }, 'f:replicas': {} },
    },
  },
  {
    manager: `helm ${value}`,
    operation: 'Apply',
    apiVersion: 'apps/v1',
    time: '2026-11-22T10:00:00Z',
    fieldsV1: { 'f:data': { [`f:${value}`]: {} }, 'f:spec': { 'f:template': { 'f:spec': { 'f:containers': {} } } } },
  },
]

/** Annotations that tools write and this library reads, and one of nobody's. */
const annotations = (value: string): object => ({
  [`x/${value}`]: JSON.stringify({ a: [value], b: JSON.stringify({ c: value }) }),
  'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ kind: 'ConfigMap', data: { x: value, [value]: 'y' } }),
  'deployment.kubernetes.io/revision': value,
  'argocd.argoproj.io/tracking-id': `a:${value}/b:c/d`,
  'meta.helm.sh/release-name': value,
})

/** The object with the value in every n-th of its texts, in the names of fields that people choose, and in what tools write beside it. */
export const saltObject = (object: KubeObject, value: string, next: () => number): KubeObject => {
  const salt = (inner: unknown): unknown => {
    if (typeof inner === 'string') {
      const way = next()
      return way < 0 ? inner : (WAYS[way % WAYS.length]?.(inner, value) ?? inner)
    }
    if (Array.isArray(inner)) return inner.map(salt)
    if (!isRecord(inner)) return inner
    return Object.fromEntries(Object.entries(inner).map(([key, each]) => [key, saltField(key, each)]))
  }
  const saltField = (key: string, field: unknown): unknown => {
    if (KEPT.has(key) && typeof field === 'string') return field
    const isOpen = OPEN.has(key) && isRecord(field) && next() >= 0
    return salt(isOpen ? { ...field, [value]: 'v' } : field)
  }
  const salted = salt(object) as KubeObject
  const way = next()
  const beside = {
    ...(way >= 0 ? { managedFields: managedFields(value) } : {}),
    ...(way > 1 ? { annotations: { ...recordOf(recordOf(salted.metadata)['annotations']), ...annotations(value) } } : {}),
  }
  return { ...salted, metadata: { ...salted.metadata, ...beside } }
}
