import type { JsonRecord } from '../../model/kube-object.ts'
import type { Problem } from '../../model/problem.ts'
import { at, listOf, recordOf } from '../../model/read.ts'
import { sameQuantity } from '../../model/scalars/quantity.ts'
import type { ClusterVersion, SchemaNode } from '../../schema/internal.ts'
import type { ResolvedApplier } from '../apply/resolved-applier.ts'
import type { SchemaFinding } from '../fields/merge-state.ts'
import { mayBeNewer } from '../sides/is-newer.ts'
import type { PreparedObject } from '../sides/prepare-desired.ts'
import { checkChanged } from './check-changed.ts'
import { checkMounts } from './check-mounts.ts'
import { checkUpdate } from './check-update.ts'
import { isFrozen } from './immutable.ts'
import { reportAt } from './report.ts'

interface ChangedPlace {
  readonly elements: readonly string[]
  readonly change: { readonly pointer: string; readonly tokens: readonly (string | number)[] }
  readonly desired?: unknown
  readonly live?: unknown
  readonly node?: SchemaNode
}

/** What an apply is judged by. */
export interface RejectionFacts {
  readonly applier: ResolvedApplier
  readonly findings: readonly SchemaFinding[]
  /** The places that it would change, as managedFields and as RFC 6901 write them. */
  readonly places: readonly ChangedPlace[]
  readonly version: ClusterVersion | undefined
}

/** Finds why the server would refuse an apply, as far as that can be told from the two objects: its full validation is its own. */
export const findRejections = (
  desired: PreparedObject,
  live: JsonRecord,
  predicted: JsonRecord,
  facts: RejectionFacts,
): readonly Problem[] => {
  const { kindKey, kind } = desired
  const problems = facts.findings.length === 0 ? [] : refusedFindings(desired, facts)
  addRefusedMetadata(problems, desired, live, facts.applier)
  // What cannot be read is not validated.
  if (predicted === live || problems.length > 0) return problems
  // A default where live has nothing: parts of the object were taken away, for the server fills them in at its creation.
  for (const { elements, change, desired: wanted, live: there, node } of facts.places)
    if (isFrozen(kindKey, elements, live) && (wanted !== undefined || there !== undefined) && !isSameAmount(node, wanted, there))
      problems.push({ code: 'immutable', message: 'The field cannot change after the object was created', pointer: change.pointer })
  const creates = facts.places === WHOLE
  const report = reportAt(problems, [])
  if (!creates) checkUpdate(kindKey, predicted, live, { report, version: facts.version })
  const skipped = creates ? undefined : unvalidated(kindKey, facts.version)
  checkChanged({ value: predicted, live, node: kind.root }, facts.places, { problems, skips: skipped })
  if (skipped === undefined && !kind.custom) checkMounts(kindKey, predicted, live, report)
  return problems
}

/** Another spelling of an amount changes nothing (apiequality.Semantic). */
const isSameAmount = (node: SchemaNode | undefined, wanted: unknown, there: unknown): boolean =>
  node?.type === 'quantity' && sameQuantity(wanted, there)

/** Of what is created everything is new. */
export const WHOLE: readonly ChangedPlace[] = [{ elements: [], change: { pointer: '', tokens: [] } }]

/** A part of the spec that the server does not validate: the template of a StatefulSet, once it is created, before 1.34. */
const unvalidated = (kindKey: string, version: ClusterVersion | undefined): string | undefined =>
  kindKey === 'apps/StatefulSet' && version !== undefined && version.minor < 34 ? 'template' : undefined

type RefusalFacts = Pick<RejectionFacts, 'applier' | 'version'>

/** A finding for which the server refuses the apply. */
export const isRefused = ({ kind }: PreparedObject, { applier: { mode }, version }: RefusalFacts, finding: SchemaFinding): boolean => {
  const { kind: what, known } = finding
  if (what === 'schema-mismatch' || what === 'missing-key' || what === 'refused-order') return true
  if (mode !== 'server-side' || what === 'gated-field' || mayBeNewer(finding, kind, version)) return false
  // Below `type: object` without properties a custom resource takes any key and prunes it afterwards.
  return what === 'duplicate-key' || !kind.custom || (known ?? []).length > 0
}

const MESSAGES: Readonly<Record<Exclude<SchemaFinding['kind'], 'gated-field'>, string>> = {
  'schema-mismatch': 'The value is not of the type that the schema has there',
  'missing-key': 'An item of a list lacks the field that tells it from the others',
  'duplicate-key': 'Two items of a list have the same key; server-side apply refuses that',
  'refused-order': 'Items of the list have the same key, and the server refuses the patch that is made of them',
  'unknown-field': 'The schema has no such field; server-side apply refuses it',
}

const refusedFindings = (desired: PreparedObject, facts: RejectionFacts): Problem[] =>
  facts.findings.flatMap(finding => {
    const { kind, pointer } = finding
    if (kind === 'gated-field' || !isRefused(desired, facts, finding)) return []
    return [{ code: kind === 'refused-order' ? 'duplicate-key' : kind, message: MESSAGES[kind], pointer }]
  })

const STATE = ['uid', 'resourceVersion']

const addRefusedMetadata = (problems: Problem[], { object }: PreparedObject, live: JsonRecord, { mode }: ResolvedApplier): void => {
  const metadata = recordOf(object['metadata'])
  if (mode === 'server-side' && listOf(metadata['managedFields']).length > 0)
    problems.push({
      code: 'managed-fields',
      message: 'metadata.managedFields must not be in what is applied',
      pointer: '/metadata/managedFields',
    })
  for (const field of STATE) {
    const wanted = metadata[field]
    if (typeof wanted === 'string' && wanted !== '' && wanted !== at(live, 'metadata', field))
      problems.push({
        code: 'stale-object',
        message: `metadata.${field} is that of another state of the object`,
        pointer: `/metadata/${field}`,
      })
  }
}
