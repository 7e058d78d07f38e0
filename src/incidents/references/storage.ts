import { at, own, recordOf, textOf } from '../../model/read.ts'
import { provisioners } from '../graph/provisioners.ts'
import { refTo } from '../graph/root.ts'
import { referredTo } from './reference.ts'
import type { Reference } from './reference.ts'

const CLAIM = 'PersistentVolumeClaim'
const CLASS = 'storage.k8s.io/StorageClass'
const PROVISIONERS = ['volume.kubernetes.io/storage-provisioner', 'volume.beta.kubernetes.io/storage-provisioner'] as const

/** References of claims and volumes to what they declare that they need. */
export const storageReferences: readonly Reference[] = [
  {
    from: [CLAIM],
    produces: ['pending'],
    needs: ({ object, look }) =>
      referredTo(CLASS, ['', textOf(at(object, 'spec', 'storageClassName')) ?? ''], { field: 'spec.storageClassName' }, look),
  },
  {
    from: [CLAIM],
    produces: ['pending'],
    needs: ({ object, trouble, look }) => {
      // Before a consumer is there nobody is asked to make a volume.
      if (trouble.words.length > 0) return []
      const annotations = recordOf(at(object, 'metadata', 'annotations'))
      const driver = PROVISIONERS.flatMap(key => textOf(own(annotations, key)) ?? [])[0]
      const selected = own(annotations, 'volume.kubernetes.io/selected-node') !== undefined
      const storage = look.related.find(CLASS, '', textOf(at(object, 'spec', 'storageClassName')) ?? '')
      if (driver === undefined || (storage?.['volumeBindingMode'] === 'WaitForFirstConsumer' && !selected)) return []
      return provisioners(driver, look).map(root => ({
        root,
        by: 'reference',
        field: 'metadata.annotations[volume.kubernetes.io/storage-provisioner]',
      }))
    },
  },
  // A claim that is Lost says by its phase that its volume is gone (persistent volume controller).
  {
    from: [CLAIM],
    produces: ['pending', 'condition'],
    needs: ({ object, look }) => {
      const name = textOf(at(object, 'spec', 'volumeName')) ?? ''
      const isLost =
        at(object, 'status', 'phase') === 'Lost' && name !== '' && look.related.find('PersistentVolume', '', name) === undefined
      if (!isLost) return referredTo('PersistentVolume', ['', name], { field: 'spec.volumeName' }, look)
      const root = refTo('PersistentVolume', '', name, look.source)
      return [{ root, by: 'reference', field: 'spec.volumeName', sure: 'stated', fault: { reason: 'Missing', exists: false } }]
    },
  },
]
