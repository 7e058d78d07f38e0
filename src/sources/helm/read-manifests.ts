import { refOf } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import { kindKeyOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import type { Problem } from '../../model/problem.ts'
import { parseManifests } from '../../parse/index.ts'
import { completeManifest } from '../live/bare-manifest.ts'
import type { Additions } from '../live/bare-manifest.ts'
import type { Survey } from '../live/survey.ts'

/** One object as Helm sends it. */
export interface SentManifest {
  readonly ref: ObjectRef
  readonly manifest: JsonRecord
}

/** Reads the manifests of one release, all its revisions: a document that did not change between them is read once, and is one object. */
export interface ManifestReader {
  read(text: string, marks: 'marked' | 'bare'): readonly SentManifest[]
  /** Of documents that are no YAML as kubectl reads it. */
  readonly problems: readonly Problem[]
}

/**
 * Makes a reader for the release of that name and namespace. Namespaced objects get its namespace, and all but hooks its three marks.
 *
 * Source: setMetadataVisitor in pkg/action/validate.go of helm; recorded bodies of what it sends.
 */
export const createManifestReader = (name: string, namespace: string, survey: Survey): ManifestReader => {
  const known = new Map<string, readonly SentManifest[]>()
  const problems: Problem[] = []
  const marks: Additions = {
    labels: { 'app.kubernetes.io/managed-by': 'Helm' },
    annotations: { 'meta.helm.sh/release-name': name, 'meta.helm.sh/release-namespace': namespace },
  }
  const complete = (object: JsonRecord, additions: Additions): SentManifest => {
    const manifest = completeManifest(object, isPlaced(object, survey) ? { ...additions, namespace } : additions)
    return { ref: refOf(manifest), manifest }
  }
  const parse = (text: string, additions: Additions): readonly SentManifest[] => {
    const { objects, problems: found } = parseManifests(text)
    for (const { code, message } of found) problems.push({ code, message, source: `Helm release ${namespace}/${name}` })
    return objects.map(({ object }) => complete(object, additions))
  }
  return {
    problems,
    read: (text, how) =>
      splitTemplates(text).flatMap(document => {
        const key = `${how}:${document}`
        const read = known.get(key) ?? parse(document, how === 'marked' ? marks : {})
        known.set(key, read)
        return read
      }),
  }
}

/** Helm begins each document with the template that it came from; a line of three dashes ends a document wherever it stands. */
const splitTemplates = (text: string): readonly string[] => text.split(/\n(?=---\n# Source: )/)

/** True for an object that gets a namespace: of a namespaced kind, or of one of which nothing is known and which is not there without one. */
const isPlaced = (object: JsonRecord, survey: Survey): boolean =>
  survey.isNamespaced(kindKeyOf(object)) ?? survey.find({ ...refOf(object), namespace: '' }) === undefined
