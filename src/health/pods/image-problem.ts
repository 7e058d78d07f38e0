import type { JsonRecord } from '../../model/kube-object.ts'
import { textOf } from '../../model/read.ts'
import { after, joined, oneLine } from '../verdict/texts.ts'
import { plainError } from '../events/plain-error.ts'
import type { PodProblem } from './pod-problem.ts'

/** Waiting reasons that are about an image (pkg/kubelet/images/types.go). */
export const IMAGE_REASONS: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
])

/** Texts that Events of the pod add: the registry's answer, and a pull secret that is not there. */
export interface PullHints {
  readonly pull: () => string
  readonly secret: () => string
}

/** The problem of a container whose image is not there, the verdict before the name: `Image not found: api:2.0`. */
export const imageProblem = (
  reason: string,
  message: string,
  { status, spec, hints }: { readonly status: JsonRecord; readonly spec: JsonRecord | undefined; readonly hints: PullHints },
): PodProblem => {
  const container = textOf(status['name']) ?? ''
  const image = textOf(spec?.['image']) ?? textOf(status['image']) ?? ''
  const predicate =
    image === '' ? `Image of container ${container} cannot be pulled` : (STANDING[reason]?.(image) ?? pullText(image, message, hints))
  return { reason, container, subject: '', image, predicate, details: [], restarts: 0 }
}

const STANDING: Readonly<Record<string, (image: string) => string>> = {
  InvalidImageName: image => `Not a valid image name: ${image}`,
  ErrImageNeverPull: image => `Image is not on the node, and imagePullPolicy Never forbids to pull it: ${shortImage(image)}`,
  ImageInspectError: image => `Image cannot be inspected on the node: ${shortImage(image)}`,
  SignatureValidationFailed: image => `Signature of the image is not valid: ${shortImage(image)}`,
}

const pullText = (image: string, message: string, { pull, secret }: PullHints): string => {
  const said = [message, pull()]
  for (const text of said) {
    const found = PULL_FAILURES.find(([form]) => form.test(text))
    if (found === undefined) continue
    return joined(`${found[1](findRegistry(image))}: ${shortImage(image)}`, found[2] === true ? secret() : '')
  }
  const rest = plainError(
    oneLine(said.find(text => text !== '') ?? '').replace(/^Back-off pulling image "[^"]{0,1024}"(?:: (?:ErrImagePull: )?)?/, ''),
  )
  return joined(`Image cannot be pulled: ${shortImage(image)}${after(rest)}`, secret())
}

type PullFailure = readonly [form: RegExp, tell: (registry: string) => string, mayLackSecret?: true]

/** Words of containerd, CRI-O and registries, most telling first. */
const PULL_FAILURES: readonly PullFailure[] = [
  [/toomanyrequests|429 Too Many/i, registry => `Registry ${registry} limits the rate`],
  [
    /unauthorized|authentication required|authorization failed|access denied|denied:|403 Forbidden|401 Unauthorized|no basic auth/i,
    () => 'Access to the image is denied',
    true,
  ],
  [/no match for platform|no matching manifest/i, () => "Image has no variant for the node's platform"],
  [/not found|manifest unknown|name unknown|does not exist|404/i, () => 'Image not found'],
  [/x509|certificate/i, registry => `Certificate of the registry ${registry} is not trusted`],
  [/no such host/i, registry => `Name of the registry ${registry} cannot be resolved`],
  [
    /timeout|timed out|deadline exceeded|connection refused|connection reset|dial tcp|unreachable|EOF/i,
    registry => `Registry ${registry} cannot be reached`,
  ],
  [/no space left/i, () => 'Disk of the node is full, so the image cannot be pulled'],
]

/** `registry.example.com/shop/api:2.0` as people call it: `api:2.0`. */
const shortImage = (image: string): string => image.slice(image.lastIndexOf('/') + 1)

/** The host that an image is pulled from (distribution/reference): the first part where it looks like one, else Docker Hub. */
const findRegistry = (image: string): string => {
  const slash = image.indexOf('/')
  const host = slash < 0 ? '' : image.slice(0, slash)
  return /[.:]/.test(host) || host === 'localhost' ? host : 'docker.io'
}
