import { at, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import { plainError } from '../events/plain-error.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
import { waiting } from '../verdict/lasting.ts'
import { degraded, healthy } from '../verdict/verdicts.ts'

/** Rests on what the CSI attacher writes: attached, or the error of its last attempt. */
export const volumeAttachment: KindRule = {
  for: ['storage.k8s.io/VolumeAttachment'],
  healthyWhen: 'the volume is attached',
  assess: (live, context) => {
    const error = at(live, 'status', 'attachError') ?? at(live, 'status', 'detachError')
    if (error !== undefined && error !== null) {
      const detaching = (at(live, 'status', 'attachError') ?? null) === null
      return degraded(
        detaching ? 'DetachError' : 'AttachError',
        `The volume cannot be ${detaching ? 'detached' : 'attached'}: ${plainError(textOf(at(error, 'message')) ?? '') || 'the driver failed'}`,
      )
    }
    const name = textOf(at(live, 'spec', 'nodeName'))
    const node = name === undefined ? 'its node' : `the node ${name}`
    if (at(live, 'status', 'attached') === true) return healthy('Attached', `Is attached to ${node}`)
    return waiting(
      {
        since: millisecondsOf(at(live, 'metadata', 'creationTimestamp')),
        after: context.thresholds.attachAfter,
        reason: 'Attaching',
        text: `Is being attached to ${node}`,
        late: 'NotAttached',
      },
      context,
    )
  },
}
