import type { JsonRecord } from '../../model/kube-object.ts'
import { isRecord, recordOf } from '../../model/read.ts'
import { hashInfo, isSecret, type HashInfo } from '../../secrets/index.ts'
import type { SecretHashing } from '../../redact/internal.ts'

/** Both sides of a comparison in one form: both clear, or both hashed alike. */
export interface SecretSides {
  readonly desired: JsonRecord
  readonly live: JsonRecord
  /** They are Secrets. */
  readonly secret: boolean
  /** The values are hashes already, and may be shown as they are. */
  readonly hashed: boolean
  /** They are hashes of which nobody can tell whether one salt made both: a difference may be one of salts. */
  readonly isSaltUnknown?: boolean
}

/** Why two sides cannot be compared. */
export type SecretObstacle = 'HashedWithoutSalt' | 'DifferentSalts'

/**
 * Brings the sides of a Secret together where one of them came hashed (by `hashSecret`, which marks its output): equal hashes are equal;
 * a clear side is hashed with the salt of the options, where that is the salt of the other.
 */
export const secretSides = (desired: JsonRecord, live: JsonRecord, hashing: SecretHashing | undefined): SecretSides | SecretObstacle => {
  if (!isSecret(live) && !isSecret(desired)) return { desired, live, secret: false, hashed: false }
  const [wanted, there] = [hashInfo(desired), hashInfo(live)]
  if (wanted === undefined && there === undefined) return { desired, live, secret: true, hashed: false }
  if (wanted !== undefined && there !== undefined)
    return mayBeOneSalt(wanted, there) ? hashedAlike(desired, live, wanted) : 'DifferentSalts'
  return hashedSides({ desired, live }, wanted, there, hashing)
}

/** One side is hashed: the other is hashed the same way. */
const hashedSides = (
  sides: { desired: JsonRecord; live: JsonRecord },
  wanted: HashInfo | undefined,
  there: HashInfo | undefined,
  hashing: SecretHashing | undefined,
): SecretSides | SecretObstacle => {
  const known = wanted ?? there
  if (hashing === undefined || known === undefined) return 'HashedWithoutSalt'
  if (!mayBeOneSalt(known, hashing.info)) return 'DifferentSalts'
  const desired = wanted === undefined ? hashed(sides.desired, sides.live, hashing) : sides.desired
  const live = there === undefined ? hashed(sides.live, sides.live, hashing) : sides.live
  return desired === undefined || live === undefined ? 'HashedWithoutSalt' : hashedAlike(desired, live, known)
}

const hashedAlike = (desired: JsonRecord, live: JsonRecord, { saltDigest }: HashInfo): SecretSides => ({
  desired: unmarked(desired),
  live: unmarked(live),
  secret: true,
  hashed: true,
  isSaltUnknown: saltDigest === undefined,
})

/** Hashes without a digest of their salt, as those of 'sha256' are, count as made with one. */
const mayBeOneSalt = (a: HashInfo, b: HashInfo): boolean =>
  a.scheme === b.scheme && (a.saltDigest === undefined || b.saltDigest === undefined || a.saltDigest === b.saltDigest)

/** A manifest may leave its namespace out; the keyed scheme binds hashes to where the object really is. */
const hashed = (secret: JsonRecord, live: JsonRecord, hashing: SecretHashing): JsonRecord | undefined => {
  const metadata = { ...recordOf(secret['metadata']), namespace: recordOf(live['metadata'])['namespace'] }
  const result = hashing.hashSecret({ ...secret, metadata })
  return isRecord(result) ? result : undefined
}

/** Without the annotation that marks a hashed Secret, which is no part of what was deployed. */
const unmarked = (secret: JsonRecord): JsonRecord => {
  const metadata = recordOf(secret['metadata'])
  const annotations = recordOf(metadata['annotations'])
  const { 'live-object-status/hashed': mark, ...others } = annotations
  return mark === undefined ? secret : { ...secret, metadata: { ...metadata, annotations: others } }
}
