import { crashing, creating, event, node, object, unschedulable } from '../../support/incident-objects.ts'
import { claim, cluster, daemonSet, deployed, deployment, job, ref, statefulSet, volumeOf } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const TAINTED = (count: number, what: string): string =>
  `0/${count} nodes are available: ${what}. no new claims to deallocate, preemption: 0/${count} nodes are available: ${count} Preemption is not helpful for scheduling.`

/** Claims, volumes and drivers. */
export const storage = (): readonly WrittenCase[] => {
  const unbound = TAINTED(1, 'pod has unbound immediate PersistentVolumeClaims. not found')
  const lostSet = statefulSet('plant/meter', {
    state: unschedulable(TAINTED(1, 'persistentvolumeclaim "data-meter-0" bound to non-existent persistentvolume "pv-77"')),
    spec: volumeOf('data-meter-0'),
  })
  const classless = deployment('wiki/pages', { state: unschedulable(unbound), spec: volumeOf('pages') })
  const classlessClaim = claim('wiki/pages')
  const controller = statefulSet('csi/fast-provisioner', {
    container: { args: ['--csi-address=/csi/csi.sock', '--driver-name=fast.csi.vendor.example'] },
    state: crashing('', { exit: 137, reason: 'OOMKilled' }),
  })
  const waitingClaim = (place: string) => claim(place, { storageClassName: 'fast' })
  const one = deployment('lab/notes', { state: unschedulable(unbound), spec: volumeOf('notes') })
  const two = statefulSet('lab/probe', {
    state: unschedulable(unbound),
    spec: volumeOf('data-probe-0'),
    claims: [{ metadata: { name: 'data' } }],
  })
  const claims = [waitingClaim('lab/notes'), waitingClaim('lab/data-probe-0')]
  const external =
    "Waiting for a volume to be created either by the external provisioner 'fast.csi.vendor.example' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered."
  const cloudClaim = claim('film/reels', { storageClassName: 'ssd' })
  const cloudy = deployment('film/cut', { state: unschedulable(unbound), spec: volumeOf('reels') })
  const attacher = deployment('csi/disk-controller', {
    container: { args: ['--driver=disk.csi.vendor.example'] },
    state: crashing('cannot load cloud config: no such key'),
  })
  const unattached = deployment('post/box', {
    state: creating(),
    spec: volumeOf('box'),
    events: [
      [
        'FailedAttachVolume',
        'AttachVolume.Attach failed for volume "pvc-1" : timed out waiting for external-attacher of disk.csi.vendor.example CSI driver to attach volume vol-1',
      ],
    ],
  })
  const rolling = deployment('jazz/band', {
    replicas: 2,
    well: 1,
    node: 'w2',
    state: creating(),
    spec: volumeOf('tape'),
    events: [['FailedAttachVolume', 'Multi-Attach error for volume "pvc-2" Volume is already used by pod(s) band-5d8f-p0']],
  })
  const holder = deployment('jazz/archive', { node: 'w1', spec: volumeOf('tape') })
  const wanting = deployment('jazz/studio', {
    node: 'w2',
    state: creating(),
    spec: volumeOf('tape'),
    events: [['FailedAttachVolume', 'Multi-Attach error for volume "pvc-3" Volume is already used by pod(s) archive-5d8f-p0']],
  })
  const plugin = daemonSet('csi/net-node', ['w1', 'w2'], {
    illOn: ['w2'],
    container: { args: ['--driver=net.csi.vendor.example'] },
    state: crashing('cannot open /dev/net: permission denied'),
  })
  const unmounted = deployment('farm/silo', {
    node: 'w2',
    state: creating(),
    spec: volumeOf('silo'),
    events: [
      [
        'FailedMount',
        'MountVolume.MountDevice failed for volume "pvc-4" : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: driver name net.csi.vendor.example not found in the list of registered CSI drivers',
      ],
    ],
  })
  const pinned = statefulSet('old/press', {
    state: unschedulable(TAINTED(2, "1 node(s) had untolerated taint(s), 1 node(s) didn't match PersistentVolume's node affinity")),
    spec: volumeOf('data-press-0'),
  })
  const local = object('v1', 'PersistentVolume', 'local-9', {
    spec: {
      claimRef: { namespace: 'old', name: 'data-press-0' },
      local: { path: '/mnt' },
      nodeAffinity: {
        required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['w9'] }] }] },
      },
    },
    status: { phase: 'Bound' },
  })
  const shared = deployment('map/tiles', {
    replicas: 2,
    state: creating(),
    spec: volumeOf('tiles'),
    events: [
      [
        'FailedMount',
        'MountVolume.SetUp failed for volume "nas-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs nas.map.example:/tiles /var/lib/kubelet/pods/x/volumes/kubernetes.io~nfs/nas-1\nOutput: mount.nfs: Connection refused',
      ],
    ],
  })
  const nas = object('v1', 'PersistentVolume', 'nas-1', {
    spec: { nfs: { server: 'nas.map.example', path: '/tiles' }, claimRef: { namespace: 'map', name: 'tiles' } },
    status: { phase: 'Bound' },
  })
  const gone = job('crew/rota', {
    state: unschedulable(TAINTED(1, 'persistentvolumeclaim "rota" not found. not found')),
    spec: volumeOf('rota'),
  })
  return [
    cluster(
      'storage-volume-deleted',
      {
        sure: 'stated',
        root: ref('PersistentVolume', 'pv-77'),
        symptoms: [ref('StatefulSet', 'plant/meter'), ref('PersistentVolumeClaim', 'plant/data-meter-0')],
      },
      [node('worker-1'), ...lostSet, claim('plant/data-meter-0', { volumeName: 'pv-77' }, 'Lost')],
    ),
    cluster(
      'storage-no-class-at-all',
      { sure: 'stated', root: ref('PersistentVolumeClaim', 'wiki/pages'), symptoms: [ref('Deployment', 'wiki/pages')] },
      [
        node('worker-1'),
        ...classless,
        classlessClaim,
        event(classlessClaim, 'FailedBinding', 'no persistent volumes available for this claim and no storage class is set', {
          type: 'Normal',
          by: 'persistentvolume-controller',
        }),
      ],
    ),
    cluster(
      'storage-provisioner-set-out-of-memory',
      {
        sure: 'linked',
        root: ref('StatefulSet', 'csi/fast-provisioner'),
        symptoms: [ref('Deployment', 'lab/notes'), ref('StatefulSet', 'lab/probe'), ref('PersistentVolumeClaim', 'lab/notes')],
      },
      [
        node('worker-1'),
        object('storage.k8s.io/v1', 'StorageClass', 'fast', { provisioner: 'fast.csi.vendor.example', volumeBindingMode: 'Immediate' }),
        ...controller,
        ...one,
        ...two,
        ...claims,
        ...claims.map(each => event(each, 'ExternalProvisioning', external, { type: 'Normal', by: 'persistentvolume-controller' })),
      ],
      deployed([...one, ...two, ...claims], 'PersistentVolumeClaim'),
    ),
    cluster(
      'storage-quota-of-the-cloud',
      {
        sure: 'stated',
        root: ref('External', 'SSD_TOTAL_GB'),
        symptoms: [ref('Deployment', 'film/cut'), ref('PersistentVolumeClaim', 'film/reels')],
      },
      [
        node('worker-1'),
        object('storage.k8s.io/v1', 'StorageClass', 'ssd', { provisioner: 'pd.csi.vendor.example' }),
        ...cloudy,
        cloudClaim,
        event(
          cloudClaim,
          'ProvisioningFailed',
          'failed to provision volume with StorageClass "ssd": rpc error: code = ResourceExhausted desc = CreateVolume failed to create single zonal disk: googleapi: Error 403: Quota \'SSD_TOTAL_GB\' exceeded.  Limit: 500.0 in region europe-x.',
          { by: 'pd.csi.vendor.example_controller' },
        ),
      ],
      deployed([...cloudy, cloudClaim], 'PersistentVolumeClaim'),
    ),
    cluster(
      'storage-attacher-crashes',
      { sure: 'linked', root: ref('Deployment', 'csi/disk-controller'), symptoms: [ref('Deployment', 'post/box')] },
      [node('worker-1'), ...attacher, ...unattached, claim('post/box', { volumeName: 'pvc-1' }, 'Bound')],
      deployed(unattached),
    ),
    cluster(
      'storage-own-rolling-update-holds-the-volume',
      { sure: 'stated', root: ref('Deployment', 'jazz/band'), symptoms: [ref('Deployment', 'jazz/band')] },
      [node('w1'), node('w2'), ...rolling, claim('jazz/tape', { volumeName: 'pvc-2' }, 'Bound')],
    ),
    cluster(
      'storage-another-workload-holds-the-volume',
      { sure: 'stated', root: ref('Deployment', 'jazz/archive'), symptoms: [ref('Deployment', 'jazz/studio')] },
      [node('w1'), node('w2'), ...holder, ...wanting, claim('jazz/tape', { volumeName: 'pvc-3' }, 'Bound')],
    ),
    cluster(
      'storage-node-plugin-crashes',
      { sure: 'linked', root: ref('DaemonSet', 'csi/net-node'), symptoms: [ref('Deployment', 'farm/silo')] },
      [node('w1'), node('w2'), ...plugin, ...unmounted, claim('farm/silo', { volumeName: 'pvc-4' }, 'Bound')],
      deployed(unmounted),
    ),
    cluster(
      'storage-local-volume-on-a-lost-node',
      { sure: 'linked', root: ref('Node', 'w9'), symptoms: [ref('StatefulSet', 'old/press')] },
      [node('w8'), node('w9', { lost: 50 }), ...pinned, claim('old/data-press-0', { volumeName: 'local-9' }, 'Bound'), local],
    ),
    cluster(
      'storage-file-server-by-its-volume',
      { sure: 'stated', root: ref('External', 'nas.map.example'), symptoms: [ref('Deployment', 'map/tiles')] },
      [node('worker-1'), ...shared, claim('map/tiles', { volumeName: 'nas-1' }, 'Bound'), nas],
    ),
    cluster(
      'storage-claim-missing',
      { sure: 'stated', root: ref('PersistentVolumeClaim', 'crew/rota'), symptoms: [ref('Job', 'crew/rota')] },
      [node('worker-1'), ...gone],
    ),
  ]
}
