import { globMatches } from '../../model/glob.ts'

/** Whether a manager is one of these names, which may be globs. */
export const matchesManager = (names: readonly string[], manager: string): boolean =>
  names.some(name => name === manager || (name.includes('*') && globMatches(name, manager)))
