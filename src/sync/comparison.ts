import {
  type Check,
  type MakeChecks,
  aBoolean,
  aFunction,
  aList,
  aString,
  aWord,
  anObject,
  either,
  exactly,
  misfit,
} from '../model/expect.ts'
import { DEPLOYER_NAMES } from './deployer-names.ts'
import type { DeployerName } from './deployer-names.ts'
import type { ObjectRef } from '../model/identity.ts'
import { aSchemaSet } from '../model/kind-hints.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import { type ObjectScope, anObjectScope } from '../model/selectors/object-selector.ts'
import type { Problem } from '../model/problem.ts'
import { isRecord } from '../model/read.ts'
import type { Redactor } from '../redact/index.ts'
import { aRedactor } from '../redact/internal.ts'
import type { SchemaSet } from '../schema/index.ts'
import type { RelatedIndex } from '../tree/index.ts'
import { relatedObjects } from '../tree/internal.ts'

/** How `compareObject` and `predictApply` answer; every property is optional. */
export interface CompareOptions {
  /**
   * Who applies, and how. Default 'auto': who owns the marks of a known deployment tool; else of the managers that applied the object the one
   * whose last set is most like the manifest; else server-side with no previous set. A tie is Unknown, 'AmbiguousManager'. A
   * function says it object by object, and leaves it to 'auto' where it gives undefined.
   */
  readonly applier?: 'auto' | 'client-side' | 'server-side' | Applier | ((ref: ObjectRef) => Applier | undefined)
  /** A deployment tool by name, in place of an `applier`: how it applies, whether it forces, what it takes over. */
  readonly deployer?: DeployerName
  /** The field manager of the tool that applies. */
  readonly fieldManager?: string
  /** Server-side: conflicts are taken over, or reject the apply. Default: what a named `deployer` does, else true. */
  readonly force?: boolean
  /** The manifest that was applied before; it counts only where live does not say (Helm's previous release). */
  readonly previous?: KubeObjectLike
  /** Owners whose extra fields count as drift, by name or glob (`kubectl-*`); true for all. */
  readonly strict?: boolean | readonly string[]
  /**
   * True where what was rewritten while it was applied (`changed-in-admission`) does not count: a webhook would write the same again. Default false,
   * because nobody can know offline that it would.
   */
  readonly acceptAdmission?: boolean
  readonly schemas?: SchemaSet
  readonly ignore?: readonly IgnoreRule[]
  readonly related?: readonly KubeObjectLike[] | RelatedIndex
  /**
   * With one the answer is as people may see it, and carries it: every value, name and sentence has passed it, values of Secrets are hashes
   * where it has a salt, and there is no `patch`. Without one values of Secrets are left out and all else is raw.
   */
  readonly redactor?: Redactor
  /**
   * The cluster's version, as `1.31` or `v1.36.2`, which decides what fields its server knows and keeps; it goes before that of the schemas. Without
   * one the answer holds for every supported server (1.29 and later). On a cluster newer than the bundled facts a field that they
   * do not know, and that is no likely typo, is Unknown, not dropped.
   */
  readonly clusterVersion?: string
}

/** Who applies an object, and how. */
export interface Applier {
  /**
   * 'client-side': a three-way patch from the last-applied annotation. 'server-side': the fields of a manager. 'helm-client-side': a three-way patch from the
   * release before for built-in kinds, and for all others the difference of the two releases, whatever is live.
   */
  readonly mode: 'client-side' | 'server-side' | 'helm-client-side'
  /** Its field manager. */
  readonly manager: string
  /** Server-side: conflicts are taken over, or reject the apply. */
  readonly force: boolean
  /** Managers whose fields it makes its own before it applies, so that what they added goes; `*` at the end stands for any end. */
  readonly takesOver?: readonly string[]
  /** The manifest that was applied before; it counts only where live does not say. */
  readonly previous?: KubeObjectLike
}

/** The tool that applies an object, and what shows it. */
export interface RecognisedDeployer {
  /** Absent for a tool that nobody described. */
  readonly name?: DeployerName
  readonly mode: Applier['mode']
  readonly manager: string
  /** 'option': the caller said so. 'mark': it owns a label or annotation that only this tool writes. 'manager': its name. 'likeness': its last set. */
  readonly by: 'option' | 'mark' | 'last-applied' | 'manager' | 'likeness'
  /** One sentence. */
  readonly evidence: string
  /** Its data are from its source, not from recordings. */
  readonly unrecorded?: true
}

/**
 * Which differences do not count: by RFC 6901 pointer; by a path, as differences print it (`spec.containers[name=web].image`) or as an
 * expression in the jq subset of Argo CD's rules; or by field manager.
 */
export type IgnoreRule = ({ readonly pointer: string } | { readonly path: string } | { readonly manager: string }) & {
  /** The objects that it is about, by their manifests. Absent: all. */
  readonly for?: ObjectScope
  /** The name that `ignoredBy` gives it. Absent: its place in the options, as `/ignore/0`. One with a name or a scope is made for many objects, and no problem where it matches nothing in one. */
  readonly name?: string
}

/** One ignore rule: exactly one of the three, as text. What the text says is data, and a problem where it cannot be read. */
const anIgnoreRule: Check = rule => {
  const names = isRecord(rule) ? ['pointer', 'path', 'manager'].filter(name => rule[name] !== undefined) : []
  if (!isRecord(rule) || names.length !== 1) return misfit('an object with one of pointer, path and manager', rule)
  return exactly('an ignore rule', () => ({ pointer: aString, path: aString, manager: aString, for: anObjectScope, name: aString }))(rule)
}

const applierChecks: MakeChecks<Applier> = () => ({
  mode: aWord('client-side', 'server-side', 'helm-client-side'),
  manager: aString,
  force: aBoolean,
  takesOver: aList('a list of field managers', aString),
  previous: anObject,
})

/** A word, a function, or an applier, which says itself what is wrong within. */
const someApplier = (): Check => {
  const anApplier = exactly('an applier', applierChecks, ['mode', 'manager', 'force'])
  const other = either(
    "'client-side', 'server-side', 'auto', an applier or a function",
    aFunction,
    aWord('client-side', 'server-side', 'auto'),
  )
  return value => (isRecord(value) ? anApplier(value) : other(value))
}

/** The check of each option of {@link CompareOptions}. */
export const compareChecks: MakeChecks<CompareOptions> = () => ({
  applier: someApplier(),
  deployer: aWord(...DEPLOYER_NAMES),
  fieldManager: aString,
  force: aBoolean,
  previous: anObject,
  strict: either('a boolean or a list of field managers', aBoolean, aList('a list of field managers', aString)),
  schemas: aSchemaSet,
  acceptAdmission: aBoolean,
  ignore: aList('a list of ignore rules', anIgnoreRule),
  related: relatedObjects,
  redactor: aRedactor,
  clusterVersion: aString,
})

/** The class of a difference or a note: a closed set; docs/differences.md has a row for each. */
export type DifferenceClass =
  | 'changed'
  | 'removed'
  | 'not-yet-applied'
  | 'removed-from-desired'
  | 'added-by-other'
  | 'default-restored'
  | 'changed-in-admission'
  | 'reordered'
  | 'equivalent'
  | 'immutable'
  | 'union-conflict'
  | 'version-mismatch'
  | 'dropped-unknown-field'
  | 'duplicate-key'
  | 'left-behind'

/** `not-yet-applied` as `NotYetApplied`. */
type InCamelCase<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Capitalize<Head>}${InCamelCase<Tail>}`
  : Capitalize<Text>

/** Why a comparison answers as it does: the class of its first difference, or what else decided. */
export type ComparisonReason =
  | InCamelCase<DifferenceClass>
  | 'Scaled'
  | 'Unchanged'
  | 'Ignored'
  | 'LeftAlone'
  | 'NewerCluster'
  | 'Withheld'
  | 'Unreadable'
  | 'NotAnObject'
  | 'TypedInput'
  | 'GenerateName'
  | 'DifferentObject'
  | 'HashedWithoutSalt'
  | 'DifferentSalts'
  | 'AmbiguousManager'

/** The answer to whether applying `desired` again would change `live`, and what. */
export interface Comparison {
  /** The meaning: would applying again change what the object says? */
  readonly status: 'InSync' | 'OutOfSync' | 'Unknown'
  /** The bytes: what the API server's dry run would answer. Rejected: status is OutOfSync if a desired value differs from live, else InSync. */
  readonly reapply: 'unchanged' | 'changed' | 'rejected' | 'unknown'
  readonly reason: ComparisonReason
  readonly message: string
  readonly differences: readonly Difference[]
  readonly notes: readonly Difference[]
  readonly suppressed: readonly Difference[]
  /** Why the server would refuse the apply. */
  readonly rejections: readonly Problem[]
  /** Problems of the question: ignore rules that do not parse or match nothing. */
  readonly problems: readonly Problem[]
  /** Who would apply again; absent where nobody is known, and where the two cannot be compared. */
  readonly deployer?: RecognisedDeployer
  /** Why the redactor shows nothing of it; only in a `Shown` answer. `weak` names the values at fault. */
  readonly withheld?: string
  readonly weak?: readonly string[]
  /**
   * RFC 6902, from live to what applying again would leave. Raw by nature: it holds values of Secrets, and a `Shown` answer has none. A mark whose value only
   * the deployer knows is a difference and no operation of it.
   */
  readonly patch: readonly PatchOperation[]
}

/** One field that differs. */
export interface Difference {
  /** As people write it: `spec.containers[name=web].image`. */
  readonly path: string
  /** RFC 6901 into live (where the field is or would be). */
  readonly pointer: string
  readonly class: DifferenceClass
  readonly desired?: unknown
  readonly live?: unknown
  readonly predicted?: unknown
  readonly by?: {
    readonly manager: string
    readonly operation: 'Apply' | 'Update'
    readonly subresource?: string
    /** At the latest: when this manager last changed any of its fields. */
    readonly since?: string
  }
  readonly effect?: 'restarts-pods' | 'rejected' | 'bytes-only' | 'none'
  readonly message: string
  /** In `suppressed`: the name of the ignore rule that covers it, or its place in the options. */
  readonly ignoredBy?: string
  readonly ignoreRule?: { readonly own: IgnoreRule; readonly argocd?: unknown; readonly flux?: unknown }
}

/** One operation of RFC 6902. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path: string
  readonly value?: unknown
}

/** A part of an answer while it is made; what is absent is no key of it. */
export type Writable<T> = { -readonly [Field in keyof T]: T[Field] }
