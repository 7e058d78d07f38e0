import type { ObjectAssessment, Shown } from '../index.ts'

/** All assessments below some, themselves first. */
const withChildren = (objects: readonly Shown<ObjectAssessment>[]): readonly Shown<ObjectAssessment>[] =>
  objects.flatMap(object => [object, ...withChildren(object.children)])

/** The short names that kubectl takes, as the API serves them in discovery. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  cj: 'cronjob',
  cm: 'configmap',
  crd: 'customresourcedefinition',
  deploy: 'deployment',
  ds: 'daemonset',
  ep: 'endpoints',
  hpa: 'horizontalpodautoscaler',
  ing: 'ingress',
  netpol: 'networkpolicy',
  no: 'node',
  ns: 'namespace',
  pdb: 'poddisruptionbudget',
  po: 'pod',
  pv: 'persistentvolume',
  pvc: 'persistentvolumeclaim',
  quota: 'resourcequota',
  rc: 'replicationcontroller',
  rs: 'replicaset',
  sa: 'serviceaccount',
  sc: 'storageclass',
  sts: 'statefulset',
  svc: 'service',
}

/**
 * The objects that a name on the command line can mean, as kubectl takes them: `web`, `deployment/web`, `deployments/web`,
 * `deployment.apps/web`, in any case; with a namespace before the name, `shop/web`, or `deployment/shop/web`.
 */
export const findObjects = (
  objects: readonly Shown<ObjectAssessment>[],
  text: string,
  namespace: string | undefined,
): readonly Shown<ObjectAssessment>[] => {
  const parts = text.split('/')
  const name = parts.at(-1) ?? ''
  const rest = parts.slice(0, -1)
  return withChildren(objects).filter(({ ref }) => {
    if (ref.name !== name || (namespace !== undefined && ref.namespace !== '' && ref.namespace !== namespace)) return false
    if (rest.length === 2) return isKind(rest[0] ?? '', ref) && rest[1] === ref.namespace
    return rest.every(part => isKind(part, ref) || part === ref.namespace)
  })
}

/** True where a word names the kind of an object: `deploy`, `deployments`, `deployment.apps`. */
export const isKind = (text: string, { group, kind }: ObjectAssessment['ref']): boolean => {
  const [word = '', ...groups] = text.toLowerCase().split('.')
  const plain = kind.toLowerCase()
  const names = [plain, `${plain}s`, `${plain}es`, plain.replace(/y$/, 'ies')]
  const named = names.includes(word) || (Object.hasOwn(SHORT_NAMES, word) && SHORT_NAMES[word] === plain)
  return named && (groups.length === 0 || group.startsWith(groups.join('.')))
}
