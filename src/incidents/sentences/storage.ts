import { readNamespace } from '../graph/look.ts'
import { provisioners } from '../graph/provisioners.ts'
import { absent, awaited, outside } from './names.ts'
import type { Sentence } from './sentence.ts'

const CLASS = 'storage.k8s.io/StorageClass'

/** Sentences of the volume controller and provisioners about a claim (pkg/controller/volume/persistentvolume, sig-storage-lib-external-provisioner). */
export const storage: readonly Sentence[] = [
  {
    in: ['pending'],
    form: /storageclass\.storage\.k8s\.io "([^"]+)" not found/,
    names: ([, name = ''], place) => absent(CLASS, '', name, place),
  },
  // `Waiting for a volume to be created either by the external provisioner 'block.csi.example.net' or manually …`
  {
    in: ['pending'],
    form: /by the external provisioner '([^']+)'/,
    names: ([, driver = ''], { look }) => provisioners(driver, look).map(root => ({ root, sure: 'linked' })),
  },
  // `waiting for pod gallery-1 to be scheduled`: the claim waits for its consumer, which has a trouble of its own
  {
    in: ['pending'],
    form: /waiting for pod (\S+) to be scheduled/,
    names: ([, name = ''], place) => awaited('Pod', readNamespace(place.object), name, place),
  },
  // what clouds answer when they have no more: a quota of the account
  {
    in: ['pending', 'unavailable', 'condition'],
    form: /Quota '([\w.-]+)' exceeded|quota (?:metric )?'([\w./-]+)'|\b([A-Z][A-Za-z]+LimitExceeded)\b/,
    names: ([, quota, metric, limit], place) => outside('account', quota ?? metric ?? limit ?? '', 'CapacityExhausted', place),
  },
]
