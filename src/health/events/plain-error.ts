import { oneLine } from '../verdict/texts.ts'

/**
 * Takes the end of what kubelet, a container runtime, a driver or the API server says of a failure, without what each layer put in front: of `failed to create task:
 * runc create failed: unable to start container process: exec: "nope": not found` the end alone tells.
 */
export const plainError = (text: string): string => {
  const mount = mountError(text)
  if (mount !== undefined) return mount
  const bare = unwrapped(oneLine(text)).replace(/: unknown$/, '')
  const [, kind = '', name = ''] = NOT_FOUND.exec(bare) ?? []
  return kind === '' ? bare : `${KINDS[kind] ?? kind} ${name} does not exist`
}

/** `secret "keys" not found`, whatever stands before it. */
const NOT_FOUND = /(?:^|: )([a-z][a-z.\d]{0,80}) "([^"]{1,253})" not found\.?$/

/** As the API server writes resources, and as people call them. */
const KINDS: Readonly<Record<string, string>> = {
  configmap: 'ConfigMap',
  secret: 'Secret',
  serviceaccount: 'ServiceAccount',
  persistentvolumeclaim: 'PersistentVolumeClaim',
  persistentvolume: 'PersistentVolume',
  'storageclass.storage.k8s.io': 'Storage class',
  'resourceclaim.resource.k8s.io': 'ResourceClaim',
  'deployments.apps': 'Deployment',
  'statefulsets.apps': 'StatefulSet',
  namespaces: 'Namespace',
  services: 'Service',
}

const unwrapped = (text: string): string => {
  const bare = text.replace(/^code = \w{1,40} desc = /, '')
  const colon = bare.indexOf(':')
  return colon >= 0 && bare.startsWith(': ', colon) && WRAPPER.test(bare.slice(0, colon)) ? unwrapped(bare.slice(colon + 2)) : bare
}
const WRAPPER = /^(?:failed to|unable to|rpc error|error$|MountVolume\.SetUp failed|MapVolume\.|prepare dynamic resources$)| failed ?$/i

/** kubelet tells a mount in several lines, of which the last has the reason and one the server: `Mounting arguments: -t nfs nas:/export /var/lib/…`. */
const mountError = (message: string): string | undefined => {
  const text = message.replaceAll(/ (?=Mounting arguments: |Output: )/g, '\n')
  const [, said = ''] = /\nOutput: ([^\n]+)/.exec(text) ?? []
  if (said === '') return undefined
  const words = (/\nMounting arguments: ([^\n]+)/.exec(text)?.[1] ?? '').split(' ')
  const source = words.at(-2)
  return source === undefined || said.includes(source) ? said.trim() : `${said.trim()} (${source})`
}
