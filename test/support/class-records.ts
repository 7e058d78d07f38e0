import type { KubeObject } from '../../src/model/kube-object.ts'
import { compareObject, type CompareOptions, type Comparison } from '../../src/sync/index.ts'
import type { SyncRecord } from '../conformance/sync.ts'
import { fixtureLines } from './fixtures.ts'

/** The hand-written records, by id. */
export const classRecords: ReadonlyMap<string, SyncRecord> = new Map(
  fixtureLines<SyncRecord>('sync/classes.jsonl.gz').map(record => [record.id, record]),
)

/** The answer for one of them, by the applier that its id ends with. */
export const compareRecord = (id: string, options: CompareOptions = {}): Comparison => {
  const record = classRecords.get(id)
  if (record === undefined) throw new Error(`no record ${id}`)
  return compareObject(record.desired, record.live, { applier: id.endsWith('client') ? 'client-side' : 'server-side', ...options })
}

export const configMap = (data: Record<string, string>, more: object = {}): KubeObject =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop' }, data, ...more }) as KubeObject

/** A ConfigMap to which each of these managers applied some keys of its data. */
export const appliedBy = (managers: Record<string, readonly string[]>): KubeObject => {
  const managedFields = Object.entries(managers).map(([manager, keys]) => ({
    manager,
    operation: 'Apply',
    apiVersion: 'v1',
    fieldsV1: { 'f:data': Object.fromEntries(keys.map(key => [`f:${key}`, {}])) },
  }))
  const keys = new Set(Object.values(managers).flat())
  return configMap(Object.fromEntries([...keys].map(key => [key, '1'])), { metadata: { name: 'web', namespace: 'shop', managedFields } })
}
