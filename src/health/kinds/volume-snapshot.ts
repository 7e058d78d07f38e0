import { at, isRecord, textOf } from '../../model/read.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
import { degraded, healthy, progressing } from '../verdict/verdicts.ts'

/** Rests on the external snapshotter: readyToUse, and the error of its last attempt, which it clears once one succeeds. */
export const volumeSnapshot: KindRule = {
  for: [
    'snapshot.storage.k8s.io/VolumeSnapshot',
    'snapshot.storage.k8s.io/VolumeSnapshotContent',
    'groupsnapshot.storage.k8s.io/VolumeGroupSnapshot',
    'groupsnapshot.storage.k8s.io/VolumeGroupSnapshotContent',
  ],
  healthyWhen: 'it is ready to use',
  assess: live => {
    if (at(live, 'status', 'readyToUse') === true) return healthy('ReadyToUse', 'Can be restored from')
    const error = at(live, 'status', 'error')
    if (isRecord(error)) return degraded('SnapshotFailed', textOf(error['message']) || 'The snapshot could not be taken')
    return progressing('NotReadyToUse', 'Is being taken')
  },
}
