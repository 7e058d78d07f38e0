import type { Applier } from '../comparison.ts'
import type { DeployerName } from '../deployer-names.ts'

/** One deployment tool in one of its ways to apply, by what it really writes. */
export interface Deployer {
  readonly name: DeployerName
  /** As people call it, for sentences. */
  readonly title: string
  readonly mode: Applier['mode']
  /** The field managers it writes under, its default first; `*` at the end stands for any end. Who embeds it may set others. */
  readonly managers: readonly [string, ...string[]]
  /** The labels and annotations that it adds by itself. */
  readonly marks: readonly DeployerMark[]
  /** Takes fields over from other owners without being told to. */
  readonly force: boolean
  /** What others own in managedFields and it makes its own. */
  readonly takesOver: readonly Taking[]
  /** The place of its previous set: an annotation of the live object, its own entry in managedFields, or storage of its own. */
  readonly previous: 'last-applied' | 'own-entry' | 'release'
  /** The annotation that has its previous set, where it is not kubectl's. */
  readonly annotation?: string
  /** It writes under the name of another tool: its marks alone tell it. */
  readonly byMark?: true
  /** An annotation or label of the object by which people tell it to leave the object, or the fields of others, alone. */
  readonly told?: readonly Instruction[]
  /** Written from its source, not from recordings: it is recognised and its marks are quieted, no more. */
  readonly unrecorded?: true
}

/** Entries of managedFields that a tool makes its own: those of which all that is said here is true. */
export interface Taking {
  /** Of these managers; `*` at the end stands for any end. */
  readonly managers?: readonly string[]
  /** Of the name that it applies under itself. */
  readonly itself?: true
  /** Of whoever owns the last-applied annotation with an Update. */
  readonly lastApplier?: true
  /** Written with an Update. */
  readonly updates?: true
  /** It takes them once it has applied, so that an apply without force meets them as those of somebody else. */
  readonly after?: true
}

/**
 * kubectl's own move to server-side apply, which whoever runs its code has, too: after the first apply it makes the entries of who applied
 * client-side its own and applies again (migrateToSSAIfNecessary in k8s.io/kubectl/pkg/cmd/apply/apply.go).
 */
export const CLIENT_SIDE_APPLIER: Taking = { lastApplier: true, updates: true, after: true }

/** One label or annotation that a deployer adds. */
export interface DeployerMark {
  readonly key: string
  /** The maps it stands in, as paths; `*` is every item of a list. */
  readonly at: readonly (readonly string[])[]
  /** Always the same; undefined for the name of a release, an application and the like. */
  readonly value: string | undefined
  /** Nobody else writes it: who owns it is the applier. */
  readonly identifies: boolean
  /** It stands on every object, so that one without it lost it. */
  readonly always: boolean
}

/** An instruction to a deployer on the object itself. */
export interface Instruction {
  readonly key: string
  readonly value: string
  /** `leave-object`: nothing is applied once the object exists. `leave-others`: nothing is taken over from others. */
  readonly means: 'leave-object' | 'leave-others'
  /** It counts where only the live object has it, too. */
  readonly fromLive: boolean
}

export const LABELS: readonly (readonly string[])[] = [['metadata', 'labels']]

/** The labels of pods that a workload makes. */
export const TEMPLATE_LABELS: readonly (readonly string[])[] = [
  ['spec', 'template', 'metadata', 'labels'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
]
const ANNOTATIONS = [['metadata', 'annotations']]

/** A label that nobody else writes. A key that ends in `*` stands for all that begin so. */
export const ownLabel = (key: string, at: readonly (readonly string[])[] = LABELS): DeployerMark => ({
  key,
  at,
  value: undefined,
  identifies: true,
  always: false,
})

/** An annotation that nobody else writes. */
export const ownAnnotation = (key: string): DeployerMark => ({
  key,
  at: ANNOTATIONS,
  value: undefined,
  identifies: true,
  always: false,
})

/** An annotation that people and others write, too. */
export const sharedAnnotation = (key: string): DeployerMark => ({ ...ownAnnotation(key), identifies: false })

/** A label that others write, too, with the value it has here, if that is always the same. */
export const sharedLabel = (key: string, value?: string): DeployerMark => ({
  key,
  at: LABELS,
  value,
  identifies: false,
  always: value !== undefined,
})

/** The label by which tools say whose the object is. */
export const MANAGED_BY = 'app.kubernetes.io/managed-by'
