import { isTrue, liveCondition } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, textOf } from '../../model/read.ts'
import type { Trouble } from '../graph/fault.ts'
import type { Look } from '../graph/look.ts'
import { conditionWords, eventWords, wordsAt } from '../graph/words.ts'

const REASONS = ['ProvisioningFailed', 'FailedBinding', 'ExternalProvisioning', 'WaitForPodScheduled', 'FailedMount'] as const
const RESIZE = ['ControllerResizeError', 'NodeResizeError', 'ModifyVolumeError'] as const

/** A claim that has no volume, lost it, or cannot have it changed: the words are in Events of the volume controllers and provisioners. */
export const claimTroubles = (live: JsonRecord, look: Look): readonly Trouble[] => {
  const phase = textOf(at(live, 'status', 'phase')) ?? ''
  const words = eventWords(live, look, phase === 'Bound' ? ['VolumeResizeFailed'] : REASONS)
  if (phase === 'Lost') return [{ what: 'pending', words, fault: { reason: 'Failing' } }]
  if (phase === 'Bound') {
    const type = RESIZE.find(each => isTrue(liveCondition(live, each)))
    if (type === undefined) return []
    const said = conditionWords(live, type)
    return [{ what: 'condition', words: said, fault: { reason: 'Failing', quote: (said[0] ?? words[0])?.quote } }]
  }
  const failed = words.find(({ field }) => field.endsWith('ProvisioningFailed') || field.endsWith('FailedBinding'))
  return [{ what: 'pending', words, fault: failed && { reason: 'Failing', quote: failed.quote, since: undefined } }]
}

/** A volume that failed, or was released and is wanted again. */
export const volumeTroubles = (live: JsonRecord): readonly Trouble[] => {
  const phase = textOf(at(live, 'status', 'phase')) ?? ''
  if (phase !== 'Failed') return []
  const words = wordsAt(live, ['status', 'message'], 'status.message')
  return [{ what: 'condition', words, fault: { reason: 'Failing', quote: words[0]?.quote } }]
}

/** An attachment of which the driver says that it fails. */
export const attachmentTroubles = (live: JsonRecord): readonly Trouble[] => {
  const words = wordsAt(live, ['status', 'attachError', 'message'], 'status.attachError.message')
  return words.length === 0 ? [] : [{ what: 'condition', words, fault: { reason: 'Failing', quote: words[0]?.quote } }]
}
