import type { JsonRecord } from '../../model/kube-object.ts'
import { isRecord, textOf } from '../../model/read.ts'

/** What is known of a record: by its own word, and by that of what it stands in. */
export interface SecretShape {
  /** Of the object it belongs to, in lower case; empty where nothing says. */
  readonly kind: string
  /** The rules of a Secret apply to this record. */
  readonly secret: boolean
  /** What is told here is about a Secret: an event, an answer of the API server. */
  readonly about: boolean
}

export const unknownShape: SecretShape = { kind: '', secret: false, about: false }

/** The kind that a record says, in any spelling of the word and of the field; in an admission review it is a record itself. */
const kindOf = (record: JsonRecord): string => {
  const field = Object.keys(record).find(name => name.toLowerCase() === 'kind')
  return field === undefined ? '' : kindText(record[field])
}

const kindText = (kind: unknown): string =>
  (textOf(isRecord(kind) ? kind['kind'] : Array.isArray(kind) ? kind[0] : kind) ?? '').trim().toLowerCase()

/** Fields of the patch of an object that is not at hand: with `data` among them it may be that of a Secret. */
const PATCH_FIELDS = new Set(['apiversion', 'kind', 'data', 'stringdata', 'metadata', 'type', 'immutable', '$patch', '$retainkeys'])
/** Where events and answers of the API server say what they are about, in lower case. */
const SUBJECTS = new Set(['involvedobject', 'regarding', 'related', 'details'])

/**
 * The rules of a Secret apply where the record says so in any spelling of the kind, where the list or the template it stands in says so,
 * where it has `stringData`, and where it has `data` and nothing says what it is (CVE-2025-23216, argo-cd#29089: never trust one word alone).
 */
export const shapeOf = (record: JsonRecord, given: SecretShape, fields: readonly string[] = Object.keys(record)): SecretShape => {
  let [own, data, secret, about] = ['', false, given.secret, given.about]
  for (const field of fields) {
    const name = field.toLowerCase()
    if (name === 'kind' && own === '') own = kindText(record[field])
    else if (name === 'data') data = true
    else if (name === 'stringdata') secret = true
    else if (SUBJECTS.has(name)) about ||= isAboutSecret(record[field])
  }
  secret ||= (data && own + given.kind === '' && isPatch(record, fields)) || (own === 'secret' && !isReference(fields))
  return sameOr(given, own || given.kind, secret, about)
}

/** Nearly all records are of the shape of what they stand in. */
const sameOr = (given: SecretShape, kind: string, secret: boolean, about: boolean): SecretShape =>
  kind === given.kind && secret === given.secret && about === given.about ? given : { kind, secret, about }

/** What has `data` may be the patch of a Secret. */
const isPatch = (record: JsonRecord, fields: readonly string[]): boolean =>
  isRecord(record['metadata']) || fields.every(field => PATCH_FIELDS.has(field.toLowerCase()))

const isAboutSecret = (subject: unknown): boolean => isRecord(subject) && makesSecrets(kindOf(subject))

/** Whole objects, whatever carries them, which may be patches without a kind. */
const CARRIERS = new Set(['object', 'oldobject', 'requestobject', 'responseobject'])

/** Only names what it means: it has neither metadata nor values, and carries no object. */
const isReference = (fields: readonly string[]): boolean =>
  !fields.map(field => field.toLowerCase()).some(field => field === 'metadata' || VALUES.has(field) || CARRIERS.has(field))

/** What is known of the value of a field before it is looked at. */
export const shapeWithin = (given: SecretShape, field: string): SecretShape => {
  const { kind, about } = given
  const name = field.toLowerCase()
  // The items of a typed list carry no kind; those of a plain List carry their own.
  if (name === 'items' && kind.endsWith('list')) return { kind: kind.slice(0, -4), secret: kind === 'secretlist', about }
  // What stands in the rows of a table is of a kind that only the request knew.
  if (name === 'object' && kind === 'table') return { kind, secret: true, about }
  if (CARRIERS.has(name)) return unknownShape
  return sameOr(given, kind, name.startsWith('template') && kind !== 'secret' && makesSecrets(kind), about)
}

/** SealedSecret, ExternalSecret, VaultStaticSecret, SecretProviderClass and alike, whose templates become Secrets; and Secret. */
const makesSecrets = (kind: string): boolean => kind.includes('secret')

const VALUES = new Set(['data', 'stringdata', 'binarydata'])
const REGISTRY_FILES = new Set(['.dockerconfigjson', '.dockercfg'])
/** What a Secret and a template of one say beside values. */
const WORDS = new Set(['apiversion', 'kind', 'type', 'immutable', 'metadata', 'engineversion', 'mergepolicy'])

/** Whether a field of a record is shown without the values in it. */
export const isHidden = (shape: SecretShape, field: string, value: unknown): boolean => {
  const name = field.trim().toLowerCase()
  const structured = typeof value === 'object'
  if (REGISTRY_FILES.has(name) && shape.kind !== 'sealedsecret') return true
  if (name === 'stringdata' || (structured && (name === 'auths' || name === 'secretgenerator'))) return true
  if (name === 'data' && isRecord(value) && makesSecrets(shape.kind)) return true
  // A Secret has no other fields; whatever stands in one is a value in the wrong place.
  return shape.secret && !(WORDS.has(name) && (!structured || name === 'metadata'))
}

/** Annotations of common tools whose values tell nothing of the Secret they stand on. */
const PLAIN_ANNOTATIONS =
  /^(?:meta\.helm\.sh|helm\.sh|app\.kubernetes\.io|argocd\.argoproj\.io|kustomize\.toolkit\.fluxcd\.io|applyset\.kubernetes\.io|kubernetes\.io|live-object-status)\//

/** Whether an annotation may stay on a Secret: on the list, and no copy of the object. */
export const isPlainAnnotation = (key: string): boolean => PLAIN_ANNOTATIONS.test(key)

/**
 * A text that holds the manifest of a Secret, the configuration of a registry, a generator of Secrets or a patch of `data`: in YAML, with tags,
 * anchors and block scalars, in JSON, also within a text, cut off or never well formed; or the piece of one that a decoder quotes
 * (`...|"data":{"p":"x"}|...`).
 */
export const holdsSecretManifest = (text: string): boolean => {
  const read = text.includes('\\') ? unescaped(text) : text
  if (!/secret|stringdata|auths|\bop\b/i.test(read)) return false
  // Without quotes and backslashes, YAML's tags, anchors and heads of block scalars.
  const bare = read
    .replaceAll(/!<[^<>\s]{0,256}>/g, '')
    .replaceAll(/["'\\]/g, '')
    .replaceAll(/[&!]!?[\w.-]{1,64}(?=\s)/g, '')
    .replaceAll(/:\s*[|>][\d+-]{0,4}(?=\s)/g, ':')
  const withData = /(?:^|[\s{,|?])(?:string)?data\s*:/i.test(bare)
  return (
    (withData && /(?:^|[\s{,?-])kind\s*:\s*(?:secret(?:list)?\s*(?:[,}\]#\r\n]|$)|\*)/i.test(bare)) ||
    (withData && /\.\.\.\|/.test(bare) && /secret/i.test(bare)) ||
    /(?:^|[\s{,|?])(?:auths\s*:|stringdata\s*:(?!map\[)|secretgenerator\s*:)/i.test(bare) ||
    (/\bop\s*:\s*(?:add|replace|test)\b/i.test(bare) && /\bpath\s*:\s*\/(?:string)?data\b/i.test(bare))
  )
}

/** Letters that are written by their number: `"\x53ecret"`. */
const unescaped = (text: string): string =>
  text.replaceAll(/\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4}))/g, (_, byte: string | undefined, unit: string | undefined) =>
    String.fromCharCode(Number.parseInt(byte ?? unit ?? '', 16)),
  )

/** The operations of RFC 6902, and of the reports that add `oldValue`. */
export const isPatchOperation = (record: JsonRecord): boolean => typeof record['op'] === 'string' && typeof record['path'] === 'string'

/** Whether a pointer leads to, or into, what would be the values of a Secret: the kind of its target is not known. */
export const pointsToValues = (path: string): boolean =>
  path
    .toLowerCase()
    .split('/')
    .some(token => VALUES.has(token) || REGISTRY_FILES.has(token))
