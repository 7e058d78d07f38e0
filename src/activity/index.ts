export { parseLogLines, type LogOptions } from './parse-log-lines.ts'
export { presentEvents, type EventOptions, type PresentedEvent } from './present-events.ts'
