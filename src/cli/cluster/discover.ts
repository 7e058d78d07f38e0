import { groupVersion, kindKey } from '../../model/identity.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import { parseJson } from './parse-json.ts'
import type { Kubectl, KubectlAnswer } from './run-kubectl.ts'
import { describeFailure } from './describe-failure.ts'

/** A kind that the cluster serves. */
export interface ServedKind {
  /** 'group/Kind'. */
  readonly key: string
  readonly plural: string
  readonly group: string
  /** The one that the cluster prefers; '' where kubectl is too old to say. */
  readonly version: string
  readonly isNamespaced: boolean
  readonly canList: boolean
  readonly canWatch: boolean
}

/** Facts about a cluster before anything is read from it. */
export interface ClusterFacts {
  /** The namespace of the context. */
  readonly namespace: string
  readonly served: ReadonlyMap<string, ServedKind>
  readonly isPartial: boolean
  /** The version of the server: `1.36`. */
  readonly version: string | undefined
  /** False for a kubectl older than 1.21, which prints managed fields unasked and does not know the flag. */
  readonly knowsManagedFields: boolean
}

/** How long the first question may take where nobody is there to answer a credential plugin: two minutes. */
const PATIENCE = 120_000

/** Asks for context, versions and kinds. A text says in one sentence why that cannot be. */
export const discover = async (kubectl: Kubectl, patience: number = PATIENCE): Promise<ClusterFacts | string> => {
  // The first call alone, so that a credential plugin asks once.
  const versions = await kubectl.run(['version', '-o', 'json'], patience)
  const version = readVersion(versions, 'serverVersion')
  if (version === undefined) return describeFailure(versions)
  const [view, resources] = await Promise.all([
    kubectl.run(['config', 'view', '--minify', '-o', 'json']),
    kubectl.run(['api-resources', '-o', 'wide']),
  ])
  const served = parseApiResources(resources.text)
  if (served.length === 0) return describeFailure(resources)
  return {
    namespace: readNamespace(view.text),
    served: new Map(served.map(kind => [kind.key, kind])),
    isPartial: !resources.isOk,
    version: version.text,
    knowsManagedFields: (readVersion(versions, 'clientVersion')?.minor ?? 99) >= 21,
  }
}

const readVersion = ({ text }: KubectlAnswer, side: string): { readonly text: string; readonly minor: number } | undefined => {
  const version = at(parseJson(text), side)
  const [major, minor] = [textOf(at(version, 'major')), Number.parseInt(textOf(at(version, 'minor')) ?? '', 10)]
  return major === undefined || Number.isNaN(minor) ? undefined : { text: `${major}.${minor}`, minor }
}

/** A minified view holds one context. */
const readNamespace = (text: string): string =>
  textOf(at(recordsOf(at(parseJson(text), 'contexts'))[0], 'context', 'namespace')) || 'default'

/** Reads the table of `kubectl api-resources -o wide` by the places of its columns, of which some are empty; an old kubectl prints the group without a version. */
export const parseApiResources = (text: string): readonly ServedKind[] => {
  const [head = '', ...lines] = text.split('\n')
  const columns = Array.from(head.matchAll(/\S+ */g), ({ 0: title, index }) => ({
    title: title.trim(),
    from: index,
    to: index + title.length,
  }))
  const cell = (line: string, name: string): string => {
    const column = columns.find(({ title }) => title === name)
    return column === undefined ? '' : line.slice(column.from, column === columns.at(-1) ? undefined : column.to).trim()
  }
  return lines.flatMap(line => {
    const [plural, kind, verbs] = [cell(line, 'NAME'), cell(line, 'KIND'), cell(line, 'VERBS')]
    const { group, version } =
      cell(head, 'APIGROUP') === '' ? groupVersion(cell(line, 'APIVERSION')) : { group: cell(line, 'APIGROUP'), version: '' }
    if (plural === '' || kind === '') return []
    const can = verbs.split(/[\s,[\]]+/)
    const has = (verb: string): boolean => verbs === '' || can.includes(verb)
    const isNamespaced = cell(line, 'NAMESPACED') === 'true'
    return [{ key: kindKey(group, kind), plural, group, version, isNamespaced, canList: has('list'), canWatch: has('watch') }]
  })
}
