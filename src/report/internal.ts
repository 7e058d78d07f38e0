/** The door for cli/; no part of the public interface. */
export { chooseCommand } from './order/choose-command.ts'
export { quoteArgument } from './order/command-text.ts'
export { findEvidence, listEvents } from './order/find-evidence.ts'
export { indexLive } from './order/live-index.ts'
export { hangText } from './text/hang-text.ts'
