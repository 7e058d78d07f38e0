import { at, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/time.ts'
import { clockText } from '../clock-text.ts'
import type { KindRule } from '../health-rule.ts'
import { lasting } from '../lasting.ts'
import { degraded, healthy, progressing } from '../verdicts.ts'

/** Rests on what the CSI attacher writes: attached, or the error of its last attempt. */
export const volumeAttachment: KindRule = {
  for: ['storage.k8s.io/VolumeAttachment'],
  assess: (live, context) => {
    const error = at(live, 'status', 'attachError') ?? at(live, 'status', 'detachError')
    if (error !== undefined && error !== null) {
      const detaching = (at(live, 'status', 'attachError') ?? null) === null
      return degraded(
        detaching ? 'DetachError' : 'AttachError',
        `The volume cannot be ${detaching ? 'detached' : 'attached'}: ${textOf(at(error, 'message')) ?? 'the driver failed'}`,
      )
    }
    const name = textOf(at(live, 'spec', 'nodeName'))
    const node = name === undefined ? 'its node' : `the node ${name}`
    if (at(live, 'status', 'attached') === true) return healthy('Attached', `Is attached to ${node}`)
    const text = `Is being attached to ${node}`
    return lasting(
      {
        since: millisecondsOf(at(live, 'metadata', 'creationTimestamp')),
        after: context.thresholds.attachAfter,
        passing: progressing('Attaching', text),
        lasted: since => degraded('NotAttached', `${text} since ${clockText(since)}`),
      },
      context,
    )
  },
}
