import { at, recordsOf, textOf } from '../../model/read.ts'
import { lookFor, readNamespace } from '../graph/look.ts'
import { eventWords } from '../graph/words.ts'
import { absent, outside } from './names.ts'
import type { Named, Sentence, SentencePlace } from './sentence.ts'

/**
 * Sentences that kubelet repeats of a runtime that could not pull an image (pkg/kubelet/images; containerd's remotes/docker, CRI-O's containers/image).
 * The image is in quotes; what follows says whether the registry, the repository or the image is at fault.
 */
export const images: readonly Sentence[] = [
  {
    in: ['image'],
    form: /[Pp]ull(?:ing)? image "([^"]+)":? ?([^]*)/,
    names: ([, image = '', why = ''], place) => blamed(image, why, place),
  },
]

/** The host of an image; none is Docker Hub's (distribution/reference). */
export const registryHost = (image: string): string => {
  const [first = '', ...rest] = image.split('/')
  return rest.length > 0 && (first.includes('.') || first.includes(':') || first === 'localhost') ? first : 'docker.io'
}

/** The repository of an image: without tag and digest. */
const repositoryName = (image: string): string => {
  const [bare = ''] = image.split('@')
  const colon = bare.lastIndexOf(':')
  return colon > bare.lastIndexOf('/') ? bare.slice(0, colon) : bare
}

const LIMITED = /toomanyrequests|429 Too Many/i
const DENIED = /unauthorized|authentication required|authorization failed|access denied|denied:|403 Forbidden|401|no basic auth/i
const ABSENT = /not found|manifest unknown|name unknown|no match for platform|no matching manifest|does not exist/i
const SILENT =
  /timeout|timed out|deadline exceeded|connection refused|connection reset|dial tcp|no such host|unreachable|server misbehaving|x509|certificate|EOF|50\d |5\d\d (?:Internal|Bad|Service|Gateway)|tls:/i

const blamed = (image: string, why: string, place: SentencePlace): readonly Named[] => {
  if (LIMITED.test(why)) return outside('registry', registryHost(image), 'RegistryRefuses', place)
  if (DENIED.test(why)) return missingLogin(place) ?? outside('repository', repositoryName(image), 'ImageRefused', place)
  if (ABSENT.test(why) && !/no such host/i.test(why)) return outside('image', image, 'ImageNotFound', place)
  return SILENT.test(why) ? outside('registry', registryHost(image), 'RegistryRefuses', place) : []
}

/** kubelet: `Unable to retrieve some image pull secrets (reg-login); attempting to pull the image may not succeed.` */
const UNRETRIEVED = /image pull secrets \(([^()]+)\)/

/** Finds, where access is denied, the pull secrets that kubelet did not retrieve, or that are known not to be there. */
const missingLogin = (place: SentencePlace): readonly Named[] | undefined => {
  const { object, look } = place
  const namespace = readNamespace(object)
  const told = eventWords(object, look, ['FailedToRetrieveImagePullSecret']).flatMap(({ text }) =>
    (UNRETRIEVED.exec(text)?.[1] ?? '').split(','),
  )
  const declared = recordsOf(at(object, 'spec', 'imagePullSecrets')).flatMap(each => textOf(each['name']) ?? [])
  const names = told.map(name => name.trim()).filter(name => name !== '')
  const gone = declared.filter(name => {
    const presence = lookFor('Secret', namespace, name, { ...look, unseen: () => undefined })
    return 'absent' in presence && presence.absent
  })
  const missing = Array.from(new Set([...names, ...gone])).flatMap(name => absent('Secret', namespace, name, place))
  return missing.length === 0 ? undefined : missing
}
