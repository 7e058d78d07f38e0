/** The door for those who print: the names of tools, and who wrote a field. It loads nothing else. */
export { DEPLOYER_NAMES } from './deployer-names.ts'
export { shownAuthor } from './difference/shown-author.ts'
