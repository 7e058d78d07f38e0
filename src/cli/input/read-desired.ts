import { createSchemas, parseManifests } from '../../index.ts'
import { catalogueKinds } from '../../health/index.ts'
import { isNamespaced } from '../../schema/index.ts'
import type { KubeObjectLike, ManifestObject, ObjectRef, Problem, SchemaSet } from '../../index.ts'
import { globMatches } from '../../model/glob.ts'
import { kindKey, kindKeyOf, refKey, refText } from '../../model/identity.ts'
import { MAX_BYTES } from '../answer.ts'
import type { SourceText } from '../answer.ts'
import { explainProblems, isKustomization, kustomizationProblem } from './explain-problems.ts'

/** Everything that was deployed, read from manifests. */
export interface Manifests {
  /** Their namespaces are settled: none for cluster-scoped kinds, that of the caller where the manifest names none. */
  readonly objects: readonly ManifestObject[]
  /** With the custom resource definitions among the manifests and the live objects. */
  readonly schemas: SchemaSet
  readonly problems: readonly Problem[]
}

/** Reads manifests. `live` helps to know kinds: what the cluster has, it serves. */
export const readDesired = (texts: readonly SourceText[], live: readonly KubeObjectLike[], namespace: string): Manifests => {
  const read = texts.map(({ source, text }) => parseManifests(text, { source, maxBytes: MAX_BYTES }))
  const [written, kustomizations] = split(read.flatMap(part => part.objects))
  const all = [...written.map(({ object }) => object), ...live]
  const schemas = createSchemas({ customResourceDefinitions: all.filter(object => kindKeyOf(object) === CRD) })
  const objects = written.map(manifest => ({ ...manifest, ref: settledRef(manifest.ref, namespace, schemas) }))
  return {
    objects,
    schemas,
    problems: [
      ...explainProblems(
        texts,
        read.flatMap(part => part.problems),
      ),
      ...kustomizations.map(kustomizationProblem),
      ...schemas.problems.map(({ code, message }) => ({ code, message })),
      ...unknownKinds(objects, new Set(live.map(kindKeyOf)), schemas),
      ...duplicates(objects),
    ],
  }
}

/** Manifests as objects in the namespaces that were settled for them. */
export const placeManifests = (manifests: readonly ManifestObject[]): readonly KubeObjectLike[] =>
  manifests.map(({ object, ref }) => ({ ...object, metadata: { ...object.metadata, namespace: ref.namespace } }))

const split = (objects: readonly ManifestObject[]): readonly [readonly ManifestObject[], readonly ManifestObject[]] => [
  objects.filter(each => !isKustomization(each)),
  objects.filter(isKustomization),
]

const CRD = 'apiextensions.k8s.io/CustomResourceDefinition'

const tellPlace = ({ source, document, line }: ManifestObject) => ({ ...(source === undefined ? undefined : { source }), document, line })

/** Kinds that neither Kubernetes, nor a definition at hand, nor the live objects, nor the catalogue of custom resources has. */
const unknownKinds = (objects: readonly ManifestObject[], live: ReadonlySet<string>, schemas: SchemaSet): readonly Problem[] =>
  objects.flatMap(manifest => {
    const key = kindKey(manifest.ref.group, manifest.ref.kind)
    if (live.has(key) || isNamespaced(key, schemas) !== undefined || catalogueKinds().some(pattern => globMatches(pattern, key))) return []
    const message = `Kind ${key} is not known: it is not of Kubernetes, no live object has it, and its CustomResourceDefinition is not here`
    return [{ code: 'unknown-kind', message, ...tellPlace(manifest) }]
  })

const duplicates = (objects: readonly ManifestObject[]): readonly Problem[] => {
  const seen = new Map<string, ManifestObject>()
  return objects.flatMap(manifest => {
    const { ref } = manifest
    const earlier = ref.name === '' ? undefined : seen.get(refKey(ref))
    seen.set(refKey(ref), manifest)
    if (earlier === undefined) return []
    const first =
      earlier.source === manifest.source ? `line ${earlier.line}` : `${earlier.source ?? 'another source'}, line ${earlier.line}`
    return [{ code: 'duplicate-object', message: `${refText(ref)} is also in ${first}: the later one counts`, ...tellPlace(manifest) }]
  })
}

const settledRef = (ref: ObjectRef, namespace: string, schemas: SchemaSet): ObjectRef => {
  if (isNamespaced(kindKey(ref.group, ref.kind), schemas) === false) return { ...ref, namespace: '' }
  return ref.namespace === '' ? { ...ref, namespace } : ref
}
