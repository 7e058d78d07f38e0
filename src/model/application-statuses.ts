import type { ApplicationStatus } from './vocabulary.ts'
import type { StatusPresentation } from './status-presentation.ts'

/**
 * The eight labels of an application as the product shows them: label, icon, colour and meaning.
 *
 * @example
 * ```ts
 * import { applicationStatuses } from 'live-object-status/status'
 *
 * applicationStatuses.find(({ status }) => status === 'Waiting')?.colour // => 'blue'
 * ```
 */
export const applicationStatuses: readonly StatusPresentation<ApplicationStatus>[] = [
  { status: 'Progressing', icon: 'circle-notch', colour: 'blue', description: 'Objects of the application are in a progressing state.' },
  {
    status: 'Healthy',
    icon: 'heart',
    colour: 'green',
    description: 'The objects in the cluster match what the last deployment specified.',
  },
  { status: 'Unknown', icon: 'question', colour: 'grey', description: 'There is trouble getting live status for the application.' },
  { status: 'Degraded', icon: 'heart-crack', colour: 'red', description: 'Objects had errors after the deployment completed.' },
  { status: 'Out of Sync', icon: 'arrow-up', colour: 'orange', description: 'The objects no longer match what was last deployed.' },
  { status: 'Missing', icon: 'ghost', colour: 'grey', description: 'Objects are missing from the cluster.' },
  {
    status: 'Unavailable',
    icon: 'circle-exclamation',
    colour: 'red',
    description: 'There is no live status because the last deployment failed.',
  },
  { status: 'Waiting', icon: 'hourglass', colour: 'blue', description: 'Live status comes once the deployment completes.' },
]
