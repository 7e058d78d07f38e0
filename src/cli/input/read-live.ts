import { parseManifests, parseYaml } from '../../index.ts'
import type { KubeObjectLike, Problem } from '../../index.ts'
import { kindKey, refOf } from '../../model/identity.ts'
import { listedKindKey } from '../../model/list-items.ts'
import { at, isRecord, textOf } from '../../model/read.ts'
import { MAX_BYTES } from '../answer.ts'
import type { SourceText } from '../answer.ts'

/** A dump of live objects. */
export interface LiveDump {
  readonly objects: readonly KubeObjectLike[]
  /** Which kinds it holds: 'group/Kind' for all namespaces, 'group/Kind@namespace' for one. */
  readonly listed: readonly string[]
  /** The only namespace in it, where there is one. */
  readonly namespace?: string
  readonly problems: readonly Problem[]
}

/** Reads what `kubectl get -o json` printed: lists, objects one after the other, YAML as well. */
export const readLive = (texts: readonly SourceText[]): LiveDump => {
  const read = texts.map(({ source, text }) => parseManifests(text, { source, maxBytes: MAX_BYTES }))
  const objects = read.flatMap(part => part.objects.map(({ object }) => object))
  const namespaces = new Set(objects.flatMap(readNamespace))
  const [namespace] = namespaces
  return {
    objects,
    listed: [...new Set([...listedKinds(objects), ...texts.flatMap(emptyLists)])],
    ...(namespaces.size === 1 && namespace !== undefined ? { namespace } : undefined),
    problems: read.flatMap(part => part.problems.map(cutOff(texts))),
  }
}

const readNamespace = (object: KubeObjectLike): readonly string[] => {
  const namespace = textOf(at(object, 'metadata', 'namespace'))
  return namespace === undefined || namespace === '' ? [] : [namespace]
}

/**
 * A kind counts as listed in each namespace in which the dump has it; where it has it in several, only a listing of all namespaces
 * explains that.
 */
const listedKinds = (objects: readonly KubeObjectLike[]): readonly string[] => {
  const namespacesOf = new Map<string, Set<string>>()
  for (const object of objects) {
    const { group, kind, namespace } = refOf(object)
    const key = kindKey(group, kind)
    namespacesOf.set(key, (namespacesOf.get(key) ?? new Set()).add(namespace))
  }
  return Array.from(namespacesOf, ([key, namespaces]) => {
    const [namespace = ''] = namespaces
    return namespaces.size > 1 || namespace === '' ? key : `${key}@${namespace}`
  })
}

/** Reads what a typed list (`DeploymentList`, as the API serves it) says even where it is empty: that there is none of that kind. */
const emptyLists = ({ text }: SourceText): readonly string[] =>
  /\bkind"?\s*:\s*"?[A-Z]\w*List\b/.test(text)
    ? parseYaml(text, { maxBytes: MAX_BYTES }).documents.flatMap(document => {
        const key = isRecord(document) ? listedKindKey(document) : undefined
        return key === undefined ? [] : [key]
      })
    : []

/** JSON that is no YAML either was mostly cut off on its way. */
const cutOff =
  (texts: readonly SourceText[]) =>
  (problem: Problem): Problem => {
    const isJson =
      texts
        .find(({ source }) => source === problem.source)
        ?.text.trimStart()
        .startsWith('{') === true
    return problem.code === 'invalid-yaml' && isJson
      ? { ...problem, message: 'The document is not complete JSON: was it cut off, or is something else printed with it?' }
      : problem
  }
