import { assessApplication, createSchemas } from '../index.ts'
import type { Deployment, KubeObjectLike, ManifestObject, Problem, SchemaSet } from '../index.ts'
import { kindKeyOf, refOf } from '../model/identity.ts'
import type { Terminal } from './answer.ts'
import { isTrouble, problemNotes } from './answer.ts'
import type { Options } from './args.ts'
import { assessOptions, chooseGiven, emptyHanded, withLeftOut } from './assess-texts.ts'
import type { Assessed, AssessInput, GuardFor } from './assess-texts.ts'
import type { ClusterReading } from './cluster/read-cluster.ts'
import type { LiveDump } from './input/read-live.ts'
import { readDesired } from './input/read-desired.ts'

/** An input with readings of clusters, each of which should have what was handed in. */
type ClustersInput = AssessInput & { readonly clusters: readonly ClusterReading[] }

/** Assesses one application over several clusters: a step of its deployment for each, by whose context its objects are told apart. */
export const assessClusters = (input: ClustersInput, options: Options, surroundings: Terminal, guardFor: GuardFor): Assessed => {
  const { clusters, policy } = input
  const parts = clusters.map(cluster => readPart(cluster, input, options))
  const live = clusters.flatMap(({ objects }) => objects)
  const redactor = guardFor([...live, ...parts.flatMap(({ all, previous }) => [...all, ...previous].map(({ object }) => object))])
  const known = { dump: joinReadings(clusters), schemas: joinSchemas(parts), redactor, ...(policy === undefined ? undefined : { policy }) }
  const assessing = assessOptions(known, options, surroundings)
  surroundings.progress(`assessing ${live.length} objects of ${clusters.length} clusters`)
  const observed = clusters.flatMap(({ context, objects }) => objects.map(object => ({ object, source: context })))
  const application = assessApplication(
    {
      deployments: [
        ...(parts.some(({ previous }) => previous.length > 0) ? [deployment('previous', parts, part => part.previous)] : []),
        deployment('latest', parts, part => part.manifests),
      ],
      live: observed,
      sources: Object.fromEntries(clusters.map(({ context, source, listed }) => [context, { ...source, listed }])),
    },
    assessing,
  )
  const leftOut = parts.reduce((count, { all, manifests }) => count + all.length - manifests.length, 0)
  const problems = collectProblems(input, parts, application.problems)
  return {
    title: '',
    application: withLeftOut(application, leftOut),
    leftOut,
    manifests: parts[0]?.manifests ?? [],
    live,
    observed,
    options: assessing,
    problems,
    notes: [...clusters.flatMap(({ notes }) => notes), ...problemNotes(problems)],
    trouble: problems.some(isTrouble),
    sealed: true,
  }
}

/** All of them; those of the texts are the same for each cluster. */
const collectProblems = (input: ClustersInput, parts: readonly ClusterPart[], found: readonly Problem[]): readonly Problem[] => {
  const manifests = parts.flatMap(part => part.manifests)
  const live = input.clusters.flatMap(({ objects }) => objects)
  return [
    ...input.problems,
    ...(input.policy?.problems ?? []),
    ...input.clusters.flatMap(cluster => cluster.problems),
    ...(parts[0]?.problems ?? []),
    ...emptyHanded(manifests, live, input),
    ...found.filter(({ code }) => code !== 'duplicate-object'),
  ]
}

/** The part of the application that one cluster should have. */
interface ClusterPart extends Pick<Assessed, 'manifests' | 'problems'> {
  readonly cluster: ClusterReading
  readonly schemas: SchemaSet
  /** With those that are left out. */
  readonly all: readonly ManifestObject[]
  readonly previous: readonly ManifestObject[]
}

const readPart = (cluster: ClusterReading, input: AssessInput, options: Options): ClusterPart => {
  const { manifests, objects, namespace, listed, schemas } = cluster
  const all = manifests?.objects ?? []
  const previous = readDesired(input.previous ?? [], objects, namespace)
  return {
    cluster,
    schemas,
    all,
    manifests: chooseGiven(all, listed, options),
    previous: previous.objects,
    problems: [...(manifests?.problems ?? []).filter(({ code }) => code !== 'unknown-kind'), ...previous.problems],
  }
}

const deployment = (id: string, parts: readonly ClusterPart[], choose: (part: ClusterPart) => readonly ManifestObject[]): Deployment => ({
  id,
  state: 'succeeded',
  steps: parts.map(part => {
    const { context, namespace } = part.cluster
    return { id: context, state: 'applied', source: context, namespace, desired: choose(part).map(({ object }) => object) }
  }),
})

/** Joins what holds for all of them: if versions differ, none does. */
const joinReadings = (clusters: readonly ClusterReading[]): LiveDump & Partial<ClusterReading> => {
  const [first] = clusters
  const versions = new Set(clusters.map(({ clusterVersion }) => clusterVersion))
  return {
    objects: [],
    problems: [],
    namespace: first?.namespace ?? 'default',
    listed: [...new Set(clusters.flatMap(({ listed }) => listed))],
    complete: (first?.complete ?? []).filter(kind => clusters.every(({ complete }) => complete.includes(kind))),
    clusterVersion: versions.size === 1 ? first?.clusterVersion : undefined,
  }
}

/** The definitions of all of them; those of one cluster say as much of its like in another. */
const joinSchemas = (parts: readonly ClusterPart[]): SchemaSet => {
  const definitions = new Map<string, KubeObjectLike>()
  for (const { cluster, all } of parts)
    for (const object of [...all.map(manifest => manifest.object), ...cluster.objects])
      if (kindKeyOf(object) === 'apiextensions.k8s.io/CustomResourceDefinition') definitions.set(refOf(object).name, object)
  return createSchemas({ customResourceDefinitions: [...definitions.values()] })
}
