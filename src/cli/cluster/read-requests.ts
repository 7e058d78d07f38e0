import type { KubeObjectLike } from '../../index.ts'
import { itemsOf } from '../../model/list-items.ts'
import { at, textOf } from '../../model/read.ts'
import { findOwner } from '../../tree/index.ts'
import type { ClusterFacts, ServedKind } from './discover.ts'
import { getArgs } from './get-requests.ts'
import type { GetRequest } from './get-requests.ts'
import { parseJson } from './parse-json.ts'
import type { Kubectl, KubectlAnswer } from './run-kubectl.ts'

/** The objects that calls brought. */
export interface Fetched {
  readonly objects: readonly KubeObjectLike[]
  /** The calls that were answered in full. */
  readonly answered: readonly GetRequest[]
  /** The kinds that this user may not read. */
  readonly forbidden: readonly string[]
  /** The kinds that are not served, though discovery says so. */
  readonly unserved: readonly string[]
  /** The kinds that could not be read for another reason. */
  readonly failed: readonly string[]
}

type Runner = Pick<Kubectl, 'run'>
type KnownFacts = Pick<ClusterFacts, 'knowsManagedFields'>

/** More at once would be felt by the server, and by whoever waits for another answer of it. */
const AT_ONCE = 4

/** Runs the calls, a few at once. A call for several kinds of which one cannot be read is made again for each kind. */
export const readRequests = async (requests: readonly GetRequest[], kubectl: Runner, facts: KnownFacts): Promise<readonly Fetched[]> => {
  const queue = requests.values()
  const results: Fetched[] = []
  const work = async (): Promise<void> => {
    for (const request of queue) results.push(...(await readOne(request, kubectl, facts)))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return results
}

const NOTHING: Fetched = { objects: [], answered: [], forbidden: [], unserved: [], failed: [] }

const readOne = async (request: GetRequest, kubectl: Runner, facts: KnownFacts): Promise<readonly Fetched[]> => {
  const args = getArgs(request, facts)
  // A kind that cannot be named is not there.
  if (args === undefined) return [{ ...NOTHING, answered: [request] }]
  const answer = await kubectl.run(args)
  const objects = itemsOf(parseJson(answer.text))
  if (answer.isOk) return [{ ...NOTHING, objects, answered: [request] }]
  const refused = readRefusals(answer, request)
  if (refused !== undefined) {
    const kinds = request.kinds.filter(kind => !refused.includes(kind))
    return [{ ...NOTHING, objects, answered: [{ ...request, kinds }], forbidden: refused.map(({ key }) => key) }]
  }
  if (request.kinds.length > 1)
    return readRequests(
      request.kinds.map(kind => ({ ...request, kinds: [kind] })),
      kubectl,
      facts,
    )
  return [await readAlone(request, answer, { kubectl, facts })]
}

/** One kind that could not be read: in the version that is wanted, perhaps, and in that of the cluster it can. */
const readAlone = async (
  request: GetRequest,
  answer: KubectlAnswer,
  { kubectl, facts }: { readonly kubectl: Runner; readonly facts: KnownFacts },
): Promise<Fetched> => {
  const keys = request.kinds.map(({ key }) => key)
  const { version, ...preferred } = request
  if (version !== undefined) return (await readOne(preferred, kubectl, facts))[0] ?? NOTHING
  const said = answer.errors.join('\n')
  if (/the server doesn't have a resource type|\(NotFound\)|\(MethodNotAllowed\)/.test(said)) return { ...NOTHING, unserved: keys }
  return { ...NOTHING, failed: keys }
}

const REFUSAL = /cannot (?:list|get) resource "([^"]*)" in API group "([^"]*)"/

/** The kinds that the user may not read, where that is all that went wrong. */
const readRefusals = ({ errors }: KubectlAnswer, { kinds }: GetRequest): readonly ServedKind[] | undefined => {
  const refusals = errors.map(line => {
    const [, plural, group] = REFUSAL.exec(line) ?? []
    return kinds.find(kind => kind.plural === plural && kind.group === group)
  })
  const known = refusals.filter(kind => kind !== undefined)
  return known.length > 0 && known.length === refusals.length ? known : undefined
}

/** The calls whose answer a later one contradicts: an object names an owner of a kind that was read, and the owner was not there. */
export const findContradicted = (objects: readonly KubeObjectLike[], answered: readonly GetRequest[]): readonly GetRequest[] => {
  const there = new Set(objects.map(object => textOf(at(object, 'metadata', 'uid'))))
  const wanted = new Set(
    objects
      .map(findOwner)
      .filter(owner => owner?.uid !== undefined && !there.has(owner.uid))
      .map(owner => `${owner?.kind ?? ''}@${owner?.namespace ?? ''}`),
  )
  return answered.flatMap(request => {
    if (request.names !== undefined || request.selector !== undefined) return []
    const kinds = request.kinds.filter(({ key }) => wanted.has(`${key}@${request.namespace}`))
    return kinds.length === 0 ? [] : [{ ...request, kinds }]
  })
}
