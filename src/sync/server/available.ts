import { NEVER, type SchemaNode } from '../../schema/internal.ts'
import type { FieldSet } from '../fields/field-set.ts'
import { find, type MergeState, type SchemaFinding } from '../fields/merge-state.ts'

/**
 * Tells why the server drops a field that live does not have yet, by its version; undefined where it keeps it. Where nobody said the version:
 * the feature is taken to be on, unless the manager's own set has the field already, which live would show then, and unless only
 * the newest version, or none, has it on.
 *
 * Source: dropDisabledFields in the strategies of pkg/registry and in pkg/api/pod, which leave managedFields as they are.
 */
export const dropReason = (
  field: SchemaNode,
  node: SchemaNode,
  key: string,
  walk: MergeState,
  mine?: FieldSet,
): SchemaFinding['kind'] | undefined => {
  const struct = node.struct?.type ?? ''
  const kept = PLACES.get(`${struct}.${key}`)?.(walk.tokens, field) ?? field.kept
  const { version } = walk
  if (version === undefined ? kept < NEWEST && mine === undefined : version.minor >= kept) return undefined
  const kind = version !== undefined && version.minor < field.known ? 'unknown-field' : 'gated-field'
  find(walk, { kind, struct, ...(kept === NEVER ? undefined : { since: kept }) }, key)
  return kind
}

/** The newest version that the facts know: what it switched on is off in all others. */
const NEWEST = 37

/** Features that act by place: since which 1.x the field is kept where the walk is. */
const PLACES: ReadonlyMap<string, (tokens: readonly (string | number)[], field: SchemaNode) => number> = new Map([
  // The gate acts on claims alone, not on the templates of a StatefulSet or of an ephemeral volume (dropDisabledFields of the claim's strategy).
  ['core/v1.PersistentVolumeClaimSpec.volumeAttributesClassName', (tokens, field) => (tokens.length > 1 ? field.known : field.kept)],
  // Sidecars are kept since 1.29; in other containers the field belongs to a later feature (dropContainerRestartRules).
  ['core/v1.Container.restartPolicy', (tokens, field) => (tokens.at(-2) === 'containers' ? 35 : field.kept)],
  // Dropped when a Job is made and not when it is changed, and then it is refused (PrepareForCreate in pkg/registry/batch/job).
  ['batch/v1.JobSpec.managedBy', (_, field) => field.known],
  // The whole volume goes with its mounts, which a rule of the pod's spec does (dropImageVolumes).
  ['core/v1.Volume.image', (_, field) => field.known],
])

/** The value that stands in for one that the server does not take; undefined where it drops the field. */
export const valueInstead = (node: SchemaNode, key: string): unknown => INSTEAD.get(`${node.struct?.type ?? ''}.${key}`)

/** dropDisabledProcMountField in pkg/api/pod. */
const INSTEAD: ReadonlyMap<string, unknown> = new Map([['core/v1.SecurityContext.procMount', 'Default']])
