import type { JsonRecord } from '../model/kube-object.ts'
import { isRecord, textOf } from '../model/read.ts'

/** What is known of a record: by its own word, and by that of what it stands in. */
export interface Shape {
  /** Of the object it belongs to, in lower case; empty where nothing says. */
  readonly kind: string
  /** The rules of a Secret apply to this record. */
  readonly secret: boolean
}

/** How the value of a field is shown: by the rules for any content, without its values, or not at all. */
export type Treatment = 'open' | 'values' | 'whole'

export const unknownShape: Shape = { kind: '', secret: false }

const lower = (value: unknown): string => (textOf(value) ?? '').trim().toLowerCase()

/** Fields of the patch of an object that is not at hand: with `data` among them it may be that of a Secret. */
const PATCH_FIELDS = new Set(['apiversion', 'data', 'stringdata', 'metadata', 'type', 'immutable', '$patch', '$retainkeys'])

/**
 * The rules of a Secret apply where the record says so in any spelling of the kind, where the list or the template it stands in says so,
 * where it has `stringData`, and where it has `data` and nothing says what it is (CVE-2025-23216, argo-cd#29089: never trust one word alone).
 */
export const shapeOf = (record: JsonRecord, given: Shape): Shape => {
  const kind = lower(record['kind'])
  const fields = Object.keys(record).map(field => field.toLowerCase())
  const secret = given.secret || kind === 'secret' || fields.includes('stringdata')
  if (kind !== '') return { kind, secret }
  const patch = given.kind === '' && fields.includes('data') && fields.every(field => PATCH_FIELDS.has(field))
  return { kind: given.kind, secret: secret || patch }
}

/** What is known of the value of a field before it is looked at. */
export const shapeWithin = (shape: Shape, field: string): Shape => {
  const name = field.toLowerCase()
  // The items of a typed list carry no kind; those of a plain List carry their own.
  if (name === 'items' && shape.kind.endsWith('list')) {
    const kind = shape.kind.slice(0, -4)
    return { kind, secret: kind === 'secret' }
  }
  // What stands in the rows of a table is of a kind that only the request knew.
  if (name === 'object' && shape.kind === 'table') return { kind: shape.kind, secret: true }
  if (name === 'template' && makesSecrets(shape.kind)) return { kind: shape.kind, secret: true }
  return { kind: shape.kind, secret: false }
}

/** SealedSecret, ExternalSecret, VaultStaticSecret, SecretProviderClass and alike: their templates become Secrets. */
const makesSecrets = (kind: string): boolean => kind !== 'secret' && kind.includes('secret')

const VALUES = new Set(['data', 'stringdata', 'binarydata'])
const REGISTRY_FILES = new Set(['.dockerconfigjson', '.dockercfg'])

/** How to show a field of a record. */
export const treatmentOf = (shape: Shape, field: string, value: unknown): Treatment => {
  const name = field.trim().toLowerCase()
  if (REGISTRY_FILES.has(name)) return 'whole'
  if (name === 'stringdata' || (name === 'auths' && isRecord(value))) return 'values'
  if (name === 'data' && isRecord(value) && makesSecrets(shape.kind)) return 'values'
  if (!shape.secret) return 'open'
  if (VALUES.has(name)) return 'values'
  // A Secret has no other fields with structure; whatever stands in one is a value in the wrong place. References (kind, name, uid) have none.
  return name === 'metadata' || typeof value !== 'object' ? 'open' : 'values'
}

/** Annotations of common tools whose values tell nothing of the Secret they stand on. */
const PLAIN_ANNOTATIONS =
  /^(?:meta\.helm\.sh|helm\.sh|app\.kubernetes\.io|argocd\.argoproj\.io|kustomize\.toolkit\.fluxcd\.io|kubernetes\.io|live-object-status)\//

/** Whether an annotation may stay on a Secret: on the list, and no copy of the object. */
export const isPlainAnnotation = (key: string): boolean => PLAIN_ANNOTATIONS.test(key)

/** A text that holds the manifest of a Secret, also one that is cut off or was never well formed. */
export const holdsSecretManifest = (text: string): boolean =>
  /(?:^|[\s{,"'-])["']?kind["']?\s*:\s*["']?secret(?:list)?["']?\s*(?:[,}\]#\r\n]|$)/i.test(text) &&
  /(?:^|[\s{,"'])["']?(?:string)?data["']?\s*:/i.test(text)

/** The operations of RFC 6902, and of the reports that add `oldValue`. */
export const isPatchOperation = (record: JsonRecord): boolean => typeof record['op'] === 'string' && typeof record['path'] === 'string'

/** Whether a pointer leads to, or into, what would be the values of a Secret: the kind of its target is not known. */
export const pointsToValues = (path: string): boolean =>
  path
    .toLowerCase()
    .split('/')
    .some(token => VALUES.has(token) || REGISTRY_FILES.has(token))
