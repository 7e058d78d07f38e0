import { type Check, aDocument, aList, aString, aWord, anObject } from '../../model/expect.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { Problem } from '../../model/problem.ts'
import type { Applier, IgnoreRule } from '../../sync/index.ts'
import { aDeployment } from '../deployment.ts'
import type { Deployment } from '../deployment.ts'

/** Every {@link RecordedTool}. */
export const RECORDED_TOOLS = ['helm', 'flux', 'argocd', 'applyset', 'kapp', 'kubectl', 'none'] as const

/** The tools whose records are read; 'none' for what no record covers. */
export type RecordedTool = (typeof RECORDED_TOOLS)[number]

/** The part of an object that is recorded: the whole manifest as it was applied, or no more than which object it is. */
export type Exactness = 'manifest' | 'names'

/**
 * The record of one application in the cluster, as plain JSON: made by `recordedApplications` of the subpath `sources`, taken by
 * `assessApplication`. It is input, not an answer: its manifests are raw, those of Secrets too.
 */
export interface RecordedApplication {
  /** The same as long as the application has its name: `helm/shop/web`. */
  readonly id: string
  readonly tool: RecordedTool
  readonly name: string
  /** The namespace of the record; '' where it lies in none. */
  readonly namespace: string
  /** Which source saw it, where there are several. */
  readonly source?: string
  /** The object that keeps the record or steers the tool, and whether it was among what was read. Absent where there is none. */
  readonly owner?: { readonly ref: ObjectRef; readonly seen: boolean }
  /** Oldest first. Of what is recorded by name alone the manifests hold nothing but the identity. */
  readonly deployments: readonly RecordedDeployment[]
  /** The objects that belong to it now. */
  readonly members: readonly RecordedMember[]
  /** 'manifest' where the manifest of every object that was applied is recorded. */
  readonly exactness: Exactness
  /** The kinds and namespaces in which the record says that members are, where it names none by name. */
  readonly places?: readonly RecordedPlace[]
  /** Who applies which member, and how. */
  readonly appliers: readonly RecordedApplier[]
  /** Differences that the tool was told to ignore. */
  readonly ignore: readonly RecordedIgnore[]
  /** Objects that the tool will not mend by itself. */
  readonly unmended: readonly Unmended[]
  /** Objects that the tool left behind: they are there, and no part of the application any more. */
  readonly orphans: readonly RecordedOrphan[]
  /** By which labels and annotations people tell the tool to leave an object alone; they count in manifests as on live objects. */
  readonly instructions?: readonly RecordedInstruction[]
  readonly relations: readonly RecordedRelation[]
  /** Records that could not be read, and what follows from them. */
  readonly problems: readonly Problem[]
}

/** One deployment of a recorded application. */
export interface RecordedDeployment extends Deployment {
  /** The state in the tool's own word: `superseded`, `pending-upgrade`, `SyncFailed`. */
  readonly recordedAs?: string
  /** The thing that was deployed: chart and version, or a revision of a repository. */
  readonly version?: string
}

/** One object of a recorded application. */
export interface RecordedMember extends ObjectRef {
  readonly exactness: Exactness
  /** Being on the list is no proof that the tool ever made it: where it is not there, nobody knows whether it is missing. */
  readonly mayBeAbsent?: boolean
}

/** A kind in a namespace. */
export interface RecordedPlace {
  /** 'group/Kind'. */
  readonly kind: string
  readonly namespace: string
}

/** Who applies an object. */
export interface RecordedApplier {
  readonly ref: ObjectRef
  readonly applier: Applier
}

/** Fields of an object that do not count as drift, by the rules that the tool was given. */
export interface RecordedIgnore {
  readonly ref: ObjectRef
  readonly rules: readonly IgnoreRule[]
}

/**
 * Why a tool does not mend an object. 'LeftAlone': it was told to leave it, so nothing is drift. 'Suspended': it does nothing until it is resumed.
 * 'RunsOnce': it makes the object once, and an upgrade does not make it again. 'ReleaseToRelease': it compares releases and does not look at what is live. 'Conflict':
 * another manager owns the field, and the tool takes none from others, which only a comparison tells.
 */
export type UnmendedReason = 'LeftAlone' | 'Suspended' | 'RunsOnce' | 'ReleaseToRelease' | 'Conflict'

/** One object that the tool does not mend. */
export interface Unmended {
  readonly ref: ObjectRef
  readonly reason: UnmendedReason
  /** One sentence, which goes on after what differs. */
  readonly message: string
}

/** A label or annotation by which a tool is told to leave an object as it is. */
export interface RecordedInstruction {
  readonly key: string
  readonly value: string
  /** The tool makes the object where it is not there. */
  readonly makes: boolean
}

/** Why an object was left behind: the tool was told to keep it, a later deployment dropped it, or the whole application was taken away. */
export type OrphanReason = 'Kept' | 'Dropped' | 'Uninstalled'

/** One object that was left behind. */
export interface RecordedOrphan extends ObjectRef {
  readonly why: OrphanReason
}

/** A tie between two objects that no owner reference tells. */
export interface RecordedRelation {
  readonly from: ObjectRef
  readonly to: ObjectRef
  /** 'inventory': the first lists the second. 'reference': a label or annotation of the first names the second. */
  readonly by: 'inventory' | 'reference'
  /** The field that says it, as people write paths. */
  readonly field: string
}

/** The check of what `recordedApplications` made, or plain JSON of it. */
export const aRecordedApplication: Check = /* @__PURE__ */ aDocument<RecordedApplication>(
  'a recorded application',
  () => ({
    id: aString,
    tool: aWord(...RECORDED_TOOLS),
    name: aString,
    namespace: aString,
    source: aString,
    owner: anObject,
    deployments: aList('a list of deployments', aDeployment),
    members: aList('a list of objects'),
    exactness: aWord('manifest', 'names'),
    places: aList('a list of kinds in namespaces', anObject),
    appliers: aList('a list of appliers', anObject),
    ignore: aList('a list of ignore rules by object', anObject),
    unmended: aList('a list of objects that are not mended', anObject),
    orphans: aList('a list of orphans', anObject),
    instructions: aList('a list of instructions', anObject),
    relations: aList('a list of relations', anObject),
    problems: aList('a list of problems', anObject),
  }),
  ['id', 'deployments', 'members', 'exactness', 'appliers', 'ignore', 'unmended', 'orphans'],
)
