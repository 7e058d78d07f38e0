import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, own, recordOf, textOf } from '../../model/read.ts'
import { eventMessage } from '../events/latest-event.ts'
import { plainError } from '../events/plain-error.ts'
import { after } from '../verdict/texts.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { isTrue, liveCondition } from '../../model/conditions.ts'
import { waiting } from '../verdict/lasting.ts'
import { createdAt, lastWritten } from '../verdict/managed-times.ts'
import { degraded, healthy, progressing, unknown } from '../verdict/verdicts.ts'

/**
 * Rests on the phase, and on the resize conditions of KEP-1790 and KEP-3751. That a claim waits for its first consumer is written nowhere
 * in it: only its StorageClass says so.
 */
export const persistentVolumeClaim: KindRule = {
  for: ['PersistentVolumeClaim'],
  healthyWhen: 'it is bound to a volume',
  assess: (live, context) => {
    const phase = textOf(at(live, 'status', 'phase')) ?? ''
    if (phase === 'Bound') return bound(live)
    if (phase === 'Lost') return degraded('VolumeLost', `Its volume${volumeName(live)} does not exist any more`)
    if (phase === 'Pending' || phase === '') return pending(live, context)
    return unknown('PhaseUnknown', `Its phase is ${phase}`)
  },
}

const volumeName = (live: JsonRecord): string => {
  const name = textOf(at(live, 'spec', 'volumeName'))
  return name === undefined ? '' : ` ${name}`
}

const NOT_RESIZED = 'Its volume cannot be resized'
const ERRORS = ['ControllerResizeError', 'NodeResizeError', 'ModifyVolumeError'] as const
const UNDER_WAY = ['Resizing', 'FileSystemResizePending', 'ModifyingVolume'] as const

const bound = (live: JsonRecord): Verdict => {
  for (const type of ERRORS) {
    const condition = liveCondition(live, type)
    if (isTrue(condition))
      return degraded(
        type,
        `${type === 'ModifyVolumeError' ? 'Its volume cannot be changed' : NOT_RESIZED}${after(plainError(condition.message))}`,
      )
  }
  // KEP-1790: what the driver says of the size, while the controllers go on asking it; before 1.31 the words ended in Failed.
  const resize = textOf(at(live, 'status', 'allocatedResourceStatuses', 'storage')) ?? ''
  if (/(?:Infeasible|Failed)$/.test(resize))
    return degraded(resize.startsWith('Node') ? 'NodeResizeError' : 'ControllerResizeError', `${NOT_RESIZED}: its driver refuses`)
  const causes = UNDER_WAY.flatMap(type => {
    const condition = liveCondition(live, type)
    return isTrue(condition) ? [{ ref: refOf(live), reason: type, message: RESIZE_TEXTS[type] }] : []
  })
  // KEP-3751: not begun, because the class that it asks for is not there.
  if (at(live, 'status', 'modifyVolumeStatus', 'status') === 'Pending')
    return degraded(
      'ModifyVolumePending',
      `Its volume cannot be changed: there is no class ${textOf(at(live, 'spec', 'volumeAttributesClassName')) ?? ''}`,
    )
  const [first] = causes
  if (first === undefined) return healthy('Bound', `Is bound to the volume${volumeName(live)}`)
  return healthy('Bound', `Is bound; ${first.message}`, { causes })
}

const RESIZE_TEXTS = {
  Resizing: 'its volume is being resized',
  FileSystemResizePending: 'its file system grows when a pod uses it next',
  ModifyingVolume: 'its volume is being changed',
}

const SELECTED_NODE = 'volume.kubernetes.io/selected-node'
const PROVISIONERS = ['volume.kubernetes.io/storage-provisioner', 'volume.beta.kubernetes.io/storage-provisioner'] as const
const CLASS = 'storage.k8s.io/StorageClass'

const pending = (live: JsonRecord, context: RuleContext): Verdict => {
  const annotations = recordOf(at(live, 'metadata', 'annotations'))
  const name = textOf(at(live, 'spec', 'storageClassName')) ?? textOf(own(annotations, 'volume.beta.kubernetes.io/storage-class'))
  const selected = own(annotations, SELECTED_NODE) !== undefined
  if (name === '') return progressing('WaitingForVolume', 'Waits for a volume that fits: its class is the empty one, so none is made')
  const byClass = classVerdict(name, selected, context)
  if (byClass !== undefined) return byClass
  const why = plainError(eventMessage(live, context, ['ProvisioningFailed', 'FailedBinding']))
  const provisioner = PROVISIONERS.flatMap(key => textOf(own(annotations, key)) ?? [])[0]
  const provisioning = selected || provisioner !== undefined
  if (!provisioning && why === '') return progressing('WaitingForProvisioner', 'Waits for a provisioner, or for a pod that uses it')
  return waiting(
    {
      // A claim of any age may have got its consumer just now: only managedFields tell when.
      since: selected ? lastWritten(live) : createdAt(live),
      after: context.thresholds.workloadAfter,
      reason: provisioning ? 'Provisioning' : 'WaitingForProvisioner',
      text:
        why === ''
          ? `Its volume is being made${provisioner === undefined ? '' : ` by ${provisioner}`}`
          : `Its volume is not there yet: ${why}`,
      late: 'NotProvisioned',
    },
    context,
  )
}

const classVerdict = (name: string | undefined, selected: boolean, context: RuleContext): Verdict | undefined => {
  const { related } = context
  if (related === undefined) return undefined
  if (name === undefined) {
    const isDefault = related
      .ofKind(CLASS)
      .some(each => own(recordOf(at(each, 'metadata', 'annotations')), 'storageclass.kubernetes.io/is-default-class') === 'true')
    if (isDefault || !context.complete(CLASS)) return undefined
    return degraded('NoStorageClass', 'It names no storage class, and the cluster has no default one')
  }
  const found = related.find(CLASS, '', name)
  if (found === undefined)
    return context.complete(CLASS) ? degraded('StorageClassNotFound', `Storage class "${name}" does not exist`) : undefined
  if (found['volumeBindingMode'] !== 'WaitForFirstConsumer' || selected) return undefined
  return healthy('WaitingForFirstConsumer', 'Its volume is made once a pod uses it')
}
