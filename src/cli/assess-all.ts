import { assessApplication } from '../index.ts'
import type { ManifestObject, Redactor } from '../index.ts'
import { refOf } from '../model/identity.ts'
import { itemsOf } from '../model/list-items.ts'
import { compareApplications } from '../model/statuses.ts'
import type { RecordedApplication } from '../sources/index.ts'
import type { Terminal } from './answer.ts'
import { isTrouble, problemNotes } from './answer.ts'
import type { Options } from './args.ts'
import { assessClusters } from './assess-clusters.ts'
import { assessDesired, assessOptions, assessTexts } from './assess-texts.ts'
import type { Assessed, AssessInput, GuardFor } from './assess-texts.ts'
import type { ClusterReading } from './cluster/read-cluster.ts'
import type { SecretValue } from './input/secret-values.ts'
import { joinAssessed } from './join-assessed.ts'
import { clean } from './output/guarded.ts'

/** Assesses every application that was asked for: one of the texts, or in each cluster what was handed in or is recorded there. The worst comes first. `guardFor` gives what their answers pass. */
export const assessAll = (input: AssessInput, options: Options, surroundings: Terminal, guardFor: GuardFor): readonly Assessed[] => {
  const { clusters = [] } = input
  const all =
    clusters.length === 0
      ? [assessTexts(input, options, surroundings, guardFor)]
      : clusters.flatMap(cluster => assessCluster(cluster, { ...input, guardFor }, options, surroundings))
  return all.toSorted(compareBadness)
}

/**
 * As {@link assessAll}, but what several clusters should have alike, as it was handed in or as each records it under one name, is one application: one label
 * of all of them together, and each object names its cluster.
 */
export const assessTogether = (input: AssessInput, options: Options, surroundings: Terminal, guardFor: GuardFor): readonly Assessed[] => {
  const { clusters = [] } = input
  if (clusters.length > 1 && clusters.every(({ recorded }) => recorded === undefined))
    return [assessClusters({ ...input, clusters }, options, surroundings, guardFor)]
  const names = new Set(clusters.map(({ recorded = [] }) => (recorded.length === 1 ? readToolAndName(recorded) : undefined)))
  if (clusters.length < 2 || names.size > 1 || names.has(undefined)) return assessAll(input, options, surroundings, guardFor)
  const parts = clusters.flatMap(cluster =>
    assessCluster(cluster, { ...input, guardFor }, options, surroundings).map(assessed => ({ context: cluster.context, assessed })),
  )
  const [worst, ...others] = parts.toSorted((a, b) => compareBadness(a.assessed, b.assessed))
  return worst === undefined ? [] : [joinAssessed([worst, ...others])]
}

/** Namespaces may differ from cluster to cluster. */
const readToolAndName = ([application]: readonly RecordedApplication[]): string => `${application?.tool ?? ''} ${application?.name ?? ''}`

const compareBadness = (a: Assessed, b: Assessed): number => compareApplications(a.application.status, b.application.status)

type GuardedInput = AssessInput & { readonly guardFor: GuardFor }

const assessCluster = (cluster: ClusterReading, input: GuardedInput, options: Options, surroundings: Terminal): readonly Assessed[] => {
  const several = (input.clusters?.length ?? 0) > 1
  const place = several ? cluster.context : ''
  const { recorded } = cluster
  if (recorded === undefined) return [{ ...assessDesired(input, cluster, options, surroundings, input.guardFor), title: place }]
  if (recorded.length === 0) return [nothingRecorded(cluster, place, input.guardFor([]))]
  const found = [...(input.policy?.problems ?? []), ...cluster.problems]
  return recorded.map((application, index) => {
    const assessed = assessRecorded({ ...input, recorded: application, cluster, source: place }, options, surroundings)
    const title = [place, recorded.length === 1 ? '' : nameApplication(application)].filter(part => part !== '').join(' ')
    // Problems of the cluster and of the policy are told once.
    return index === 0
      ? {
          ...assessed,
          title,
          problems: [...found, ...assessed.problems],
          notes: [...cluster.notes, ...problemNotes(found), ...assessed.notes],
          trouble: assessed.trouble || found.some(isTrouble),
        }
      : { ...assessed, title }
  })
}

/** `helm shop/web`: an application as people tell it from others. */
export const nameApplication = ({ tool, name, namespace }: RecordedApplication): string =>
  tool === 'none' ? 'not recorded' : `${tool} ${namespace === '' ? '' : `${namespace}/`}${name}`

/** That nothing is recorded of what was asked for, and what there is. */
export const describeUnrecorded = ({ namespace, unrecorded }: Pick<ClusterReading, 'namespace' | 'unrecorded'>): string => {
  if (unrecorded === undefined)
    return `Nothing is recorded in namespace ${namespace}: name manifests with -d, another namespace with -n, or a target such as release/web`
  const { target, place, others } = unrecorded
  const rest = others.length - MOST_NAMES
  const names = rest < 2 ? others : [...others.slice(0, MOST_NAMES), `${rest} more`]
  const where = place === undefined ? 'in any namespace' : `in namespace ${place}`
  if (names.length > 0)
    return `${target} is not recorded ${where}; recorded ${place === undefined ? 'are' : 'there are'} ${names.join(', ')}`
  return `${target} is not recorded ${where}, nor is any other of its kind${place === undefined ? '' : ': -n names another namespace'}`
}

/** More of them nobody reads in a sentence. */
const MOST_NAMES = 5

const nothingRecorded = (reading: ClusterReading, title: string, redactor: Redactor): Assessed => {
  const { notes, problems } = reading
  const application = assessApplication({ desired: [], live: [] }, { redactor })
  return {
    title,
    application: { ...application, message: clean(redactor, describeUnrecorded(reading)) },
    manifests: [],
    live: [],
    observed: [],
    options: { redactor },
    problems,
    notes: [...notes, ...problemNotes(problems)],
    trouble: true,
    sealed: true,
  }
}

interface RecordedInput extends Pick<GuardedInput, 'policy' | 'guardFor'> {
  readonly recorded: RecordedApplication
  readonly cluster: ClusterReading
  /** The name by which objects tell their cluster; '' where there is one. */
  readonly source: string
}

const assessRecorded = (
  { recorded, cluster, source, policy, guardFor }: RecordedInput,
  options: Options,
  surroundings: Terminal,
): Assessed => {
  const { schemas } = cluster
  const manifests = recordedManifests(recorded)
  const redactor = guardFor([...cluster.objects, ...manifests.map(({ object }) => object)])
  const known = { dump: cluster, schemas, redactor, ...(policy === undefined ? undefined : { policy }) }
  const assessing = assessOptions(known, options, surroundings)
  surroundings.progress(`assessing ${recorded.members.length} of ${cluster.objects.length} objects`)
  const observed = source === '' ? cluster.objects : cluster.objects.map(object => ({ object, source }))
  const application = assessApplication(
    {
      recorded,
      live: observed,
      sources: { [source]: { ...cluster.source, listed: cluster.listed } },
    },
    assessing,
  )
  const { problems } = application
  return {
    title: '',
    application,
    manifests,
    live: cluster.objects,
    observed,
    options: assessing,
    problems,
    notes: problemNotes(problems),
    trouble: false,
    sealed: true,
  }
}

/** The manifests of what is deployed now; a record has no lines. */
const recordedManifests = ({ exactness, deployments, id }: RecordedApplication): readonly ManifestObject[] => {
  const { desired = [], steps = [] } = deployments.at(-1) ?? {}
  return exactness === 'names'
    ? []
    : [...desired, ...steps.flatMap(step => step.desired ?? [])]
        .flatMap(itemsOf)
        .map(object => ({ object: object as ManifestObject['object'], ref: refOf(object), source: id, document: 0, line: 0 }))
}

/** The values that clusters brought, to be hidden in whatever is printed. */
export const valuesBeside = ({ clusters = [] }: Pick<AssessInput, 'clusters'>): readonly SecretValue[] =>
  clusters.flatMap(({ values }) => values)
