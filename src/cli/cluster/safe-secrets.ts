import { hashSecret } from '../../index.ts'
import type { KubeObjectLike } from '../../index.ts'
import { hashInfo, isSecret } from '../../secrets/index.ts'
import { hashedAnnotation, saltDigest } from '../../secrets/internal.ts'
import { LAST_APPLIED } from '../../model/annotations.ts'
import { itemsOf } from '../../model/list-items.ts'
import { at, isRecord, recordOf, textOf } from '../../model/read.ts'
import type { RecordedApplication } from '../../sources/index.ts'
import { valuesOfSecret } from '../input/secret-values.ts'
import type { SecretValue } from '../input/secret-values.ts'
import { parseJson } from './parse-json.ts'

/** Secrets as they come from a cluster: hashed before anything else sees them, their values known to the run's redactor alone. */
export interface SecretVault {
  /** An object as it may stay in memory: a Secret with hashes in place of its values. */
  seal(object: KubeObjectLike): KubeObjectLike
  /** The same for what is recorded, whose manifests hold Secrets. */
  sealRecorded(recorded: RecordedApplication): RecordedApplication
  /** The strong values of all Secrets that it saw. */
  values(): readonly SecretValue[]
}

/** Shorter ones are ports, flags and user names, which stand in every log and would hide half of what is shown. */
const STRONG = 12
/** The longest value that a redactor takes. */
const LONGEST = 65_536

/**
 * A Secret with hashes in place of its values; what cannot be hashed is no more than its identity. Its mark names the salt, as the salt of a run is random:
 * nobody can guess it, and what the run hashed is told from what came with a mark.
 */
const sealSecret = (secret: KubeObjectLike, salt: string): KubeObjectLike => {
  const hashed = hashSecret(secret, { salt })
  if (!hashed.visible)
    return { apiVersion: 'v1', kind: 'Secret', metadata: { name: objectName(secret), namespace: objectNamespace(secret) } }
  const metadata = recordOf(hashed.value.metadata)
  const annotations = { ...recordOf(metadata['annotations']), [hashedAnnotation]: `sha256 ${saltDigest(salt)}` }
  return { ...hashed.value, metadata: { ...metadata, annotations } }
}

/** A vault that hashes with the salt of the run. */
export const createVault = (salt: string): SecretVault => {
  const strong = new Map<string, SecretValue>()
  const hash = (secret: KubeObjectLike): KubeObjectLike => {
    for (const named of valuesOfSecret(secret))
      if (named !== undefined && named.value.length >= STRONG && named.value.length <= LONGEST) strong.set(named.value, named)
    return sealSecret(secret, salt)
  }
  // Nobody else knows the salt of the run, so its digest tells what was hashed here: a manifest that a Secret carried was, with the Secret.
  const digest = saltDigest(salt)
  const isSealed = (object: KubeObjectLike): boolean => hashInfo(object)?.saltDigest === digest
  const seal = (object: KubeObjectLike): KubeObjectLike =>
    isSecret(object) && !isSealed(object) ? withAppliedCopy(hash(object), object, hash) : object
  return {
    seal,
    sealRecorded: recorded => ({
      ...recorded,
      deployments: recorded.deployments.map(deployment => sealDeployment(deployment, seal)),
      appliers: recorded.appliers.map(({ ref, applier }) => ({
        ref,
        applier: applier.previous === undefined ? applier : { ...applier, previous: seal(applier.previous) },
      })),
    }),
    values: () => [...strong.values()],
  }
}

type Sealable = RecordedApplication['deployments'][number]
type Seal = SecretVault['seal']

const sealDeployment = ({ desired, steps, ...rest }: Sealable, seal: Seal): Sealable => ({
  ...rest,
  ...(desired === undefined ? undefined : { desired: sealDesired(desired, seal) }),
  ...(steps === undefined
    ? undefined
    : { steps: steps.map(({ desired: own, ...step }) => (own === undefined ? step : { ...step, desired: sealDesired(own, seal) })) }),
})

const sealDesired = (desired: NonNullable<Sealable['desired']>, seal: Seal): NonNullable<Sealable['desired']> =>
  desired.flatMap(itemsOf).map(seal)

/** The manifest that kubectl left on a Secret stays, with hashes in place of its values: it says what was applied. */
const withAppliedCopy = (hashed: KubeObjectLike, secret: KubeObjectLike, hash: Seal): KubeObjectLike => {
  const copy = parseJson(textOf(at(secret, 'metadata', 'annotations', LAST_APPLIED)) ?? '')
  if (!isRecord(copy) || !isSecret(copy)) return hashed
  const { metadata, ...rest } = hashed as { readonly metadata?: { readonly annotations?: object } }
  const annotations = { ...metadata?.annotations, [LAST_APPLIED]: JSON.stringify(hash(copy)) }
  return { ...rest, metadata: { ...metadata, annotations } }
}

const objectName = (object: KubeObjectLike): string => textOf(at(object, 'metadata', 'name')) ?? ''
const objectNamespace = (object: KubeObjectLike): string => textOf(at(object, 'metadata', 'namespace')) ?? ''
