import type { ObjectRef } from '../../model/identity.ts'

/** Text that every POSIX shell takes as it is, wherever it stands. */
const PLAIN = /^[A-Za-z0-9_/.:@%+,-][A-Za-z0-9_/.:@%+,=-]*$/

/**
 * One argument as a POSIX shell reads it back: within single quotes nothing has a meaning but the quote itself (POSIX.1-2024, Shell Command Language 2.2.2).
 */
export const quoteArgument = (argument: string): string =>
  PLAIN.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`

/** How an object describes itself. None for a name that would be read as an option. */
export const describeCommand = ({ group, kind, namespace, name }: ObjectRef): readonly string[] | undefined => {
  if (kind === '' || name === '' || [kind, namespace, name].some(word => word.startsWith('-'))) return undefined
  const resource = `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}`
  return ['kubectl', 'describe', resource, name, ...(namespace === '' ? [] : ['-n', namespace])]
}
