import { LAST_APPLIED } from '../../model/annotations.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, own, recordOf } from '../../model/read.ts'
import type { Applier, RecognisedDeployer } from '../comparison.ts'
import type { Deployer } from '../deployers/deployer.ts'
import { DEPLOYERS, findDeployer } from '../deployers/deployers.ts'
import { findByManager } from '../deployers/find-by-manager.ts'
import { findMarks, type FoundMark } from '../deployers/find-marks.ts'
import { isByHand } from '../deployers/is-by-hand.ts'
import { matchesManager } from '../deployers/match-manager.ts'
import { findOwners, LAST_APPLIED_PATH, type FieldSet, type ManagedEntry } from '../fields/field-set.ts'
import type { PreparedObject } from '../sides/prepare-desired.ts'
import { compareSets } from './likeness.ts'
import { toFieldSet } from './to-field-set.ts'

/** Who may be the applier, and what speaks for it. */
export interface Candidate {
  readonly mode: Applier['mode']
  readonly manager: string
  readonly deployer: Deployer | undefined
  readonly by: RecognisedDeployer['by']
  /** The mark that speaks for it, as a path. */
  readonly place: string | undefined
  /** What it wrote last, made when it is asked for: a sole candidate is compared with nobody. */
  readonly fields: () => FieldSet
  readonly time: string
}

/** What a recognition goes by. */
export interface Traces {
  readonly desired: PreparedObject
  readonly live: JsonRecord
  readonly entries: readonly ManagedEntry[]
  /** The last-applied annotation. */
  readonly applied: JsonRecord | undefined
  /** Only appliers that send patches, or only those that send their manifest. */
  readonly only: 'client' | 'server' | undefined
  /** Only this manager. */
  readonly manager: string | undefined
}

/**
 * Finds the deployer whose marks are on the object: who owns a label or annotation that only few tools write is the applier, whatever was
 * written since. Of several the one whose set is most like the manifest, of these the latest.
 */
export const recogniseByMark = (traces: Traces): Candidate | undefined => {
  const marks = findMarks(traces.live)
  if (marks.length === 0) return undefined
  if (traces.entries.length === 0) return withoutOwners(marks, traces)
  const owned = new Map<ManagedEntry, FoundMark[]>()
  for (const mark of marks)
    for (const entry of findOwners(traces.entries, ['f:metadata', `f:${mark.field}`, `f:${mark.key}`])) {
      const others = owned.get(entry)
      if (others === undefined) owned.set(entry, [mark])
      else others.push(mark)
    }
  const candidates: Candidate[] = []
  for (const [entry, own] of owned) {
    const deployer = findWriter(own, entry)
    if (deployer !== undefined && isAllowed(deployer.mode, entry.manager, traces))
      candidates.push(makeCandidate(entry, deployer, 'mark', markPlace(own, deployer)))
  }
  return mostLike(candidates, traces.desired)
}

/** The deployer that leaves such an entry with such marks. Whoever embeds it may have named it otherwise, but no person's tool. */
const findWriter = (marks: readonly FoundMark[], { manager, operation }: ManagedEntry): Deployer | undefined => {
  const fits = ({ mode }: Deployer): boolean => (mode === 'server-side') === (operation === 'Apply')
  const named = findMostMarked(marks, deployer => fits(deployer) && matchesManager(deployer.managers, manager))
  return named ?? (isByHand(manager) ? undefined : findMostMarked(marks, fits))
}

/** The deployer that writes most of these marks: some have those of another tool and more. */
const findMostMarked = (marks: readonly FoundMark[], fits: (deployer: Deployer) => boolean): Deployer | undefined => {
  const counts = new Map<Deployer, number>()
  for (const { deployers } of marks)
    for (const deployer of deployers) if (fits(deployer)) counts.set(deployer, (counts.get(deployer) ?? 0) + 1)
  let most: Deployer | undefined
  for (const deployer of counts.size === 0 ? [] : DEPLOYERS)
    if ((counts.get(deployer) ?? 0) > (most === undefined ? 0 : (counts.get(most) ?? 0))) most = deployer
  return most
}

const markPlace = (marks: readonly FoundMark[], deployer: Deployer): string => {
  const { field, key } = marks.find(({ deployers }) => deployers.includes(deployer)) ?? { field: '', key: '' }
  return `metadata.${field}["${key}"]`
}

/** Where managedFields were taken away the marks alone speak, and the annotation says which of the tool's two ways it is. */
const withoutOwners = (marks: readonly FoundMark[], traces: Traces): Candidate | undefined => {
  const deployer = findMostMarked(
    marks,
    ({ mode, managers: [manager], ...one }) =>
      (one.previous === 'last-applied') === hasApplied(one, traces) && isAllowed(mode, manager, traces),
  )
  if (deployer === undefined) return undefined
  const { mode, managers } = deployer
  return { mode, manager: managers[0], deployer, by: 'mark', place: markPlace(marks, deployer), fields: NOTHING, time: '' }
}

const hasApplied = ({ annotation }: Pick<Deployer, 'annotation'>, { live, applied }: Traces): boolean =>
  annotation === undefined ? applied !== undefined : own(recordOf(at(live, 'metadata', 'annotations')), annotation) !== undefined

const NOTHING = (): FieldSet => ({})

const isAllowed = (mode: Applier['mode'], manager: string, { only, manager: wanted }: Traces): boolean =>
  (wanted === undefined || wanted === manager) && (only === undefined || (only === 'server') === (mode === 'server-side'))

const makeCandidate = (entry: ManagedEntry, deployer: Deployer | undefined, by: Candidate['by'], place?: string): Candidate => ({
  mode: deployer?.mode ?? 'server-side',
  manager: entry.manager,
  deployer,
  by,
  place,
  fields: () => entry.fields,
  time: entry.time ?? '',
})

const mostLike = (candidates: readonly Candidate[], { served, kind }: PreparedObject): Candidate | undefined => {
  if (candidates.length <= 1) return candidates[0]
  const ranked = candidates.map(candidate => ({ candidate, share: compareSets(served, candidate.fields(), kind.root).share }))
  ranked.sort((a, b) => b.share - a.share || (a.candidate.time < b.candidate.time ? 1 : -1))
  return ranked[0]?.candidate
}

/** The answer where no mark tells: `ambiguous` where two are equally like the manifest. */
export interface Likeliest {
  readonly candidate: Candidate | undefined
  readonly ambiguous: boolean
}

/**
 * Finds the applier among those who left a set of their own: the Apply entries, whoever owns the last-applied annotation, and known tools that
 * write without it. The one whose set is most like the manifest is it: who applies a manifest owns what it says, and hardly anything else, while a second
 * applier has a part of it, or all that is live. An Apply entry goes before a patch, which leaves its annotation when somebody moves on.
 */
export const recogniseByLikeness = (traces: Traces): Likeliest => {
  const applies = traces.only === 'client' ? NOBODY : applyCandidates(traces)
  const patches = traces.only === 'server' ? NOBODY : patchCandidates(traces)
  const [sole] = applies.length === 0 ? patches : applies
  if (sole === undefined) return { candidate: movedKubectl(traces), ambiguous: false }
  if (applies.length + patches.length === 1 && isUnrivalled(sole, traces)) return { candidate: sole, ambiguous: false }
  const [apply, ...others] = rank(applies, traces)
  const [patch] = rank(patches, traces)
  if (apply === undefined) return { candidate: patch?.candidate, ambiguous: false }
  if (patch !== undefined && patch.share > apply.share) return { candidate: patch.candidate, ambiguous: false }
  if (apply.candidate.deployer === undefined && isForeign(apply, traces)) return { candidate: patch?.candidate, ambiguous: false }
  return { candidate: apply.candidate, ambiguous: others.some(other => other.share === apply.share) }
}

const NOBODY: readonly Candidate[] = []

/** The entry that kubectl leaves when it moves to server-side apply outlives its own, which is gone where others took all its fields. */
const movedKubectl = (traces: Traces): Candidate | undefined => {
  const kept = traces.entries.find(({ manager, operation }) => manager === 'kubectl-last-applied' && operation === 'Apply')
  if (kept === undefined || !isAllowed('server-side', 'kubectl', traces)) return undefined
  const deployer = findDeployer('kubectl-server-side')
  return { ...makeCandidate(kept, deployer, 'last-applied', LAST_APPLIED_PLACE), manager: 'kubectl', fields: NOTHING }
}

/** Nobody else wrote the object but by hand, or a known tool did: nothing has to be compared. */
const isUnrivalled = ({ mode, manager, deployer, fields }: Candidate, { entries }: Traces): boolean => {
  if (deployer !== undefined || mode !== 'server-side') return true
  for (const entry of entries) {
    const own = entry.operation === 'Apply' && entry.manager === manager
    if (!own && entry.subresource === undefined && !isByHand(entry.manager) && !isSmall(entry.fields, fields())) return false
  }
  return true
}

/** Whether a set is a few fields beside many: at most a quarter of the nodes of the other. */
const isSmall = (set: FieldSet, other: FieldSet): boolean => {
  const size = countNodes(set, 50)
  return size < 50 && countNodes(other, 4 * size) >= 4 * size
}

/** The number of nodes of a set, counted up to a limit. */
const countNodes = (set: FieldSet, limit: number): number => {
  let size = 0
  for (const element in set) {
    const below = set[element]
    size += 1 + (isRecord(below) ? countNodes(below, limit - size) : 0)
    if (size >= limit) return limit
  }
  return size
}

interface Ranked {
  readonly candidate: Candidate
  readonly share: number
  readonly shared: number
}

const rank = (candidates: readonly Candidate[], { desired }: Traces): readonly Ranked[] =>
  candidates
    .map(candidate => ({ candidate, ...compareSets(desired.served, candidate.fields(), desired.kind.root) }))
    .sort((a, b) => b.share - a.share)

/** An injector, or an operator with a field or two: what the manifest says somebody else wrote, who did not do it by hand. */
const isForeign = ({ candidate, share, shared }: Ranked, { entries, desired }: Traces): boolean =>
  entries.some(entry => {
    if (entry.fields === candidate.fields() || entry.subresource !== undefined || isByHand(entry.manager)) return false
    const other = compareSets(desired.served, entry.fields, desired.kind.root)
    return shared === 0 ? other.shared > 0 : entry.operation === 'Update' && other.share > share && other.shared > shared
  })

const applyCandidates = (traces: Traces): readonly Candidate[] => {
  let found: Candidate[] | undefined
  for (const entry of traces.entries) {
    if (entry.operation !== 'Apply' || entry.subresource !== undefined || AUXILIARY.has(entry.manager)) continue
    if (!isAllowed('server-side', entry.manager, traces)) continue
    const deployer = findByManager(entry.manager).find(({ mode }) => mode === 'server-side')
    ;(found ??= []).push(makeCandidate(entry, deployer, deployer === undefined ? 'likeness' : 'manager'))
  }
  return found ?? NOBODY
}

/** Names under which kubectl applies what is no manifest: the annotation that it keeps after its move, and the parent of a set. */
const AUXILIARY: ReadonlySet<string> = new Set(['kubectl-last-applied', 'kubectl-applyset'])

/** Who owns the last-applied annotation with an Update applies client-side; an Apply entry that owns it is kubectl after its move. */
const annotationCandidate = (traces: Traces): Candidate | undefined => {
  const { applied, entries, desired } = traces
  if (applied === undefined) return undefined
  const owners = findOwners(entries, LAST_APPLIED_PATH)
  if (owners.some(({ operation }) => operation === 'Apply')) return undefined
  const [owner] = owners
  const manager = owner?.manager ?? 'kubectl-client-side-apply'
  if (!isAllowed('client-side', manager, traces)) return undefined
  return {
    mode: 'client-side',
    manager,
    deployer: findByManager(manager).find(({ previous }) => previous === 'last-applied'),
    by: 'last-applied',
    place: LAST_APPLIED_PLACE,
    fields: () => toFieldSet(applied, desired.kind.root),
    time: owner?.time ?? '',
  }
}

const LAST_APPLIED_PLACE = `metadata.annotations["${LAST_APPLIED}"]`

/** Who patches: the owner of the annotation, and known tools that keep their last set for themselves. */
const patchCandidates = (traces: Traces): readonly Candidate[] => {
  const annotated = annotationCandidate(traces)
  const found = annotated === undefined ? [] : [annotated]
  for (const entry of traces.entries) {
    if (entry.operation !== 'Update' || entry.subresource !== undefined) continue
    const deployer = findByManager(entry.manager).find(({ previous }) => previous === 'release')
    if (deployer !== undefined && isAllowed(deployer.mode, entry.manager, traces)) found.push(makeCandidate(entry, deployer, 'manager'))
  }
  return found
}
