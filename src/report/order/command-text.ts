/** Text that every POSIX shell takes as it is, wherever it stands. */
const PLAIN = /^[A-Za-z0-9_/.:@%+,-][A-Za-z0-9_/.:@%+,=-]*$/

/**
 * One argument as a POSIX shell reads it back: within single quotes nothing has a meaning but the quote itself (POSIX.1-2024, Shell Command Language 2.2.2).
 */
export const quoteArgument = (argument: string): string =>
  PLAIN.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`

/** A command as it is typed in a POSIX shell. */
export const typeCommand = (command: readonly string[]): string => command.map(quoteArgument).join(' ')
