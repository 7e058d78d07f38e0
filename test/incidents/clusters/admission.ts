import { node, object, unready, waiting } from '../../support/incident-objects.ts'
import { claim, cluster, daemonSet, deployed, deployment, job, ref, service, statefulSet } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const quota = (place: string, hard: object, used: object) =>
  object('v1', 'ResourceQuota', place, { spec: { hard }, status: { hard, used } })
const webhook = (name: string, kind: string, hook: string, place: string) => {
  const [namespace, service_] = place.split('/')
  return object('admissionregistration.k8s.io/v1', kind, name, {
    webhooks: [{ name: hook, failurePolicy: 'Fail', clientConfig: { service: { namespace, name: service_, path: '/v', port: 443 } } }],
  })
}
const calling = (hook: string, place: string, why: string): string => {
  const [namespace, name] = place.split('/')
  return `Internal error occurred: failed calling webhook "${hook}": failed to call webhook: Post "https://${name}.${namespace}.svc:443/v?timeout=10s": ${why}`
}

/** Quotas, limits, policies and webhooks that refuse. */
export const admission = (): readonly WrittenCase[] => {
  const pods = (name: string) => `pods "${name}-" is forbidden: exceeded quota: cap, requested: pods=1, used: pods=3, limited: pods=3`
  const a = [
    ...job('east/report', { refused: pods('report') }),
    ...statefulSet('east/db', { refused: pods('db-0') }),
    ...daemonSet('east/agent', ['w1'], { refused: pods('agent') }),
  ]
  const cpu = 'pods "mill-" is forbidden: minimum cpu usage per Container is 200m, but request is 50m'
  const b = deployment('dust/mill', { refused: cpu })
  const c = [
    ...deployment('safe/box', {
      refused: 'pods "box-5d8f-x" is forbidden: violates PodSecurity "baseline:v1.31": host namespaces (hostNetwork=true)',
    }),
    ...daemonSet('safe/eye', ['w1'], {
      refused: 'pods "eye-x" is forbidden: violates PodSecurity "baseline:v1.31": hostPath volumes (volume "root")',
    }),
  ]
  const hookPods = deployment('guard/gate', {
    image: 'reg.example/gate:9',
    state: waiting(
      'ImagePullBackOff',
      'Back-off pulling image "reg.example/gate:9": ErrImagePull: rpc error: code = NotFound desc = reg.example/gate:9: not found',
    ),
  })
  const d = [
    ...deployment('port/crane', { refused: calling('pods.gate.example', 'guard/gate', 'context deadline exceeded') }),
    ...job('port/sweep', { refused: calling('pods.gate.example', 'guard/gate', 'context deadline exceeded') }),
  ]
  const e = deployment('port/belt', {
    refused:
      'Internal error occurred: failed calling webhook "pods.outside.example": failed to call webhook: Post "https://hooks.policy.example/validate?timeout=5s": dial tcp 198.51.100.7:443: i/o timeout',
  })
  const kyverno = (name: string) =>
    `admission webhook "validate.kyverno.svc-fail" denied the request: \n\nresource Pod/mine/${name} was blocked due to the following policies \n\nrequire-labels:\n  check-team: 'validation error: label team is required'`
  const f = [...deployment('mine/drill', { refused: kyverno('drill') }), ...deployment('mine/cart', { refused: kyverno('cart') })]
  const g = deployment('rush/job', { refused: 'pods "job-5d8f-" is forbidden: no PriorityClass with name urgent was found' })
  const h = statefulSet('cell/box', { refused: 'pods "box-0" is forbidden: pod rejected: RuntimeClass "gvisor" not found' })
  const i = [
    ...deployment('pact/sign', {
      refused:
        "pods \"sign-5d8f-x\" is forbidden: ValidatingAdmissionPolicy 'owner-required' with binding 'owner-required-prod' denied request: label owner is missing",
    }),
  ]
  const j = deployment('pulp/fiction', { refused: calling('m.leftover.example', 'leftover/inject', 'service "inject" not found') })
  const cert = unready(
    'cert-manager.io/v1',
    'Certificate',
    'guard2/serving',
    ['Expired', 'Certificate expired on Mon, 24 Nov 2026 02:00:00 UTC', 600],
    { spec: { secretName: 'serving-tls', issuerRef: { name: 'ca' } } },
  )
  const guard2 = deployment('guard2/gate', { spec: { volumes: [{ name: 'tls', secret: { secretName: 'serving-tls' } }] } })
  const k = deployment('loom/weave', {
    refused: calling(
      'p.guard2.example',
      'guard2/gate',
      'tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
    ),
  })
  const storage = statefulSet('silo/corn', {
    refused:
      'failed to create PVC data-corn-0: persistentvolumeclaims "data-corn-0" is forbidden: exceeded quota: disks, requested: requests.storage=10Gi, used: requests.storage=95Gi, limited: requests.storage=100Gi',
  })
  return [
    cluster(
      'admission-quota-of-pods',
      {
        sure: 'stated',
        root: ref('ResourceQuota', 'east/cap'),
        symptoms: [ref('Job', 'east/report'), ref('StatefulSet', 'east/db'), ref('DaemonSet', 'east/agent')],
        notRoots: [ref('ResourceQuota', 'west/cap')],
      },
      [node('w1'), quota('east/cap', { pods: '3' }, { pods: '3' }), quota('west/cap', { pods: '3' }, { pods: '3' }), ...a],
    ),
    cluster(
      'admission-limit-of-one-of-two-ranges',
      {
        sure: 'linked',
        root: ref('LimitRange', 'dust/small'),
        accept: [ref('Deployment', 'dust/mill')],
        symptoms: [ref('Deployment', 'dust/mill')],
        notRoots: [ref('LimitRange', 'dust/large')],
      },
      [
        node('w1'),
        object('v1', 'LimitRange', 'dust/small', { spec: { limits: [{ type: 'Container', min: { cpu: '0.2' } }] } }),
        object('v1', 'LimitRange', 'dust/large', { spec: { limits: [{ type: 'Container', max: { cpu: '4' } }] } }),
        ...b,
      ],
    ),
    cluster(
      'admission-pod-security',
      { sure: 'stated', root: ref('Namespace', 'safe'), symptoms: [ref('Deployment', 'safe/box'), ref('DaemonSet', 'safe/eye')] },
      [node('w1'), object('v1', 'Namespace', 'safe', { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } }), ...c],
    ),
    cluster(
      'admission-webhook-whose-image-is-missing',
      {
        sure: 'linked',
        root: ref('External', 'reg.example/gate:9'),
        accept: [ref('Deployment', 'guard/gate')],
        symptoms: [ref('Deployment', 'port/crane'), ref('Job', 'port/sweep')],
      },
      [
        node('w1'),
        webhook('gate', 'ValidatingWebhookConfiguration', 'pods.gate.example', 'guard/gate'),
        ...hookPods,
        ...service('guard/gate', hookPods),
        ...d,
      ],
      deployed(d),
    ),
    cluster(
      'admission-webhook-outside-the-cluster',
      { sure: 'stated', root: ref('External', 'hooks.policy.example'), symptoms: [ref('Deployment', 'port/belt')] },
      [node('w1'), ...e],
    ),
    cluster(
      'not-two-denied-by-one-policy',
      {
        sure: 'stated',
        root: ref('Deployment', 'mine/drill'),
        symptoms: [ref('Deployment', 'mine/drill')],
        notExplained: [ref('Deployment', 'mine/cart')],
        otherRoots: [{ ...ref('Deployment', 'mine/cart'), symptoms: [ref('Deployment', 'mine/cart')] }],
      },
      [node('w1'), ...f],
    ),
    cluster(
      'admission-priority-class-missing',
      { sure: 'stated', root: ref('PriorityClass', 'urgent'), symptoms: [ref('Deployment', 'rush/job')] },
      [node('w1'), ...g],
    ),
    cluster(
      'admission-runtime-class-missing',
      { sure: 'stated', root: ref('RuntimeClass', 'gvisor'), symptoms: [ref('StatefulSet', 'cell/box')] },
      [node('w1'), ...h],
    ),
    cluster(
      'admission-policy-binding',
      { sure: 'stated', root: ref('ValidatingAdmissionPolicyBinding', 'owner-required-prod'), symptoms: [ref('Deployment', 'pact/sign')] },
      [node('w1'), ...i],
    ),
    cluster(
      'admission-webhook-left-behind',
      {
        sure: 'stated',
        root: ref('MutatingWebhookConfiguration', 'leftover'),
        accept: [ref('Service', 'leftover/inject')],
        symptoms: [ref('Deployment', 'pulp/fiction')],
      },
      [node('w1'), webhook('leftover', 'MutatingWebhookConfiguration', 'm.leftover.example', 'leftover/inject'), ...j],
    ),
    cluster(
      'admission-webhook-certificate-expired',
      { sure: 'linked', root: ref('Certificate', 'guard2/serving'), symptoms: [ref('Deployment', 'loom/weave')] },
      [node('w1'), cert, ...guard2, ...service('guard2/gate', guard2), ...k],
      deployed(k),
    ),
    cluster(
      'admission-quota-of-storage',
      { sure: 'stated', root: ref('ResourceQuota', 'silo/disks'), symptoms: [ref('StatefulSet', 'silo/corn')] },
      [
        node('w1'),
        quota('silo/disks', { 'requests.storage': '100Gi' }, { 'requests.storage': '95Gi' }),
        ...storage,
        claim('silo/other', {}, 'Bound'),
      ],
    ),
  ]
}
