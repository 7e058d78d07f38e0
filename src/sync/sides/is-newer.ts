import { pointerTokens } from '../../model/field-path.ts'
import { nearestName } from '../../model/nearest-name.ts'
import { readClusterVersion, parseClusterVersion, type ClusterVersion, type KindSchema } from '../../schema/internal.ts'
import type { CompareOptions } from '../comparison.ts'
import type { SchemaFinding } from '../fields/merge-state.ts'

/** The newest Kubernetes 1.x that the bundled facts know; a test holds it to theirs, so that an import does not unpack them. */
const BUNDLED = 37

/**
 * True where a field that the bundled facts do not know may be one that the cluster knows: it is newer than they, the kind is built in, and the name is no
 * likely typo of one that they know.
 */
export const mayBeNewer = (
  { kind: what, pointer, known = [] }: SchemaFinding,
  kind: KindSchema,
  version: ClusterVersion | undefined,
): boolean =>
  version !== undefined &&
  version.minor > BUNDLED &&
  what === 'unknown-field' &&
  !kind.custom &&
  nearestName(pointerTokens(pointer)?.at(-1) ?? '', known) === undefined

/** The version of the cluster: the call's option, else that of its schemas. */
export const resolveVersion = ({ clusterVersion, schemas }: CompareOptions): ClusterVersion | undefined =>
  parseClusterVersion(clusterVersion) ?? readClusterVersion(schemas)
