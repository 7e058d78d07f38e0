import { sharedText } from '../support/fixtures.ts'

/**
 * Compiles what is recorded of Kubernetes (its OpenAPI document, its Go types and defaults, its API resources) to the compact text of
 * `src/schema/builtin-facts.generated.ts`. `vitest run test/schema/builtin-facts.test.ts -u` writes that file again.
 *
 * A field is one word: its type, then marks.
 *   type   s string, i integer, n number, b boolean, q quantity, x int-or-string, y bytes, t time, u micro-time, r raw JSON,
 *          @NAME a struct, #NAME one that server-side apply replaces whole, ~NAME raw JSON but for records, which are that struct; `[` before
 *          it a list, `{` a map
 *   marks  p pointer, k kept when empty, a atomic, S set, M(key,…) list map, m(key) or m merged by strategic merge patch, R retainKeys,
 *          r replaced by strategic merge patch, V(known,kept) since which Kubernetes 1.x the server knows and keeps the field (nothing for always;
 *          kept `-` for never: the gate is off in all), =JSON default (last)
 *
 * The API is that of 1.37, the newest, with the fields and defaults that only 1.36 has beside it.
 */
export const compileBuiltinFacts = (): string => {
  const { definitions: openapi } = json('kubernetes/openapi-v2-1.37.json.gz') as { definitions: Record<string, Definition> }
  const { definitions: before } = json('kubernetes/openapi-v2-1.36.json.gz') as { definitions: Record<string, Definition> }
  const go = json('kubernetes/go-types-and-defaults-1.37.json.gz') as GoFacts
  const goBefore = json('kubernetes/go-types-and-defaults-1.36.json.gz') as GoFacts
  const resources = [...(json('kubernetes/api-resources-1.36.json') as ApiResource[]), ...NEW_RESOURCES]
  const compiler = new Compiler(openapi, go.types, before)
  const kinds: Record<string, string> = {}
  for (const [name, definition] of Object.entries(openapi)) {
    const gvks = definition['x-kubernetes-group-version-kind'] ?? []
    const [gvk] = gvks
    if (gvk === undefined || gvks.length > 1 || gvk.kind.endsWith('List')) continue
    const apiVersion = gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`
    const resource = resources.find(({ group, version, kind }) => group === gvk.group && version === gvk.version && kind === gvk.kind)
    if (resource === undefined) continue
    const marks = [
      resource.namespaced ? 'n' : '',
      resource.subresources.includes('status') ? 's' : '',
      resource.subresources.includes('scale') ? 'c' : '',
      /^(apiextensions|apiregistration)\.k8s\.io$/.test(gvk.group) ? 'j' : '',
    ]
    if (resource.subresources.includes('status')) compiler.hasStatus(name)
    kinds[`${apiVersion}/${gvk.kind}`] = `${compiler.type(name)} ${marks.join('')}`
  }
  for (const [kind, same] of Object.entries(SAME_FIELDS)) kinds[kind] = kinds[same] ?? ''
  compiler.addDefaults(go.defaults)
  compiler.addDefaults(goBefore.defaults)
  return JSON.stringify({ kubernetes: '1.37', kinds: sorted(kinds), types: compiler.types() })
}

interface GoFacts {
  readonly types: Record<string, GoField[] | null>
  readonly defaults: Record<string, Record<string, unknown>>
}

/** What came with 1.37, beyond what is recorded of 1.36. */
const NEW_RESOURCES: readonly ApiResource[] = [
  { group: 'certificates.k8s.io', version: 'v1', kind: 'ClusterTrustBundle', namespaced: false, subresources: [] },
  { group: 'certificates.k8s.io', version: 'v1', kind: 'PodCertificateRequest', namespaced: true, subresources: ['status'] },
  { group: 'resource.k8s.io', version: 'v1', kind: 'DeviceTaintRule', namespaced: false, subresources: ['status'] },
  { group: 'storagemigration.k8s.io', version: 'v1', kind: 'StorageVersionMigration', namespaced: false, subresources: ['status'] },
]

/** Older versions that a supported server still serves, with the fields of the version that followed. */
const SAME_FIELDS: Readonly<Record<string, string>> = {
  'flowcontrol.apiserver.k8s.io/v1beta3/FlowSchema': 'flowcontrol.apiserver.k8s.io/v1/FlowSchema',
  'flowcontrol.apiserver.k8s.io/v1beta3/PriorityLevelConfiguration': 'flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration',
}

interface Definition {
  readonly type?: string
  readonly format?: string
  readonly properties?: Record<string, Property>
  readonly required?: string[]
  readonly 'x-kubernetes-map-type'?: string
  readonly 'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[]
}
interface Property {
  readonly type?: string
  readonly format?: string
  readonly $ref?: string
  readonly items?: Property
  readonly additionalProperties?: Property
  readonly 'x-kubernetes-list-type'?: string
  readonly 'x-kubernetes-list-map-keys'?: string[]
  readonly 'x-kubernetes-map-type'?: string
  readonly 'x-kubernetes-patch-strategy'?: string
  readonly 'x-kubernetes-patch-merge-key'?: string
}
interface GoField {
  readonly name: string
  readonly type: string
  readonly pointer?: boolean
  readonly omitEmpty?: boolean
}
interface ApiResource {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly namespaced: boolean
  readonly subresources: string[]
}

const json = (path: string): unknown => JSON.parse(sharedText(path) ?? 'null')
const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

const listMarks = (property: Property): string => {
  const listType = property['x-kubernetes-list-type']
  if (property.type !== 'array') return ''
  if (listType === 'set') return 'S'
  return listType === 'map' ? `M(${(property['x-kubernetes-list-map-keys'] ?? []).join(',')})` : 'a'
}

const patchMarks = (property: Property): string => {
  const strategy = property['x-kubernetes-patch-strategy'] ?? ''
  const key = property['x-kubernetes-patch-merge-key']
  const merge = strategy.includes('merge') ? (key === undefined ? 'm' : `m(${key})`) : ''
  return `${merge}${strategy.includes('retainKeys') ? 'R' : ''}${strategy.includes('replace') ? 'r' : ''}`
}

/** The Go types of these two groups are not among the recorded ones: their pointer fields, from k8s.io/apiextensions-apiserver and kube-aggregator. */
const POINTERS: Readonly<Record<string, readonly string[]>> = {
  JSONSchemaProps: [
    'default',
    'maximum',
    'minimum',
    'maxLength',
    'minLength',
    'maxItems',
    'minItems',
    'multipleOf',
    'maxProperties',
    'minProperties',
    'items',
    'not',
    'additionalProperties',
    'additionalItems',
    'externalDocs',
    'example',
    'x-kubernetes-preserve-unknown-fields',
    'x-kubernetes-list-type',
    'x-kubernetes-map-type',
  ],
  ValidationRule: ['reason', 'optionalOldSelf'],
  CustomResourceConversion: ['webhook'],
  WebhookConversion: ['clientConfig'],
  WebhookClientConfig: ['url', 'service'],
  ServiceReference: ['path', 'port'],
  CustomResourceDefinitionSpec: ['conversion'],
  CustomResourceDefinitionVersion: ['schema', 'subresources', 'deprecationWarning'],
  CustomResourceValidation: ['openAPIV3Schema'],
  CustomResourceSubresources: ['status', 'scale'],
  CustomResourceSubresourceScale: ['labelSelectorPath'],
  APIServiceSpec: ['service'],
}

const SCALARS: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'q',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'x',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 't',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'u',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'r',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'r',
}

class Compiler {
  readonly #openapi: Record<string, Definition>
  readonly #go: Record<string, GoField[] | null>
  readonly #before: Record<string, Definition>
  readonly #types = new Map<string, Record<string, string>>()
  readonly #versions = fieldVersions()
  /** Kinds whose status is a subresource. */
  readonly #withStatus = new Set<string>()

  constructor(openapi: Record<string, Definition>, go: Record<string, GoField[] | null>, before: Record<string, Definition>) {
    this.#openapi = openapi
    this.#go = go
    this.#before = before
  }

  /** The status of this kind is a subresource. */
  hasStatus(name: string): void {
    this.#withStatus.add(name)
  }

  /** The short name of a type, compiled with all that it refers to. */
  type(name: string): string {
    const short = shortName(name)
    if (this.#types.has(short)) return short
    const definition = this.#openapi[name] ?? {}
    const fields: Record<string, string> = {}
    this.#types.set(short, fields)
    const goFields = this.#goFields(goName(name))
    for (const [field, property] of Object.entries(definition.properties ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
      // No apply writes it where it is a subresource; only a claim is part of another kind, with its status.
      if (field === 'status' && this.#withStatus.has(name) && short !== 'core/v1.PersistentVolumeClaim') {
        fields[field] = 'r'
        continue
      }
      const old = this.#before[name]
      if (old !== undefined && old.properties?.[field] === undefined) this.#versions.set(`${short}.${field}`, [37, null])
      fields[field] = this.#field(property, goFields?.get(field) ?? this.#guess(name, field, definition), `${short}.${field}`)
    }
    return short
  }

  types(): Record<string, Record<string, string>> {
    return sorted(Object.fromEntries(this.#types))
  }

  #guess(name: string, field: string, definition: Definition): GoField {
    const pointer = POINTERS[name.split('.').at(-1) ?? '']?.includes(field) ?? false
    return { name: field, type: '', pointer, omitEmpty: !(definition.required ?? []).includes(field) }
  }

  #goFields(name: string): Map<string, GoField> | undefined {
    const fields = this.#go[name]
    if (fields === undefined) return undefined
    const all = new Map<string, GoField>()
    for (const field of fields ?? []) {
      if (field.name === '(inline)') for (const [key, inner] of this.#goFields(field.type) ?? []) all.set(key, inner)
      else all.set(field.name, field)
    }
    return all
  }

  #field(property: Property, go: GoField, place: string): string {
    const atomicMap = property['x-kubernetes-map-type'] === 'atomic'
    const marks = [
      go.pointer === true ? 'p' : '',
      go.omitEmpty === true ? '' : 'k',
      atomicMap ? 'a' : '',
      listMarks(property),
      patchMarks(property),
      versionMark(this.#versions.get(place)),
    ]
    const missing = MISSING_DEFAULTS[place]
    if (missing !== undefined) marks.push(`=${JSON.stringify(missing)}`)
    return `${this.#expression(property)} ${marks.join('')}`.trimEnd()
  }

  #reference(name: string, granular: boolean): string {
    const definition = this.#openapi[name]
    if (SCALARS[name] !== undefined) return SCALARS[name]
    if (/\.JSONSchemaPropsOr(Array|Bool|StringArray)$/.test(name)) return `~${this.type(name.replace(/Or\w+$/, ''))}`
    if (definition === undefined || (definition.properties === undefined && definition.type !== 'object')) return 'r'
    return `${definition['x-kubernetes-map-type'] === 'atomic' && !granular ? '#' : '@'}${this.type(name)}`
  }

  #expression(property: Property): string {
    // A field may take a struct apart that is replaced whole elsewhere (claimRef of a PersistentVolume).
    const granular = property['x-kubernetes-map-type'] === 'granular'
    if (property.$ref !== undefined) return this.#reference(property.$ref.slice('#/definitions/'.length), granular)
    if (property.type === 'array') return `[${this.#expression(property.items ?? {})}`
    if (property.type === 'object')
      return property.additionalProperties === undefined ? 'r' : `{${this.#expression(property.additionalProperties)}`
    if (property.type === 'integer') return 'i'
    if (property.type === 'number') return 'n'
    if (property.type === 'boolean') return 'b'
    return property.type === 'string' ? (property.format === 'byte' ? 'y' : 's') : 'r'
  }

  /** The defaults are recorded by path; each (type, field) has one value everywhere, so they are kept on the field. */
  addDefaults(defaults: Record<string, Record<string, unknown>>): void {
    for (const [gvk, paths] of Object.entries(defaults)) {
      const [apiVersion = '', kind = ''] = gvk.split(' ')
      const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion]
      const root = `${group.split('.')[0]}/${version}.${kind}`
      if (!this.#types.has(root)) continue
      for (const [path, value] of Object.entries(paths)) this.#addDefault(root, path, path.endsWith('[]') ? [value] : value)
    }
  }

  #addDefault(root: string, path: string, value: unknown): void {
    let type = root
    const steps = path.replaceAll('[]', '').split('.').slice(1)
    for (const [index, step] of steps.entries()) {
      const fields = this.#types.get(type)
      const field = fields?.[step]
      if (fields === undefined || field === undefined) return
      if (index < steps.length - 1) {
        type = /[@#](\S+)/.exec(field)?.[1] ?? ''
        continue
      }
      if (field.includes('=') || CONDITIONAL.has(`${type}.${step}`)) return
      fields[step] = `${field.includes(' ') ? field : `${field} `}=${JSON.stringify(value)}`
    }
  }
}

/** Defaults that hold only under a condition (rules-not-in-the-schema.json): src/sync/default-rules.ts has them as rules. */
const CONDITIONAL = new Set([
  'apps/v1.RollingUpdateDaemonSet.maxSurge',
  'apps/v1.RollingUpdateDaemonSet.maxUnavailable',
  'apps/v1.RollingUpdateStatefulSetStrategy.partition',
  'apps/v1.StatefulSetUpdateStrategy.type',
  'autoscaling/v2.HPAScalingRules.selectPolicy',
  'autoscaling/v2.HPAScalingRules.stabilizationWindowSeconds',
  'autoscaling/v2.MetricSpec.type',
  'autoscaling/v2.MetricTarget.averageUtilization',
  'autoscaling/v2.MetricTarget.type',
  'autoscaling/v2.ResourceMetricSource.name',
  'batch/v1.JobSpec.backoffLimit',
  'batch/v1.JobSpec.completionMode',
  'batch/v1.JobSpec.completions',
  'batch/v1.JobSpec.manualSelector',
  'batch/v1.JobSpec.parallelism',
  'batch/v1.JobSpec.podReplacementPolicy',
  'batch/v1.JobSpec.suspend',
  'core/v1.Container.imagePullPolicy',
  'core/v1.EphemeralContainer.imagePullPolicy',
  'core/v1.ImageVolumeSource.pullPolicy',
  'core/v1.PodSpec.enableServiceLinks',
  'core/v1.ServiceSpec.internalTrafficPolicy',
  'networking/v1.NetworkPolicySpec.policyTypes',
  'resource/v1.DeviceTaint.timeAdded',
  'resource/v1.DeviceSubRequest.count',
  'resource/v1.ExactDeviceRequest.count',
])

/** Defaults that are set by a function of a kind that the recorded ones do not show (pkg/apis/rbac/v1/defaults.go). */
const MISSING_DEFAULTS: Readonly<Record<string, unknown>> = { 'rbac/v1.RoleRef.apiGroup': 'rbac.authorization.k8s.io' }

/** Since which 1.x a field is known and kept; null for always known, and for kept by no server up to 1.37. */
type FieldVersion = readonly [known: number | null, kept: number | null]

/** What is recorded of servers, and what the source says that no recording shows (pkg/features/kube_features.go, pkg/api/pod/util.go). */
const fieldVersions = (): Map<string, FieldVersion> => {
  const { fields } = json('kubernetes/fields-by-version.json') as { fields: Record<string, FieldVersion> }
  const all = new Map([...Object.entries(fields), ...Object.entries(FROM_SOURCE)])
  // The whole reference goes, not this field of it (src/sync/server/strategies.ts).
  all.delete('core/v1.TypedObjectReference.namespace')
  return all
}

const FROM_SOURCE: Readonly<Record<string, FieldVersion>> = {
  // MaxUnavailableStatefulSet, ClusterTrustBundleProjection, PodCertificateRequest and the gate of the field of CSIDriver are on by default since 1.37.
  'apps/v1.RollingUpdateStatefulSetStrategy.maxUnavailable': [null, 37],
  'core/v1.VolumeProjection.clusterTrustBundle': [29, 37],
  'core/v1.VolumeProjection.podCertificate': [34, 37],
  'storage/v1.CSIDriverSpec.preventPodSchedulingIfMissing': [36, 37],
  // ProcMountType: any value becomes Default before (dropDisabledProcMountField).
  'core/v1.SecurityContext.procMount': [null, 33],
  // Gone.
  'core/v1.NodeSpec.configSource': [null, null],
  // DRAListTypeAttributes.
  'resource/v1.DeviceAttribute.bools': [36, null],
  'resource/v1.DeviceAttribute.ints': [36, null],
  'resource/v1.DeviceAttribute.strings': [36, null],
  'resource/v1.DeviceAttribute.versions': [36, null],
}

const versionMark = (version: FieldVersion | undefined): string => {
  if (version === undefined) return ''
  const [known, kept] = version
  return `V(${known ?? ''},${kept ?? '-'})`
}

/** `io.k8s.api.core.v1.PodSpec` as `core/v1.PodSpec`. */
const shortName = (name: string): string => name.replace(/^.*\.([^.]+)\.([^.]+)\.([^.]+)$/, '$1/$2.$3')
const goName = (name: string): string =>
  name
    .replace(/^io\.k8s\.apimachinery\./, 'k8s.io/apimachinery/')
    .replace(/^io\.k8s\.api\./, 'k8s.io/api/')
    .replaceAll(/\.(?=.*\.)/g, (dot, index: number, text: string) => (text.slice(0, index).startsWith('k8s') && index < 4 ? dot : '/'))
