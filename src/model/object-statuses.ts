import type { ObjectStatus } from './vocabulary.ts'
import type { StatusPresentation } from './status-presentation.ts'

/**
 * The eight labels of an object as the product shows them: label, icon, colour and meaning.
 *
 * @example
 * ```ts
 * import { objectStatuses } from 'live-object-status/status'
 *
 * objectStatuses.find(({ status }) => status === 'Missing')?.icon // => 'ghost'
 * ```
 */
export const objectStatuses: readonly StatusPresentation<ObjectStatus>[] = [
  { status: 'Progressing', icon: 'circle-notch', colour: 'blue', description: 'It is attempting to reach its desired state.' },
  { status: 'Healthy', icon: 'heart', colour: 'green', description: 'It is in sync and reports that it runs as expected.' },
  { status: 'Unknown', icon: 'question', colour: 'grey', description: 'There is no up-to-date information about it.' },
  { status: 'Degraded', icon: 'heart-crack', colour: 'red', description: 'It has run into a problem; look at its logs or events.' },
  { status: 'Out of Sync', icon: 'arrow-up', colour: 'orange', description: 'The live manifest is not what was applied.' },
  { status: 'Missing', icon: 'ghost', colour: 'grey', description: 'It is not in the cluster.' },
  { status: 'In Sync', icon: 'check', colour: 'green', description: 'It matches what was applied and reports no health of its own.' },
  { status: 'Suspended', icon: 'pause', colour: 'grey', description: 'It is suspended, as a Job that is not currently running.' },
]
