import type { JsonRecord } from '../../model/kube-object.ts'
import { at } from '../../model/read.ts'

/** True where the controller of a kind replaces pods that run when their template changed, as the object says after the apply. */
const ROLLS: Readonly<Record<string, (predicted: JsonRecord) => boolean>> = {
  'apps/Deployment': predicted => at(predicted, 'spec', 'paused') !== true && at(predicted, 'spec', 'replicas') !== 0,
  'apps/DaemonSet': predicted => !onDelete(predicted),
  'apps/StatefulSet': predicted =>
    !onDelete(predicted) &&
    number(at(predicted, 'spec', 'updateStrategy', 'rollingUpdate', 'partition'), 0) < number(at(predicted, 'spec', 'replicas'), 1),
}

/**
 * True where applying makes pods start again: by a change of the template (the order of its lists is part of it), or of the image in a Pod.
 * The pods of a ReplicaSet, a Job or a CronJob stay as they are: what these have in their template is for pods to come.
 */
export const restartsPods = (kindKey: string, predicted: JsonRecord, elements: readonly string[]): boolean => {
  if (elements[0] !== 'f:spec') return false
  if (kindKey === 'Pod') return elements[1] === 'f:containers' && elements[3] === 'f:image'
  return elements[1] === 'f:template' && Object.hasOwn(ROLLS, kindKey) && ROLLS[kindKey]?.(predicted) === true
}

const onDelete = (predicted: JsonRecord): boolean => at(predicted, 'spec', 'updateStrategy', 'type') === 'OnDelete'

const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
