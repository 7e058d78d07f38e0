/** The door for those who print, and offer, the names of tools: it loads nothing else. */
export { DEPLOYER_NAMES } from './deployer-names.ts'
