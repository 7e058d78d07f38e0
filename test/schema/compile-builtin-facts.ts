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
 *          r replaced by strategic merge patch, g behind a gate that is off, =JSON default (last)
 */
export const compileBuiltinFacts = (): string => {
  const { definitions: openapi } = json('kubernetes/openapi-v2-1.36.json.gz') as { definitions: Record<string, Definition> }
  const go = json('kubernetes/go-types-and-defaults-1.36.json.gz') as {
    types: Record<string, GoField[] | null>
    defaults: Record<string, Record<string, unknown>>
  }
  const resources = json('kubernetes/api-resources-1.36.json') as ApiResource[]
  const compiler = new Compiler(openapi, go.types)
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
    kinds[`${apiVersion}/${gvk.kind}`] = `${compiler.type(name)} ${marks.join('')}`
  }
  compiler.addDefaults(go.defaults)
  return JSON.stringify({ kubernetes: '1.36', kinds: sorted(kinds), types: compiler.types() })
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
  readonly #types = new Map<string, Record<string, string>>()

  constructor(openapi: Record<string, Definition>, go: Record<string, GoField[] | null>) {
    this.#openapi = openapi
    this.#go = go
  }

  /** The short name of a type, compiled with all that it refers to. */
  type(name: string): string {
    const short = shortName(name)
    if (this.#types.has(short)) return short
    const definition = this.#openapi[name] ?? {}
    const fields: Record<string, string> = {}
    this.#types.set(short, fields)
    const goFields = this.#goFields(goName(name))
    for (const [field, property] of Object.entries(definition.properties ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)))
      fields[field] = this.#field(property, goFields?.get(field) ?? this.#guess(name, field, definition), `${short}.${field}`)
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
      GATED.has(place) ? 'g' : '',
    ]
    const missing = MISSING_DEFAULTS[place]
    if (missing !== undefined) marks.push(`=${JSON.stringify(missing)}`)
    return `${this.#expression(property)} ${marks.join('')}`.trimEnd()
  }

  #reference(name: string): string {
    const definition = this.#openapi[name]
    if (SCALARS[name] !== undefined) return SCALARS[name]
    if (/\.JSONSchemaPropsOr(Array|Bool|StringArray)$/.test(name)) return `~${this.type(name.replace(/Or\w+$/, ''))}`
    if (definition === undefined || (definition.properties === undefined && definition.type !== 'object')) return 'r'
    return `${definition['x-kubernetes-map-type'] === 'atomic' ? '#' : '@'}${this.type(name)}`
  }

  #expression(property: Property): string {
    if (property.$ref !== undefined) return this.#reference(property.$ref.slice('#/definitions/'.length))
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

/**
 * Fields of a feature that is off by default in 1.36, or gone: the server drops them unless the object has them already (dropDisabledFields in the
 * strategies of pkg/registry and in pkg/api/pod; pkg/features/kube_features.go).
 */
const GATED = new Set([
  'apps/v1.RollingUpdateStatefulSetStrategy.maxUnavailable',
  'coordination/v1.LeaseSpec.preferredHolder',
  'coordination/v1.LeaseSpec.strategy',
  'core/v1.Lifecycle.stopSignal',
  'core/v1.NodeSpec.configSource',
  'core/v1.PodSpec.schedulingGroup',
  'core/v1.VolumeProjection.clusterTrustBundle',
  'core/v1.VolumeProjection.podCertificate',
  'resource/v1.Device.nodeAllocatableResourceMappings',
  'resource/v1.DeviceAttribute.bools',
  'resource/v1.DeviceAttribute.ints',
  'resource/v1.DeviceAttribute.strings',
  'resource/v1.DeviceAttribute.versions',
  'storage/v1.CSIDriverSpec.preventPodSchedulingIfMissing',
])

/** `io.k8s.api.core.v1.PodSpec` as `core/v1.PodSpec`. */
const shortName = (name: string): string => {
  const parts = name.split('.')
  return `${parts.at(-3)}/${parts.at(-2)}.${parts.at(-1)}`
}
const goName = (name: string): string =>
  name
    .replace(/^io\.k8s\.apimachinery\./, 'k8s.io/apimachinery/')
    .replace(/^io\.k8s\.api\./, 'k8s.io/api/')
    .replaceAll(/\.(?=.*\.)/g, (dot, index: number, text: string) => (text.slice(0, index).startsWith('k8s') && index < 4 ? dot : '/'))
