import type { ObjectAssessment } from '../index.ts'

/** All assessments below some, themselves first. */
const withChildren = (objects: readonly ObjectAssessment[]): readonly ObjectAssessment[] =>
  objects.flatMap(object => [object, ...withChildren(object.children)])

/**
 * The objects that a name on the command line can mean, as kubectl takes them: `web`, `deployment/web`, `deployments/web`,
 * `deployment.apps/web`, in any case; with a namespace before the name, `shop/web`, or `deployment/shop/web`.
 */
export const findObjects = (objects: readonly ObjectAssessment[], text: string, namespace: string | undefined): readonly ObjectAssessment[] => {
  const parts = text.split('/')
  const name = parts.at(-1) ?? ''
  const rest = parts.slice(0, -1)
  return withChildren(objects).filter(({ ref }) => {
    if (ref.name !== name || (namespace !== undefined && ref.namespace !== '' && ref.namespace !== namespace)) return false
    if (rest.length === 2) return isKind(rest[0] ?? '', ref) && rest[1] === ref.namespace
    return rest.every(part => isKind(part, ref) || part === ref.namespace)
  })
}

const isKind = (text: string, { group, kind }: ObjectAssessment['ref']): boolean => {
  const [word = '', ...groups] = text.toLowerCase().split('.')
  const plain = kind.toLowerCase()
  const plurals = [plain, `${plain}s`, `${plain}es`, plain.replace(/y$/, 'ies')]
  return plurals.includes(word) && (groups.length === 0 || group.startsWith(groups.join('.')))
}
