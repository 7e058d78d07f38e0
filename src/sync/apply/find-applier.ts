import { LAST_APPLIED } from '../../model/annotations.ts'
import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, isRecord, own, recordOf, textOf } from '../../model/read.ts'
import type { Applier, CompareOptions, RecognisedDeployer, Writable } from '../comparison.ts'
import type { Deployer, Instruction } from '../deployers/deployer.ts'
import { findDeployer } from '../deployers/deployers.ts'
import { findByManager } from '../deployers/find-by-manager.ts'
import { matchesManager } from '../deployers/match-manager.ts'
import { managedEntries, type ManagedEntry } from '../fields/field-set.ts'
import type { PreparedObject } from '../sides/prepare-desired.ts'
import { recogniseByLikeness, recogniseByMark, type Candidate, type Traces } from './recognise.ts'
import { clientSideApplier, serverSideApplier, type ApplierFacts, type ResolvedApplier } from './resolved-applier.ts'

/**
 * Finds who applies: the caller's word, else what live shows. Ambiguous where two managers applied the object and the sets of both are
 * equally like the manifest.
 */
export const findApplier = (
  desired: PreparedObject,
  live: JsonRecord,
  options: CompareOptions,
): { readonly applier: ResolvedApplier; readonly ambiguous: boolean } => {
  const entries = managedEntries(live)
  const given = typeof options.applier === 'function' ? options.applier(refOf(live)) : options.applier
  if (typeof given === 'object') return { applier: asGiven(given, desired, { live, entries }, options), ambiguous: false }
  const named = options.deployer === undefined ? undefined : findDeployer(options.deployer)
  if (named !== undefined) return { applier: asNamed(named, desired, { live, entries }, options), ambiguous: false }
  const applied = appliedBefore(desired, live, undefined)
  const only = given === 'client-side' ? 'client' : given === 'server-side' ? 'server' : undefined
  const traces: Traces = { desired, live, entries, applied, only, manager: options.fieldManager }
  const marked = recogniseByMark(traces)
  if (marked !== undefined) return { applier: asRecognised(marked, traces, options), ambiguous: false }
  const { candidate, ambiguous } = recogniseByLikeness(traces)
  return { applier: candidate === undefined ? asNobody(traces, options) : asRecognised(candidate, traces, options), ambiguous }
}

interface LiveTraces {
  readonly live: JsonRecord
  readonly entries: readonly ManagedEntry[]
}

const resolve = (mode: Applier['mode'], desired: PreparedObject, facts: ApplierFacts): ResolvedApplier =>
  mode === 'server-side' ? serverSideApplier(desired, facts) : clientSideApplier(desired, mode, facts)

/** The caller's own applier; what is known of a tool by that name helps with its marks. */
const asGiven = (given: Applier, desired: PreparedObject, { live, entries }: LiveTraces, options: CompareOptions): ResolvedApplier => {
  const { mode, manager, force, takesOver = [], previous = options.previous } = given
  const deployer = findByManager(manager).find(one => one.mode === mode)
  return resolve(mode, desired, {
    manager,
    force,
    takesOver: [{ managers: takesOver }],
    previous,
    applied: readsApplied(mode, manager) ? appliedBefore(desired, live, deployer) : undefined,
    entries,
    deployer,
    recognised: recognised(deployer, { mode, manager, by: 'option' }, 'The option applier says so'),
    told: deployer === undefined ? undefined : findInstruction(deployer, desired, live),
  })
}

const asNamed = (deployer: Deployer, desired: PreparedObject, { live, entries }: LiveTraces, options: CompareOptions): ResolvedApplier => {
  const { mode, managers } = deployer
  const there = entries.find(entry => (entry.operation === 'Apply') === (mode === 'server-side') && matchesManager(managers, entry.manager))
  const manager = options.fieldManager ?? there?.manager ?? managers[0]
  return resolve(mode, desired, {
    manager,
    force: options.force ?? deployer.force,
    takesOver: deployer.takesOver,
    previous: options.previous,
    applied: deployer.previous === 'last-applied' || isKubectl(mode, manager) ? appliedBefore(desired, live, deployer) : undefined,
    entries,
    deployer,
    recognised: recognised(deployer, { mode, manager, by: 'option' }, 'The option deployer says so'),
    told: findInstruction(deployer, desired, live),
  })
}

const asRecognised = (candidate: Candidate, { desired, live, entries }: Traces, options: CompareOptions): ResolvedApplier => {
  const { mode, manager, deployer, by, place } = candidate
  return resolve(mode, desired, {
    manager,
    force: options.force ?? true,
    takesOver: deployer?.takesOver ?? [],
    previous: options.previous,
    applied: readsApplied(mode, manager) ? appliedBefore(desired, live, deployer) : undefined,
    entries,
    deployer,
    recognised: recognised(deployer, { mode, manager, by }, evidence(manager, by, place)),
    told: deployer === undefined ? undefined : findInstruction(deployer, desired, live),
  })
}

/** Of a server-side apply by the name `kubectl` the server itself reads the annotation (lastAppliedManager in k8s.io/apimachinery/pkg/util/managedfields). */
const isKubectl = (mode: Applier['mode'], manager: string): boolean => mode === 'server-side' && manager === 'kubectl'
const readsApplied = (mode: Applier['mode'], manager: string): boolean => mode === 'client-side' || isKubectl(mode, manager)

/** Nobody is known: whoever applies now has not applied before, unless the caller knows what was. */
const asNobody = ({ desired, entries, applied, only, manager }: Traces, options: CompareOptions): ResolvedApplier => {
  const patches = only === 'client' || (only === undefined && manager === undefined && (applied ?? options.previous) !== undefined)
  return resolve(patches ? 'client-side' : 'server-side', desired, {
    manager: manager ?? (patches ? 'kubectl-client-side-apply' : undefined),
    force: options.force ?? true,
    takesOver: [],
    previous: options.previous,
    applied: patches ? applied : undefined,
    entries,
    deployer: undefined,
    recognised: undefined,
    told: undefined,
  })
}

const recognised = (
  deployer: Deployer | undefined,
  { mode, manager, by }: Pick<RecognisedDeployer, 'mode' | 'manager' | 'by'>,
  text: string,
): RecognisedDeployer => {
  const found: Writable<RecognisedDeployer> = { mode, manager, by, evidence: text }
  if (deployer !== undefined) found.name = deployer.name
  if (deployer?.unrecorded === true) found.unrecorded = true
  return found
}

const evidence = (manager: string, by: RecognisedDeployer['by'], place: string | undefined): string => {
  if (place !== undefined) return `${manager} owns ${place}`
  return by === 'manager' ? `${manager} wrote the object` : `What ${manager} applied is most like the manifest`
}

/** What the object tells its deployer to leave alone. */
const findInstruction = (deployer: Deployer, desired: PreparedObject, live: JsonRecord): Instruction | undefined =>
  deployer.told?.find(({ key, value, fromLive }) => says(desired.object, key, value) || (fromLive && says(live, key, value)))

/** In an annotation or a label, in letters of either case (AnyInMetadata in fluxcd/pkg/ssa). */
const says = (object: JsonRecord, key: string, value: string): boolean =>
  ['annotations', 'labels'].some(field => textOf(own(recordOf(at(object, 'metadata', field)), key))?.toLowerCase() === value.toLowerCase())

/** What the annotation of a deployer says, kubectl's where it has none of its own; a text that is no object counts as none. */
const appliedBefore = ({ read }: PreparedObject, live: JsonRecord, deployer: Deployer | undefined): JsonRecord | undefined => {
  const text = own(recordOf(at(live, 'metadata', 'annotations')), deployer?.annotation ?? LAST_APPLIED)
  if (typeof text !== 'string') return undefined
  if (text !== read.text) {
    read.text = text
    read.applied = parsedObject(text)
  }
  return read.applied
}

const parsedObject = (text: string): JsonRecord | undefined => {
  try {
    const applied: unknown = JSON.parse(text)
    return isRecord(applied) ? applied : undefined
  } catch {
    return undefined
  }
}
