import { assessApplication } from '../index.ts'
import type {
  ApplicationAssessment,
  AssessOptions,
  KubeObjectLike,
  ManifestObject,
  ObjectRef,
  Observed,
  Problem,
  Redactor,
  SchemaSet,
  Shown,
} from '../index.ts'
import { kindKey } from '../model/identity.ts'
import { at } from '../model/read.ts'
import type { Policy } from '../policy/index.ts'
import { assessLiveOnly } from '../status/internal.ts'
import type { Options } from './args.ts'
import { chosenOptions } from './chosen-options.ts'
import type { ClusterReading } from './cluster/read-cluster.ts'
import type { SourceText, Terminal } from './answer.ts'
import { isTrouble, problemNotes } from './answer.ts'
import { readDesired } from './input/read-desired.ts'
import type { Manifests } from './input/read-desired.ts'
import { readLive } from './input/read-live.ts'
import type { LiveDump } from './input/read-live.ts'

/** The input of the assessing commands. */
export interface AssessInput {
  readonly desired: readonly SourceText[]
  readonly live: readonly SourceText[]
  /** Problems from before: files that could not be read. */
  readonly problems: readonly Problem[]
  /** Sensitive values, to be hidden in whatever is printed. */
  readonly values?: SourceText
  /** The manifests of the deployment before. */
  readonly previous?: readonly SourceText[]
  /** Readings of clusters, in place of `live`. */
  readonly clusters?: readonly ClusterReading[]
  /** The user's policy file, read. */
  readonly policy?: Policy
}

/** The application that the texts describe. */
export interface Assessed {
  /** The name that tells it from others: the target, the context; '' where there is one application. Not redacted yet. */
  readonly title: string
  readonly application: Shown<ApplicationAssessment>
  /** How many manifests `--only-given` left out. */
  readonly leftOut?: number
  readonly manifests: readonly ManifestObject[]
  readonly live: readonly KubeObjectLike[]
  /** The same, each with the cluster that it is of where there are several. */
  readonly observed: readonly (KubeObjectLike | Observed)[]
  readonly options: AssessOptions & { readonly redactor: Redactor }
  /** All of them, in the order in which they were found. */
  readonly problems: readonly Problem[]
  /** For standard error: the problems, and what would make the answer better. */
  readonly notes: readonly string[]
  /** True where part of the input was lost. */
  readonly trouble: boolean
  /** True where the Secrets of both sides are hashed already. */
  readonly sealed: boolean
}

/** Gives what everything passes, by the objects that were read. */
export type GuardFor = (objects: readonly KubeObjectLike[]) => Redactor

/** Reads manifests and a dump of live objects, and assesses the application that they are. */
export const assessTexts = (input: AssessInput, options: Options, surroundings: Terminal, guardFor: GuardFor): Assessed => {
  surroundings.progress('reading the live objects')
  const dump = readLive(input.live)
  return assessDesired(input, dump, options, surroundings, guardFor)
}

/** Everything known before anything is assessed: the live objects, the schemas, and the user's policy. */
interface KnownInput extends Pick<AssessInput, 'policy'> {
  readonly dump: LiveDump & Partial<ClusterReading>
  readonly schemas: SchemaSet
  readonly redactor: Redactor
}

/** How to assess: by the policy, by what is known of the cluster, and by the command line, which goes before both. */
export const assessOptions = (
  { dump, schemas, policy, redactor }: KnownInput,
  options: Options,
  { now }: Terminal,
): Assessed['options'] => {
  const namespace = chooseNamespace(dump, options)
  const { complete, clusterVersion } = dump
  return {
    ...policy?.options,
    now,
    namespace,
    schemas,
    redactor,
    ...(clusterVersion === undefined ? undefined : { clusterVersion }),
    ...(complete === undefined ? undefined : { complete }),
    ...chosenOptions(options, dump.listed),
  }
}

/** Reads manifests, and assesses the application that they and some live objects are. */
export const assessDesired = (
  input: AssessInput,
  dump: LiveDump & Partial<ClusterReading>,
  options: Options,
  surroundings: Terminal,
  guardFor: GuardFor,
): Assessed => {
  surroundings.progress('reading the manifests')
  const { objects: all, schemas, problems: found } = readManifestTexts(input, dump, options)
  const manifests = chooseGiven(all, dump.listed, options)
  const previous = readDesired(input.previous ?? [], dump.objects, chooseNamespace(dump, options))
  const redactor = guardFor([...dump.objects, ...[...all, ...previous.objects].map(({ object }) => object)])
  const assessing = assessOptions({ ...input, dump, schemas, redactor }, options, surroundings)
  surroundings.progress(`assessing ${manifests.length} of ${dump.objects.length} objects`)
  const leftOut = all.length - manifests.length
  const application = withLeftOut(compared({ manifests, previous: previous.objects }, dump, assessing), leftOut)
  const problems = [
    ...input.problems,
    ...(input.policy?.problems ?? []),
    ...dump.problems,
    ...found.filter(({ code }) => code !== 'unknown-kind' || dump.source === undefined),
    ...previous.problems,
    ...emptyHanded(manifests, dump.objects, input),
    ...swapped(manifests, dump),
    // Duplicates were told with their places already.
    ...application.problems.filter(({ code }) => code !== 'duplicate-object'),
  ]
  const notes = [...(dump.notes ?? []), ...problemNotes(problems), ...(isWhole(dump, input) ? hints(application) : [])]
  return {
    title: '',
    application,
    leftOut,
    manifests,
    ...readSame(dump),
    options: assessing,
    problems,
    notes,
    trouble: problems.some(isTrouble),
    sealed: dump.source !== undefined,
  }
}

/** The live objects of the only cluster there is. */
const readSame = ({ objects }: LiveDump): Pick<Assessed, 'live' | 'observed'> => ({ live: objects, observed: objects })

/** True where all of the input was read: if live objects were lost it is no wonder that some are not there. */
const isWhole = (dump: LiveDump & Partial<ClusterReading>, { problems }: AssessInput): boolean =>
  dump.problems.length + problems.length === 0 && dump.source === undefined

/** The manifests, in the namespace of the live objects; a reading of a cluster brings them, their Secrets hashed as its own are. */
export const readManifestTexts = (
  { desired }: Pick<AssessInput, 'desired'>,
  dump: LiveDump & Partial<ClusterReading>,
  options: Options,
): Manifests => dump.manifests ?? readDesired(desired, dump.objects, chooseNamespace(dump, options))

const chooseNamespace = (dump: LiveDump & Partial<ClusterReading>, options: Options): string =>
  options.text('namespace') ?? dump.namespace ?? 'default'

/** The manifests that are asked for: with `--only-given` those of which something may be known. */
export const chooseGiven = (all: readonly ManifestObject[], listed: readonly string[], options: Options): readonly ManifestObject[] =>
  options.flag('only-given') ? all.filter(({ ref }) => isListed(ref, listed)) : all

/** True where something is known of a kind, in all namespaces or in that of the object. */
export const isListed = (ref: ObjectRef, listed: readonly string[]): boolean => {
  const key = kindKey(ref.group, ref.kind)
  return listed.includes(key) || listed.includes(`${key}@${ref.namespace}`)
}

/** Says in the headline how many objects were left out. */
export const withLeftOut = (application: Shown<ApplicationAssessment>, count: number): Shown<ApplicationAssessment> =>
  count === 0
    ? application
    : {
        ...application,
        message: `${application.message}; ${leftOutText(count)}`,
      }

/** How many objects `--only-given` left out. */
export const leftOutText = (count: number): string => `${count === 1 ? '1 object was' : `${count} objects were`} left out by --only-given`

/** Assesses manifests and live objects: a dump says nothing of what it does not list, unless it is complete. Without manifests only health is told. */
const compared = (
  { manifests, previous }: { readonly manifests: readonly ManifestObject[]; readonly previous: readonly ManifestObject[] },
  { objects, listed, source }: LiveDump & Partial<ClusterReading>,
  options: Assessed['options'],
): Shown<ApplicationAssessment> => {
  if (manifests.length === 0) return assessLiveOnly(objects, options)
  const desired = manifests.map(({ object }) => object)
  const earlier = previous.map(({ object }) => object)
  return assessApplication(
    {
      ...(earlier.length === 0
        ? { desired }
        : {
            deployments: [
              { id: 'previous', state: 'succeeded', desired: earlier },
              { id: 'latest', state: 'succeeded', desired },
            ],
          }),
      live: objects,
      ...(source === undefined && options.complete !== undefined ? undefined : { sources: { '': { ...source, listed } } }),
    },
    options,
  )
}

/** The server gives every object a UID, and nobody deploys one. */
const hasUid = (object: KubeObjectLike): boolean => at(object, 'metadata', 'uid') !== undefined

/** Manifests in which all was served, and live objects of which nothing was. */
const swapped = (manifests: readonly ManifestObject[], { objects, source }: LiveDump & Partial<ClusterReading>): readonly Problem[] =>
  source === undefined &&
  manifests.length > 0 &&
  objects.length > 0 &&
  manifests.every(({ object }) => hasUid(object)) &&
  !objects.some(hasUid)
    ? [
        {
          code: 'nothing-desired',
          message: 'The manifests look like live objects, and the live objects like manifests: are -d and -l swapped?',
        },
      ]
    : []

/** That there is nothing to assess, or nothing to compare with. */
export const emptyHanded = (
  manifests: readonly ManifestObject[],
  live: readonly KubeObjectLike[],
  { desired, live: dump }: AssessInput,
): readonly Problem[] => {
  if (manifests.length > 0) return []
  const { source } = desired[0] ?? dump[0] ?? {}
  const message =
    live.length === 0
      ? 'There is no object in the input'
      : 'There is no manifest to compare the live objects with: only their health is told'
  return [{ code: 'nothing-desired', message, ...(source === undefined ? undefined : { source }) }]
}

/** Says what the policy silenced, for the answers that are not about the application. */
export const policyNotes = ({ application: { policy } }: Pick<Assessed, 'application'>): readonly string[] =>
  policy === undefined ? [] : [policy.message]

/** Lists what would make the answer better. */
const hints = ({ objects }: Shown<ApplicationAssessment>): readonly string[] => {
  const unseen = objects.filter(({ status, health }) => status === 'Unknown' && health.reason === 'NotObserved')
  const kinds = [...new Set(unseen.map(({ ref }) => kindKey(ref.group, ref.kind)))]
  const nameless = objects.some(
    ({ status, comparison }) => status === 'Out of Sync' && comparison?.differences.every(({ by }) => by === undefined) === true,
  )
  return [
    ...(unseen.length === 0
      ? []
      : [
          `Not among the live objects: ${kinds.join(', ')} (${unseen.length} Unknown). Add them to kubectl get, or say --complete if nothing is left out.`,
        ]),
    ...(nameless ? ['kubectl get --show-managed-fields adds who changed what, and since when.'] : []),
  ]
}
