import fc from 'fast-check'
import type { JsonRecord } from '../../src/model/kube-object.ts'

/** Random lives of the objects of a small application, as a watch would tell them: resourceVersions grow, names come back under new uids. */
export interface RandomEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: JsonRecord
  readonly at: number
}

const START = Date.parse('2026-11-23T10:00:00Z')

interface Blueprint {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly owner?: string
}

const BLUEPRINTS: readonly Blueprint[] = [
  { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', owner: 'Deployment/web' },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-2', owner: 'Deployment/web' },
  { apiVersion: 'v1', kind: 'Pod', name: 'web-1-a', owner: 'ReplicaSet/web-1' },
  { apiVersion: 'v1', kind: 'Pod', name: 'web-2-a', owner: 'ReplicaSet/web-2' },
  { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'data' },
  { apiVersion: 'v1', kind: 'Service', name: 'web' },
]

const STATES: readonly JsonRecord[] = [
  { status: { phase: 'Pending' } },
  { status: { phase: 'Bound', replicas: 1, readyReplicas: 1, availableReplicas: 1, updatedReplicas: 1, observedGeneration: 1 } },
  { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }], replicas: 2, updatedReplicas: 1, observedGeneration: 1 } },
  { status: { phase: 'Failed', reason: 'Evicted', observedGeneration: 0 } },
  {
    status: {
      phase: 'Lost',
      conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }],
      observedGeneration: 1,
    },
  },
]

interface Choice {
  readonly which: number
  readonly state: number
  readonly remove: boolean
}

/** The manifests of those of the objects that a person would deploy. */
export const deployed: readonly JsonRecord[] = BLUEPRINTS.filter(({ owner }) => owner === undefined).map(({ apiVersion, kind, name }) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
}))

const play = (choices: readonly Choice[]): readonly RandomEvent[] => {
  const uids = new Map<string, string>()
  return choices.map(({ which, state, remove }, index) => {
    const { apiVersion, kind, name, owner } = BLUEPRINTS[which % BLUEPRINTS.length] ?? BLUEPRINTS[0]!
    const key = `${kind}/${name}`
    const known = uids.get(key)
    const uid = known ?? `u${index}`
    uids.set(key, uid)
    if (remove && known !== undefined) uids.delete(key)
    const ownerUid = owner === undefined ? undefined : uids.get(owner)
    const [ownerKind, ownerName] = owner?.split('/') ?? []
    const object = {
      apiVersion,
      kind,
      metadata: {
        name,
        namespace: 'shop',
        uid,
        generation: 1,
        resourceVersion: String(100 + index),
        ...(ownerUid === undefined
          ? undefined
          : { ownerReferences: [{ apiVersion: 'apps/v1', kind: ownerKind, name: ownerName, uid: ownerUid }] }),
      },
      spec: { replicas: 1 + (state % 2) },
      ...STATES[state % STATES.length],
    }
    const type = known === undefined ? 'ADDED' : remove ? 'DELETED' : 'MODIFIED'
    return { type, object, at: START + index * 1000 }
  })
}

/** Up to 40 events, one a second. */
export const randomEvents: fc.Arbitrary<readonly RandomEvent[]> = fc
  .array(
    fc.record({
      which: fc.nat(BLUEPRINTS.length - 1),
      state: fc.nat(STATES.length - 1),
      remove: fc.integer({ min: 0, max: 3 }).map(n => n === 0),
    }),
    // Without a size fast-check hardly goes beyond ten.
    { maxLength: 40, size: 'max' },
  )
  .map(play)
