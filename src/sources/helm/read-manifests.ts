import { refOf } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import { kindKeyOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import type { Problem } from '../../model/problem.ts'
import type { Exactness } from '../../status/index.ts'
import { parseManifests } from '../../parse/index.ts'
import { bareManifest, completeManifest } from '../live/bare-manifest.ts'
import type { Additions } from '../live/bare-manifest.ts'
import type { Survey } from '../live/survey.ts'

type Marks = Omit<Additions, 'namespace'>

/** One object as Helm sends it. */
export interface SentManifest {
  readonly ref: ObjectRef
  readonly manifest: JsonRecord
  /** 'names' where nothing but its identity is known. */
  readonly exactness: Exactness
}

/** An object of which nothing but the name is known. */
export const sentByName = (ref: ObjectRef): SentManifest => ({ ref, manifest: bareManifest(ref), exactness: 'names' })

/** Reads the manifests of one release, all its revisions: a document that did not change between them is read once, and is one object. */
export interface ManifestReader {
  read(text: string, marks: 'marked' | 'bare'): readonly SentManifest[]
  /** The problem of documents that are no YAML as kubectl reads it. */
  readonly problems: readonly Problem[]
  /** True where a document may have held an object that is not known. */
  readonly isLossy: () => boolean
}

/**
 * Makes a reader for the release of that name and namespace. Namespaced objects get its namespace, others lose theirs, and all but hooks get its three marks.
 *
 * Source: setMetadataVisitor in pkg/action/validate.go of helm; recorded bodies of what it sends.
 */
export const createManifestReader = (name: string, namespace: string, survey: Survey): ManifestReader => {
  const known = new Map<string, readonly SentManifest[]>()
  const problems: Problem[] = []
  const marks: Marks = {
    labels: { 'app.kubernetes.io/managed-by': 'Helm' },
    annotations: { 'meta.helm.sh/release-name': name, 'meta.helm.sh/release-namespace': namespace },
  }
  const complete = (object: JsonRecord, additions: Marks): SentManifest => {
    const manifest = completeManifest(object, { ...additions, namespace: isPlaced(object, survey) ? namespace : null })
    return { ref: refOf(manifest), manifest, exactness: 'manifest' }
  }
  const parse = (text: string, additions: Marks): readonly SentManifest[] => {
    const { objects, problems: found } = parseManifests(text)
    for (const { code, message } of found) problems.push({ code, message, source: `Helm release ${namespace}/${name}` })
    return objects.map(({ object }) => complete(object, additions))
  }
  return {
    problems,
    isLossy: () => problems.some(({ code }) => !COSTS_NOTHING.has(code)),
    read: (text, how) =>
      splitTemplates(text).flatMap(document => {
        const key = `${how}:${document}`
        const read = known.get(key) ?? parse(document, how === 'marked' ? marks : {})
        known.set(key, read)
        return read
      }),
  }
}

/** The fault of a document that is read as Helm reads it all the same. */
const COSTS_NOTHING: ReadonlySet<string> = new Set(['duplicate-key', 'unread-document', 'null-item'])

/** Helm begins each document with the template that it came from; a line of three dashes ends a document wherever it stands. */
const splitTemplates = (text: string): readonly string[] => text.split(/\n(?=---\n# Source: )/)

/** True for an object that gets a namespace: of a namespaced kind, or of one of which nothing is known and which is not there without one. */
const isPlaced = (object: JsonRecord, survey: Survey): boolean =>
  survey.isNamespaced(kindKeyOf(object)) ?? survey.find({ ...refOf(object), namespace: '' }) === undefined
