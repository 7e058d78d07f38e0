import { assessApplication, assessObject, indexRelated } from '../index.ts'
import { buildTree } from '../tree/index.ts'
import type { ApplicationAssessment, AssessOptions, KubeObjectLike, ManifestObject, ObjectAssessment, Problem } from '../index.ts'
import { kindKey } from '../model/identity.ts'
import type { Policy } from '../policy/index.ts'
import { describePolicy } from '../status/internal.ts'
import type { ObjectStatus } from '../model/statuses.ts'
import type { Options } from './args.ts'
import { APPLIERS, DEPLOYERS, ROLL_UPS } from './command-table.ts'
import type { SourceText, Terminal } from './answer.ts'
import { isTrouble, problemNotes } from './answer.ts'
import { readDesired } from './input/read-desired.ts'
import { readLive } from './input/read-live.ts'
import type { LiveDump } from './input/read-live.ts'

/** What the assessing commands read. */
export interface AssessInput {
  readonly desired: readonly SourceText[]
  readonly live: readonly SourceText[]
  /** What went wrong before: files that could not be read. */
  readonly problems: readonly Problem[]
  /** Sensitive values, to be hidden in whatever is printed. */
  readonly values?: SourceText
  /** The user's policy file, read. */
  readonly policy?: Policy
}

/** The application that the texts describe. */
export interface Assessed {
  readonly application: ApplicationAssessment
  readonly manifests: readonly ManifestObject[]
  readonly live: readonly KubeObjectLike[]
  readonly options: AssessOptions
  /** All of them, in the order in which they were found. */
  readonly problems: readonly Problem[]
  /** For standard error: the problems, and what would make the answer better. */
  readonly notes: readonly string[]
  /** True where part of the input was lost. */
  readonly trouble: boolean
}

/** Reads manifests and a dump of live objects, and assesses the application that they are. */
export const assessTexts = (input: AssessInput, options: Options, { now, salt, progress }: Terminal): Assessed => {
  progress('reading the live objects')
  const dump = readLive(input.live)
  const namespace = options.text('namespace') ?? dump.namespace ?? 'default'
  progress('reading the manifests')
  const { objects: manifests, schemas, problems: found } = readDesired(input.desired, dump.objects, namespace)
  const assessing = {
    ...input.policy?.options,
    now,
    namespace,
    schemas,
    ...(salt === undefined ? undefined : { secrets: { salt } }),
    ...chosen(options, dump),
  }
  progress(`assessing ${manifests.length} of ${dump.objects.length} objects`)
  const application = manifests.length === 0 ? liveOnly(dump.objects, assessing) : compared(manifests, dump, assessing)
  const problems = [
    ...input.problems,
    ...(input.policy?.problems ?? []),
    ...dump.problems,
    ...found,
    ...emptyHanded(manifests, dump.objects, input),
    // Duplicates were told with their places already.
    ...application.problems.filter(({ code }) => code !== 'duplicate-object'),
  ]
  // Where live objects were lost it is no wonder that some are not there.
  const notes = [...problemNotes(problems), ...(dump.problems.length + input.problems.length > 0 ? [] : hints(application))]
  return { application, manifests, live: dump.objects, options: assessing, problems, notes, trouble: problems.some(isTrouble) }
}

/** What a dump does not list it says nothing of, unless it is complete. */
const compared = (manifests: readonly ManifestObject[], { objects, listed }: LiveDump, options: AssessOptions): ApplicationAssessment =>
  assessApplication(
    {
      desired: manifests.map(({ object }) => object),
      live: objects,
      ...(options.complete === undefined ? { sources: { '': { listed } } } : undefined),
    },
    options,
  )

const chosen = (
  options: Options,
  { listed }: LiveDump,
): Pick<AssessOptions, 'applier' | 'deployer' | 'clusterVersion' | 'rollUp' | 'complete'> => {
  const applier = options.one('applier', APPLIERS)
  const deployer = options.one('deployer', DEPLOYERS)
  const clusterVersion = options.text('cluster-version')
  const rollUp = options.one('roll-up', ROLL_UPS)
  return {
    ...(applier === undefined ? undefined : { applier }),
    ...(deployer === undefined ? undefined : { deployer }),
    ...(clusterVersion === undefined ? undefined : { clusterVersion }),
    ...(rollUp === undefined ? undefined : { rollUp }),
    ...(options.flag('complete') ? { complete: [...new Set(listed.map(key => key.replace(/@.*/, '')))] } : undefined),
  }
}

const emptyHanded = (
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

/** Without manifests: the health of what nobody owns, and of what it owns. */
const liveOnly = (live: readonly KubeObjectLike[], options: AssessOptions): ApplicationAssessment => {
  const empty = assessApplication({ desired: [], live: [] }, options)
  const context = { ...options, related: indexRelated(live) }
  const objects = buildTree(live).map(({ object }): ObjectAssessment => assessObject({ live: object }, context))
  const counts: Record<ObjectStatus, number> = { ...empty.counts }
  for (const { status, counting } of objects) if (counting === undefined) counts[status]++
  const policy = describePolicy(objects, options.policy)
  return {
    ...empty,
    objects,
    counts,
    ...(policy === undefined ? undefined : { policy }),
    message: objects.length === 0 ? empty.message : 'Nothing says what was deployed',
  }
}

/** What the policy silenced, for the answers that are not about the application. */
export const policyNotes = ({ application: { policy } }: Pick<Assessed, 'application'>): readonly string[] =>
  policy === undefined ? [] : [policy.message]

/** What would make the answer better. */
const hints = ({ objects }: ApplicationAssessment): readonly string[] => {
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
