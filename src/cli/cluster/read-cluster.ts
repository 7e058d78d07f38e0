import { createSchemas } from '../../index.ts'
import type { KubeObjectLike, ManifestObject, Problem, SchemaSet } from '../../index.ts'
import { kindKeyOf, refKey, refOf } from '../../model/identity.ts'
import { recordedApplications } from '../../sources/index.ts'
import type { RecordedApplication } from '../../sources/index.ts'
import { planObservation } from '../../status/index.ts'
import type { PlannedKind, Source } from '../../status/index.ts'
import { placeManifests, readDesired } from '../input/read-desired.ts'
import type { Manifests } from '../input/read-desired.ts'
import type { SourceText } from '../answer.ts'
import type { LiveDump } from '../input/read-live.ts'
import type { SecretValue } from '../input/secret-values.ts'
import { discover } from './discover.ts'
import type { ClusterFacts } from './discover.ts'
import { isDesired, placeText, writeKeys, requestNamespace, requestPlan } from './get-requests.ts'
import type { GetRequest } from './get-requests.ts'
import { isRelease } from './is-release.ts'
import { findContradicted, readRequests } from './read-requests.ts'
import type { Fetched } from './read-requests.ts'
import type { Kubectl } from './run-kubectl.ts'
import { createVault } from './safe-secrets.ts'
import type { SecretVault } from './safe-secrets.ts'
import { listWithin } from './list-within.ts'
import { findPlace, isTargeted, listAlike, requestAlike, requestTarget } from './targets.ts'
import type { Target } from './targets.ts'

/** The question to a cluster: manifests, a target, or a namespace with all that is recorded there. */
export interface ClusterQuestion {
  /** The name of the context as it was given; '' where it was not. */
  readonly context: string
  readonly desired: readonly SourceText[]
  readonly target?: Target
  readonly namespace: string | undefined
  readonly salt: string
  readonly progress: (text: string) => void
  /** Findings of an earlier reading of the cluster. */
  readonly facts?: ClusterFacts
}

/** The answer of a cluster. Secrets in it are hashed. */
export interface ClusterReading extends LiveDump {
  /** For the next reading; left out where the cluster did not serve all that was asked for, which it may by then. */
  readonly facts?: ClusterFacts
  readonly context: string
  readonly namespace: string
  readonly source: Source
  /** The kinds of which all was read that the answer asks for. */
  readonly complete: readonly string[]
  readonly clusterVersion: string | undefined
  /** The calls that a watch can follow, a kind in a namespace each. */
  readonly watchable: readonly GetRequest[]
  /** The kinds that are desired or recorded as deployed. */
  readonly wanted: readonly string[]
  /** True where this kubectl knows `--show-managed-fields`, and has to be told it. */
  readonly knowsManagedFields: boolean
  /** With the definitions of the cluster, and those among the manifests. */
  readonly schemas: SchemaSet
  /** The manifests that were handed in; absent where it is looked for what is recorded. */
  readonly manifests?: Manifests
  /** The applications that are recorded; absent where manifests were handed in. */
  readonly recorded?: readonly RecordedApplication[]
  /** The target that was asked for, and is not recorded there. */
  readonly unrecorded?: Unrecorded
  /** For standard error: what could not be seen. */
  readonly notes: readonly string[]
  /** Strong values of the Secrets that were read. */
  readonly values: readonly SecretValue[]
}

/** A target of which there is no record. */
export interface Unrecorded {
  readonly target: string
  /** The namespace in which it was looked for; undefined: in all. */
  readonly place: string | undefined
  /** Others of the kind that are recorded, as targets. */
  readonly others: readonly string[]
}

/** Reads what a question needs, and what that asks for in turn. A text says in one sentence why that cannot be. */
export const readCluster = async (question: ClusterQuestion, kubectl: Kubectl, patience?: number): Promise<ClusterReading | string> => {
  question.progress('asking the cluster what it serves')
  const facts = question.facts ?? (await discover(kubectl, patience))
  if (typeof facts === 'string') return facts
  const work: Work = {
    facts,
    kubectl,
    question,
    vault: createVault(question.salt),
    objects: new Map(),
    records: new Map(),
    asked: new Set(),
    wanted: new Set(),
    derived: {},
    ...NOTHING_YET(),
  }
  const namespace = question.namespace ?? facts.namespace
  if (question.desired.length === 0) await fetch(work, firstRequests(question, facts, namespace))
  let definitions = -1
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // Manifests ask for the same again, but for what definitions say of their kinds.
    if (question.desired.length > 0 && definitions === countDefinitions(work)) break
    definitions = countDefinitions(work)
    const requests = lacking(planRound(work, namespace), work)
    if (requests.length === 0) break
    await fetch(work, requests)
  }
  await fetch(work, findContradicted([...work.objects.values()], work.answered), 'again')
  return describe(work, namespace, await findUnrecorded(work))
}

/** Looks for the like of what was asked for and is not recorded: the name may be another's, or misspelt. */
const findUnrecorded = async (work: Work): Promise<Unrecorded | undefined> => {
  const { target, namespace } = work.question
  if (target === undefined || recordedIn(work).length > 0) return undefined
  const place = findPlace(target, work.facts, namespace)
  await fetch(work, lacking(requestAlike(target, work.facts, place), work))
  return { target: target.text, place, others: listAlike(target, deriveRecorded(work), place) }
}

/** A record leads to another (a HelmRelease to its release), and that to its objects; nothing leads further. */
const MOST_ROUNDS = 5

interface Work {
  readonly facts: ClusterFacts
  readonly kubectl: Kubectl
  readonly question: ClusterQuestion
  readonly vault: SecretVault
  readonly objects: Map<string, KubeObjectLike>
  /** The releases of Helm as they are stored, which nobody sees. */
  readonly records: Map<string, KubeObjectLike>
  readonly asked: Set<string>
  readonly wanted: Set<string>
  /** Results made of the objects so far; other objects make them anew. */
  derived: { readonly schemas?: SchemaSet; readonly manifests?: Manifests; readonly recorded?: readonly RecordedApplication[] }
  readonly answered: GetRequest[]
  readonly forbidden: Set<string>
  readonly unserved: Set<string>
  readonly failed: Set<string>
}

const NOTHING_YET = (): Pick<Work, 'answered' | 'forbidden' | 'unserved' | 'failed'> => ({
  answered: [],
  forbidden: new Set(),
  unserved: new Set(),
  failed: new Set(),
})

const firstRequests = ({ target, namespace }: ClusterQuestion, facts: ClusterFacts, otherwise: string): readonly GetRequest[] =>
  target === undefined ? requestNamespace(facts, otherwise) : requestTarget(target, facts, namespace)

/** Lists what has to be read by what is known so far. */
const planRound = (work: Work, namespace: string): readonly GetRequest[] => {
  if (work.question.desired.length === 0)
    return request(planObservation([], { schemas: deriveSchemas(work), recorded: recordedIn(work), namespace }), work)
  const { objects, schemas } = deriveManifests(work, namespace)
  return request(planObservation(placeManifests(objects), { schemas, namespace }), work)
}

const request = (plan: readonly PlannedKind[], { facts, wanted }: Work): readonly GetRequest[] => {
  for (const planned of plan) if (isDesired(planned)) wanted.add(planned.kind)
  return requestPlan(plan, facts)
}

const definitionsIn = ({ objects }: Work): readonly KubeObjectLike[] =>
  [...objects.values()].filter(object => kindKeyOf(object) === 'apiextensions.k8s.io/CustomResourceDefinition')

const countDefinitions = (work: Work): number => definitionsIn(work).length

const deriveSchemas = (work: Work): SchemaSet => {
  const schemas = work.derived.schemas ?? createSchemas({ customResourceDefinitions: definitionsIn(work) })
  work.derived = { ...work.derived, schemas }
  return schemas
}

const deriveManifests = (work: Work, namespace: string): Manifests => {
  const manifests = work.derived.manifests ?? readDesired(work.question.desired, [...work.objects.values()], namespace)
  work.derived = { ...work.derived, manifests }
  return manifests
}

const deriveRecorded = (work: Work): readonly RecordedApplication[] => {
  const { objects, records } = work
  const schemas = deriveSchemas(work)
  const recorded = work.derived.recorded ?? recordedApplications([...objects.values(), ...records.values()], { schemas })
  work.derived = { ...work.derived, recorded }
  return recorded
}

/** Reads what is recorded, as it is asked for: one application, or all of a namespace. */
const recordedIn = (work: Work): readonly RecordedApplication[] => {
  const { target, namespace = work.facts.namespace } = work.question
  const all = deriveRecorded(work)
  return target === undefined ? listWithin(all, namespace) : all.filter(recorded => isTargeted(target, recorded))
}

/** Keeps the requests that were not made before. */
const lacking = (requests: readonly GetRequest[], { asked }: Work): readonly GetRequest[] =>
  requests.flatMap((request): readonly GetRequest[] => {
    if (request.names !== undefined) {
      const names = request.names.filter(name => !writeKeys({ ...request, names: [name] }).some(key => asked.has(key)))
      return names.length === 0 ? [] : [{ ...request, names }]
    }
    const kinds = request.kinds.filter(kind => !writeKeys({ ...request, kinds: [kind] }).some(key => asked.has(key)))
    return kinds.length === 0 ? [] : [{ ...request, kinds }]
  })

const fetch = async (work: Work, requests: readonly GetRequest[], again?: 'again'): Promise<void> => {
  if (requests.length === 0) return
  const kinds = new Set(requests.flatMap(request => request.kinds))
  work.question.progress(`reading ${kinds.size} ${kinds.size === 1 ? 'kind' : 'kinds'}${again === undefined ? '' : ' once more'}`)
  for (const request of requests) for (const key of writeKeys(request)) work.asked.add(key)
  for (const fetched of await readRequests(requests, work.kubectl, work.facts)) take(work, fetched)
}

const take = (work: Work, { objects, answered, forbidden, unserved, failed }: Fetched): void => {
  if (objects.length > 0) work.derived = {}
  for (const object of objects) {
    const key = refKey(refOf(object))
    if (isRelease(object)) work.records.set(key, object)
    else work.objects.set(key, work.vault.seal(object))
  }
  work.answered.push(...answered)
  forbidden.forEach(kind => work.forbidden.add(kind))
  unserved.forEach(kind => work.unserved.add(kind))
  failed.forEach(kind => work.failed.add(kind))
}

/** True where the cluster answered, and serves every kind that was asked for. */
const isServed = ({ facts, wanted, unserved, failed }: Work): boolean =>
  !facts.isPartial && unserved.size + failed.size === 0 && [...wanted].every(kind => facts.served.has(kind))

const describe = (work: Work, namespace: string, unrecorded: Unrecorded | undefined): ClusterReading => {
  const { facts, question, objects, vault, forbidden, failed, unserved } = work
  const manifests = question.desired.length > 0 ? sealManifests(deriveManifests(work, namespace), vault) : undefined
  const recorded = manifests === undefined ? recordedIn(work).map(each => vault.sealRecorded(each)) : undefined
  const whole = work.answered.filter(({ selector }) => selector === undefined)
  const served = [...facts.served.keys()].filter(key => !unserved.has(key))
  const refused = new Set([...forbidden, ...failed])
  const complete = new Set(whole.flatMap(({ kinds, names }) => (names === undefined ? kinds.map(({ key }) => key) : [])))
  return {
    context: question.context,
    namespace,
    ...(isServed(work) ? { facts: work.facts } : undefined),
    objects: [...objects.values()],
    listed: [...new Set(whole.flatMap(({ kinds, namespace: place }) => kinds.map(kind => placeText(kind, place))))],
    source: {
      served,
      ...(facts.isPartial ? { discovery: 'partial' as const } : undefined),
      ...(forbidden.size === 0 ? undefined : { forbidden: [...forbidden].sort() }),
    },
    complete: [...complete].filter(key => !refused.has(key)).sort(),
    clusterVersion: facts.version,
    watchable: whole
      .filter(({ names, version }) => names === undefined && version === undefined)
      .flatMap(({ kinds, namespace: place }) =>
        kinds.filter(({ canWatch }) => canWatch).map(kind => ({ kinds: [kind], namespace: place })),
      ),
    wanted: [...work.wanted].sort(),
    knowsManagedFields: facts.knowsManagedFields,
    schemas: manifests?.schemas ?? deriveSchemas(work),
    ...(manifests === undefined ? undefined : { manifests }),
    ...(recorded === undefined ? undefined : { recorded }),
    ...(unrecorded === undefined ? undefined : { unrecorded }),
    values: vault.values(),
    problems: problemsIn(work),
    notes: notesIn(work),
  }
}

/** Manifests with hashes in their Secrets, as those of the cluster are. */
const sealManifests = (manifests: Manifests, vault: SecretVault): Manifests => ({
  ...manifests,
  objects: manifests.objects.map(manifest => ({ ...manifest, object: vault.seal(manifest.object) as ManifestObject['object'] })),
})

const problemsIn = ({ failed, question: { context } }: Work): readonly Problem[] =>
  failed.size === 0
    ? []
    : [
        {
          code: 'unreadable',
          message: `kubectl could not read ${[...failed].sort().join(', ')}`,
          source: context === '' ? 'the cluster' : context,
        },
      ]

/** More of them hide what is beside them. */
const MOST_KINDS = 5

/** Notes what the user may not see: it costs no more than what it would have told. */
const notesIn = ({ forbidden, question: { context, desired } }: Work): readonly string[] => {
  if (forbidden.size === 0) return []
  const who = context === '' ? 'This user' : `The user of ${context}`
  const lost = forbidden.has('Secret') && desired.length === 0 ? '; Helm releases are stored in Secrets, so none can be seen' : ''
  const kinds = [...forbidden].sort()
  const rest = kinds.length - MOST_KINDS
  const names = rest < 2 ? kinds.join(', ') : `${kinds.slice(0, MOST_KINDS).join(', ')} and ${rest} more kinds`
  return [`${who} may not read ${names}${lost}`]
}
