import type { ObjectRef } from '../identity.ts'

/** The command by which kubectl describes an object, as arguments. None for a name that would be read as an option. */
export const describeCommand = ({ group, kind, namespace, name }: ObjectRef): readonly string[] | undefined => {
  if (kind === '' || name === '' || [kind, namespace, name].some(word => word.startsWith('-'))) return undefined
  const resource = `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}`
  return ['kubectl', 'describe', resource, name, ...(namespace === '' ? [] : ['-n', namespace])]
}
