import { at, recordsOf, textOf } from '../../model/read.ts'
import { createApplication, listMembers } from '../live/application.ts'
import type { RecordReader } from '../live/application.ts'
import { bareManifest } from '../live/bare-manifest.ts'
import { hasMark, readMark } from '../live/survey.ts'
import type { SurveyedObject } from '../live/survey.ts'

/**
 * Everything that no record covers, in one group: objects without an owner, but for those that the cluster makes by itself. They have health, and nobody knows what
 * they should be.
 */
export const notRecorded: RecordReader = {
  tool: 'none',
  read(survey, { covered }) {
    const found = survey.objects.filter(object => !object.isOwned && !covered.has(object.key) && !isMadeByCluster(object))
    if (found.length === 0) return []
    const refs = found.map(({ ref }) => ref)
    return [
      createApplication(
        {
          tool: 'none',
          name: 'not-recorded',
          namespace: '',
          deployments: [{ id: '', state: 'succeeded', desired: refs.map(bareManifest) }],
          members: listMembers(refs, 'names'),
          exactness: 'names',
        },
        survey,
      ),
    ]
  },
}

/** Kinds that controllers write beside the objects of people, and nobody deploys. */
const BY_THE_WAY = new Set([
  'ComponentStatus',
  'Endpoints',
  'Event',
  'Node',
  'apps/ControllerRevision',
  'coordination.k8s.io/Lease',
  'discovery.k8s.io/EndpointSlice',
  'events.k8s.io/Event',
  'networking.k8s.io/IPAddress',
  'resource.k8s.io/ResourceSlice',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/CSIStorageCapacity',
  'storage.k8s.io/VolumeAttachment',
])

/** The managers of the control plane and the node. */
const CLUSTER = /^(?:kube-(?:apiserver|controller-manager|scheduler)|kubelet|k3s|k0s|rke2|cloud-controller-manager)$/

const isMadeByCluster = (object: SurveyedObject): boolean =>
  BY_THE_WAY.has(object.kind) || isBootstrapped(object) || isWrittenByCluster(object) || isBookkeeping(object)

/** By their marks, and where nothing says who wrote them, by the names that the API server and the controllers give. */
const isBootstrapped = ({ kind, labels, annotations, ref, object }: SurveyedObject): boolean =>
  hasMark(labels, 'kubernetes.io/bootstrapping') ||
  hasMark(annotations, 'apf.kubernetes.io/autoupdate-spec') ||
  (kind === 'ConfigMap' && ref.name === 'kube-root-ca.crt') ||
  (kind === 'ServiceAccount' && ref.name === 'default') ||
  (kind === 'Service' && ref.name === 'kubernetes' && readMark(labels, 'provider') === 'kubernetes') ||
  (kind === 'Secret' && object['type'] === 'kubernetes.io/service-account-token')

/** Every field was written by the control plane. */
const isWrittenByCluster = ({ object }: SurveyedObject): boolean => {
  const entries = recordsOf(at(object, 'metadata', 'managedFields'))
  return entries.length > 0 && entries.every(entry => CLUSTER.test(textOf(entry['manager']) ?? ''))
}

/** A record is how a tool remembers, and no part of what it deployed. */
const isBookkeeping = ({ kind, ref, labels }: SurveyedObject): boolean =>
  ref.name.startsWith('sh.helm.release.v1.') ||
  (kind === 'ConfigMap' && (hasMark(labels, 'kapp.k14s.io/is-app') || hasMark(labels, 'kapp.k14s.io/is-app-change')))
