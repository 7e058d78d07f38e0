/** The door for cli/; no part of the public interface. */
export { chooseCommand, preferCommand } from './order/choose-command.ts'
export { typeCommand } from './order/command-text.ts'
export { findEvidence, listEvents } from './order/find-evidence.ts'
export { lineHunks } from './line-hunks.ts'
export { indexLive } from './order/live-index.ts'
