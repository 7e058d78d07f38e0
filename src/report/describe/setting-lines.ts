import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordOf, recordsOf, textOf } from '../../model/read.ts'
import type { SummaryLine } from './summary-line.ts'
import { line, texts } from './summary-line.ts'

const keys = (value: unknown): readonly string[] => Object.keys(recordOf(value)).sort()

/** Keys alone: how long a value is tells something of it. */
const data = (live: JsonRecord): readonly SummaryLine[] => [
  ...line('Type', live['type']),
  ...line('Data', [...keys(live['data']), ...keys(live['binaryData'])].join(', ') || '<none>'),
  ...line('Immutable', live['immutable'] === true ? 'true' : ''),
]

const claim = (live: JsonRecord): readonly SummaryLine[] => [
  ...line('Status', textOf(at(live, 'status', 'phase'))),
  ...line('Volume', textOf(at(live, 'spec', 'volumeName'))),
  ...line('Capacity', textOf(at(live, 'status', 'capacity', 'storage')) ?? textOf(at(live, 'spec', 'resources', 'requests', 'storage'))),
  ...line('Access Modes', texts(at(live, 'status', 'accessModes')) || texts(at(live, 'spec', 'accessModes'))),
  ...line('Storage Class', textOf(at(live, 'spec', 'storageClassName'))),
  ...line('Volume Mode', textOf(at(live, 'spec', 'volumeMode'))),
]

const volume = (live: JsonRecord): readonly SummaryLine[] => [
  ...line('Status', textOf(at(live, 'status', 'phase'))),
  ...line(
    'Claim',
    [textOf(at(live, 'spec', 'claimRef', 'namespace')), textOf(at(live, 'spec', 'claimRef', 'name'))]
      .filter(part => part !== undefined)
      .join('/'),
  ),
  ...line('Capacity', textOf(at(live, 'spec', 'capacity', 'storage'))),
  ...line('Access Modes', texts(at(live, 'spec', 'accessModes'))),
  ...line('Reclaim Policy', textOf(at(live, 'spec', 'persistentVolumeReclaimPolicy'))),
  ...line('Storage Class', textOf(at(live, 'spec', 'storageClassName'))),
]

const phase = (live: JsonRecord): readonly SummaryLine[] => line('Status', textOf(at(live, 'status', 'phase')))

/** `get, list pods (apps)`: one line a rule. */
const role = (live: JsonRecord): readonly SummaryLine[] =>
  recordsOf(live['rules']).flatMap((rule, index) => {
    const groups = texts(rule['apiGroups'])
    return line(
      `Rule ${index + 1}`,
      `${texts(rule['verbs'])} ${texts(rule['resources']) || texts(rule['nonResourceURLs'])}${groups === '' ? '' : ` (${groups})`}`,
    )
  })

const binding = (live: JsonRecord): readonly SummaryLine[] => [
  ...line('Role', `${textOf(at(live, 'roleRef', 'kind')) ?? ''}/${textOf(at(live, 'roleRef', 'name')) ?? ''}`),
  ...line(
    'Subjects',
    recordsOf(live['subjects'])
      .map(subject =>
        [textOf(subject['kind']), textOf(subject['namespace']), textOf(subject['name'])].filter(part => part !== undefined).join('/'),
      )
      .join(', '),
  ),
]

/** Kinds that hold settings, storage and permissions. */
export const settingLines: Readonly<Record<string, (live: JsonRecord) => readonly SummaryLine[]>> = {
  ConfigMap: data,
  Secret: data,
  PersistentVolumeClaim: claim,
  PersistentVolume: volume,
  Namespace: phase,
  'rbac.authorization.k8s.io/Role': role,
  'rbac.authorization.k8s.io/ClusterRole': role,
  'rbac.authorization.k8s.io/RoleBinding': binding,
  'rbac.authorization.k8s.io/ClusterRoleBinding': binding,
}
