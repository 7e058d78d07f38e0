import type { JsonRecord, KubeObject } from '../../model/kube-object.ts'
import { recordOf } from '../../model/read.ts'
import type { Applier, RecognisedDeployer } from '../comparison.ts'
import type { Deployer, Instruction, Taking } from '../deployers/deployer.ts'
import { matchesManager } from '../deployers/match-manager.ts'
import { findOwners, LAST_APPLIED_PATH, type FieldSet, type ManagedEntry } from '../fields/field-set.ts'
import { heldPart, writtenPart, type PreparedObject } from '../sides/prepare-desired.ts'
import { toFieldSet, uniteFieldSets } from './to-field-set.ts'

/** Who applies, how, and what that applier wrote last, as far as live and the caller say. */
export interface ResolvedApplier {
  readonly mode: Applier['mode']
  /** The field manager, where one is known. */
  readonly manager: string | undefined
  readonly force: boolean
  /** Client-side: what was applied last, without what an apply does not write. */
  readonly previous: JsonRecord | undefined
  /** The same as the server held it. */
  readonly served: JsonRecord | undefined
  /** Server-side: the manager's own set, with what it takes over. */
  readonly ownSet: FieldSet | undefined
  /** The entries of all others, and what they own. */
  readonly others: readonly ManagedEntry[]
  /** Those by whom an apply without force is refused: the others, and whom it takes over only afterwards. */
  readonly rivals: readonly ManagedEntry[]
  /** What it may change all the same where live still has it: the last-applied annotation, which the server takes for kubectl's own. */
  readonly conceded: JsonRecord | undefined
  readonly otherSets: readonly FieldSet[]
  /** Client-side: what the applier wrote and nobody changed since. */
  readonly clientSets: readonly FieldSet[]
  readonly entries: readonly ManagedEntry[]
  /** What is known of the tool. */
  readonly deployer: Deployer | undefined
  readonly recognised: RecognisedDeployer | undefined
  /** What the object tells the tool to leave alone. */
  readonly told: Instruction | undefined
}

/** What an applier is resolved from: the caller's word, or what live shows. */
export interface ApplierFacts {
  readonly manager: string | undefined
  readonly force: boolean
  readonly takesOver: readonly Taking[]
  /** The caller's previous set. */
  readonly previous: KubeObject | undefined
  /** The last-applied annotation, where this applier, or the server for it, reads it. */
  readonly applied: JsonRecord | undefined
  readonly entries: readonly ManagedEntry[]
  readonly deployer: Deployer | undefined
  readonly recognised: RecognisedDeployer | undefined
  readonly told: Instruction | undefined
}

/** Whether an entry is the applier's own: under its name, or under another that its tool uses. */
const isOwn = (entry: ManagedEntry, { manager, deployer }: ApplierFacts, operation: ManagedEntry['operation']): boolean =>
  entry.operation === operation &&
  entry.subresource === undefined &&
  (entry.manager === manager || (operation === 'Update' && deployer !== undefined && deployer.managers.includes(entry.manager)))

/** An applier that sends patches; what it applied last stands in the annotation, or the caller has it. */
export const clientSideApplier = (
  desired: PreparedObject,
  mode: 'client-side' | 'helm-client-side',
  facts: ApplierFacts,
): ResolvedApplier => {
  const given = facts.applied ?? (facts.previous === undefined ? undefined : recordOf(facts.previous))
  const previous = given === undefined ? undefined : writtenPart(given, desired.kind)
  const { manager, force, entries, deployer, recognised, told } = facts
  const [others, clientSets]: [ManagedEntry[], FieldSet[]] = [[], []]
  for (const entry of entries) {
    if (isOwn(entry, facts, 'Update')) clientSets.push(entry.fields)
    else if (entry.subresource !== 'status') others.push(entry)
  }
  return {
    mode,
    manager,
    force,
    previous,
    served: previous === undefined ? undefined : heldPart(desired.kindKey, previous),
    ownSet: undefined,
    others,
    rivals: others,
    conceded: undefined,
    otherSets: others.map(entry => entry.fields),
    clientSets,
    entries,
    deployer,
    recognised,
    told,
  }
}

/** An applier that sends its manifest; what it applied last stands in its entry. */
export const serverSideApplier = (desired: PreparedObject, facts: ApplierFacts): ResolvedApplier => {
  const { manager, force, entries, deployer, recognised, told } = facts
  const own = manager === undefined ? undefined : entries.find(entry => isOwn(entry, facts, 'Apply'))
  const takesOver = told?.means === 'leave-others' ? [] : facts.takesOver
  const isTaken = (entry: ManagedEntry, takings: readonly Taking[]): boolean =>
    entry !== own && entry.subresource === undefined && takings.some(taking => takes(taking, entry, facts))
  const taken = takesOver.length === 0 ? [] : entries.filter(entry => isTaken(entry, takesOver))
  const others = entries.filter(entry => entry !== own && !taken.includes(entry))
  const later = takesOver.filter(({ after }) => after === true)
  const sooner = takesOver.filter(({ after }) => after !== true)
  const recorded = own?.fields ?? (facts.previous === undefined ? undefined : previousSet(desired, facts.previous))
  return {
    mode: 'server-side',
    manager,
    force,
    previous: undefined,
    served: undefined,
    ownSet: taken.reduce<FieldSet | undefined>((set, entry) => uniteFieldSets(set ?? {}, entry.fields), recorded),
    others,
    rivals: later.length === 0 ? others : entries.filter(entry => entry !== own && !isTaken(entry, sooner)),
    conceded: facts.applied,
    otherSets: others.map(entry => entry.fields),
    clientSets: [],
    entries,
    deployer,
    recognised,
    told,
  }
}

const takes = ({ managers, itself, lastApplier, updates }: Taking, { manager, operation }: ManagedEntry, facts: ApplierFacts): boolean =>
  (updates !== true || operation === 'Update') &&
  (managers === undefined || matchesManager(managers, manager)) &&
  (itself !== true || manager === facts.manager) &&
  (lastApplier !== true || findLastAppliers(facts.entries).includes(manager))

/** Who owns the last-applied annotation with an Update (FindFieldsOwners in k8s.io/client-go/util/csaupgrade). */
const findLastAppliers = (entries: readonly ManagedEntry[]): readonly string[] =>
  findOwners(entries, LAST_APPLIED_PATH).flatMap(({ manager, operation }) => (operation === 'Update' ? [manager] : []))

const previousSet = ({ kind, kindKey }: PreparedObject, previous: KubeObject): FieldSet =>
  toFieldSet(heldPart(kindKey, writtenPart(recordOf(previous), kind)), kind.root)
