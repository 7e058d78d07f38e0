import { ago, condition, crashing, creating, node, object, ready, unready, waiting } from '../../support/incident-objects.ts'
import { cluster, daemonSet, deployed, deployment, manifest, ref } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const KS = 'kustomize.toolkit.fluxcd.io/v1'
const SOURCE = 'source.toolkit.fluxcd.io/v1'
const argo = (place: string, status: object, spec: object = {}) =>
  object('argoproj.io/v1alpha1', 'Application', place, {
    spec: { source: { repoURL: 'https://git.example/fleet.git' }, destination: { namespace: place.split('/')[1] }, ...spec },
    status,
  })

/** Reconcilers and operators. */
export const reconcilers = (): readonly WrittenCase[] => {
  const kustomization = (name: string, reason: string, message: string, spec: object = {}) =>
    unready(KS, 'Kustomization', `flux-system/${name}`, [reason, message], {
      spec: { sourceRef: { kind: 'GitRepository', name: 'fleet' }, ...spec },
    })
  const fleet = ready(SOURCE, 'GitRepository', 'flux-system/fleet')
  const checked = deployment('shop/web', { state: crashing('listen tcp :80: bind: permission denied') })
  const chart = unready(SOURCE, 'HelmChart', 'flux-system/data-pg', ['ChartPullError', 'no artifact available for HelmRepository source'], {
    spec: { chart: 'pg', sourceRef: { kind: 'HelmRepository', name: 'charts' } },
  })
  const repository = unready(SOURCE, 'HelmRepository', 'flux-system/charts', [
    'Failed',
    'failed to fetch Helm repository index: Get "https://charts.example/index.yaml": dial tcp: lookup charts.example: no such host',
  ])
  const release = unready(
    'helm.toolkit.fluxcd.io/v2',
    'HelmRelease',
    'data/pg',
    ['SourceNotReady', "HelmChart 'flux-system/data-pg' is not ready: no artifact available for HelmRepository source"],
    { spec: { chart: { spec: { chart: 'pg', sourceRef: { kind: 'HelmRepository', name: 'charts', namespace: 'flux-system' } } } } },
  )
  const child = argo('argocd/child', {
    health: { status: 'Degraded' },
    sync: { status: 'Synced' },
    resources: [{ group: 'apps', kind: 'Deployment', namespace: 'child', name: 'app', status: 'Synced', health: { status: 'Degraded' } }],
  })
  const parent = argo('argocd/parent', {
    health: { status: 'Degraded' },
    sync: { status: 'Synced' },
    resources: [
      { group: 'argoproj.io', kind: 'Application', namespace: 'argocd', name: 'child', status: 'Synced', health: { status: 'Degraded' } },
    ],
  })
  const app = deployment('child/app', { state: crashing('panic: nil map') })
  const unreachable = (name: string) =>
    argo(`argocd/${name}`, {
      health: { status: 'Healthy' },
      sync: { status: 'Unknown' },
      conditions: [
        {
          type: 'ComparisonError',
          message:
            'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = failed to list refs: dial tcp 192.0.2.9:443: connect: connection refused',
          lastTransitionTime: ago(30),
        },
      ],
    })
  const bucket = object('s3.aws.upbound.example/v1beta2', 'Bucket', 'logs', {
    spec: { providerConfigRef: { name: 'default' } },
    status: {
      conditions: [
        condition(
          'Synced',
          'False',
          40,
          'ReconcileError',
          'create failed: AccessDenied: User is not authorized to perform: s3:CreateBucket',
        ),
        condition('Ready', 'False', 40, 'Creating'),
      ],
    },
  })
  const store = object('platform.example/v1', 'LogStore', 'ops/logs', {
    spec: { crossplane: { resourceRefs: [{ apiVersion: 's3.aws.upbound.example/v1beta2', kind: 'Bucket', name: 'logs' }] } },
    status: { conditions: [condition('Synced', 'True', 40), condition('Ready', 'False', 40, 'Creating', 'Unready resources: logs')] },
  })
  const budget = object('policy/v1', 'PodDisruptionBudget', 'prod/api', {
    spec: { minAvailable: 2, selector: { matchLabels: { app: 'api' } } },
    status: { disruptionsAllowed: 0, currentHealthy: 2, desiredHealthy: 2, expectedPods: 2 },
  })
  const api = deployment('prod/api', { replicas: 2, node: 'old-1' })
  const machine = object('cluster.x-k8s.io/v1beta2', 'Machine', 'fleet/old-1', {
    metadata: { deletionTimestamp: ago(60), finalizers: ['machine.cluster.x-k8s.io'] },
    spec: {},
    status: {
      nodeRef: { name: 'old-1' },
      conditions: [
        condition('Deleting', 'True', 60, 'DrainingNode', 'Drain not completed yet (started at 2026-11-25T11:00:00Z)'),
        condition(
          'Available',
          'False',
          60,
          'Deleting',
          "* Pod prod/api-5d8f-p0: cannot evict pod as it would violate the pod's disruption budget. The disruption budget api needs 2 healthy pods and has 2 currently",
        ),
      ],
    },
  })
  const variables = kustomization(
    'apps',
    'BuildFailed',
    "post build failed for 'apps': envsubst error: substitute from 'ConfigMap/vars' error: configmaps \"vars\" not found",
  )
  const login = unready(SOURCE, 'GitRepository', 'flux-system/closed', [
    'AuthenticationFailed',
    'failed to get secret \'flux-system/git-auth\': secrets "git-auth" not found',
  ])
  const closed = unready(KS, 'Kustomization', 'flux-system/closed', ['ArtifactFailed', 'Source artifact not found, retrying in 30s'], {
    spec: { sourceRef: { kind: 'GitRepository', name: 'closed' } },
  })
  const pot = (name: string) =>
    object('garden.example/v1', 'Pot', `yard/${name}`, { metadata: { deletionTimestamp: ago(200), finalizers: ['garden.example/water'] } })
  const yard = object('v1', 'Namespace', 'yard', {
    metadata: { deletionTimestamp: ago(200) },
    status: {
      phase: 'Terminating',
      conditions: [
        condition(
          'NamespaceContentRemaining',
          'True',
          199,
          'SomeResourcesRemain',
          'Some resources are remaining: pots.garden.example has 1 resource instances',
        ),
        condition(
          'NamespaceFinalizersRemaining',
          'True',
          199,
          'SomeFinalizersRemain',
          'Some content in the namespace has finalizers remaining: garden.example/water in 1 resource instances',
        ),
      ],
    },
  })
  const instance = object('kro.example/v1', 'WebApp', 'team/site', {
    status: {
      observedGeneration: 1,
      state: 'IN_PROGRESS',
      conditions: [condition('Ready', 'False', 30, 'NotReady', 'resource "deployment" not ready')],
    },
  })
  const made = deployment('team/site', {
    labels: {},
    meta: { labels: { 'kro.run/owned': 'true', 'kro.run/instance-id': (instance['metadata'] as { uid: string }).uid } },
    state: waiting('CreateContainerConfigError', 'configmap "site" not found'),
  })
  const plugin = daemonSet('csi/node', ['w1'], {
    state: creating(),
    events: [['FailedMount', 'MountVolume.SetUp failed for volume "certs" : secret "csi-certs" not found']],
  })
  return [
    cluster(
      'gitops-chain-of-dependencies',
      {
        sure: 'stated',
        root: ref('Deployment', 'shop/web'),
        symptoms: [ref('Kustomization', 'flux-system/base'), ref('Kustomization', 'flux-system/top')],
      },
      [
        fleet,
        kustomization(
          'base',
          'HealthCheckFailed',
          "health check failed after 5m0s: timeout waiting for: [Deployment/shop/web status: 'InProgress']",
        ),
        kustomization('top', 'DependencyNotReady', "dependency 'flux-system/base' is not ready", { dependsOn: [{ name: 'base' }] }),
        node('worker-1'),
        ...checked,
      ],
      [manifest(kustomization('base', '', '')), manifest(kustomization('top', '', '', { dependsOn: [{ name: 'base' }] }))],
    ),
    cluster(
      'gitops-chart-repository-unreachable',
      {
        sure: 'stated',
        root: ref('HelmRepository', 'flux-system/charts'),
        symptoms: [ref('HelmRelease', 'data/pg'), ref('HelmChart', 'flux-system/data-pg')],
      },
      [release, chart, repository],
      [manifest(release)],
    ),
    cluster(
      'gitops-application-of-applications',
      {
        sure: 'stated',
        root: ref('Deployment', 'child/app'),
        symptoms: [ref('Application', 'argocd/parent'), ref('Application', 'argocd/child')],
      },
      [node('worker-1'), parent, child, ...app],
      [manifest(parent)],
    ),
    cluster(
      'gitops-repository-of-two-applications',
      {
        sure: 'stated',
        root: ref('External', 'https://git.example/fleet.git'),
        symptoms: [ref('Application', 'argocd/a'), ref('Application', 'argocd/b')],
      },
      [unreachable('a'), unreachable('b')],
      [manifest(unreachable('a')), manifest(unreachable('b'))],
    ),
    cluster(
      'gitops-composed-resource-denied',
      { sure: 'stated', root: ref('Bucket', 'logs'), symptoms: [ref('LogStore', 'ops/logs')] },
      [store, bucket],
      [manifest(store)],
    ),
    cluster(
      'gitops-machine-cannot-be-drained',
      { sure: 'stated', root: ref('PodDisruptionBudget', 'prod/api'), symptoms: [ref('Machine', 'fleet/old-1')] },
      [node('old-1', { cordoned: true }), ...api, budget, machine],
      [manifest(machine), ...deployed([...api])],
    ),
    cluster(
      'gitops-variables-missing',
      { sure: 'stated', root: ref('ConfigMap', 'flux-system/vars'), symptoms: [ref('Kustomization', 'flux-system/apps')] },
      [fleet, variables],
      [manifest(variables)],
    ),
    cluster(
      'gitops-login-of-a-source-missing',
      {
        sure: 'stated',
        root: ref('Secret', 'flux-system/git-auth'),
        symptoms: [ref('GitRepository', 'flux-system/closed'), ref('Kustomization', 'flux-system/closed')],
      },
      [login, closed],
      [manifest(login), manifest(closed)],
    ),
    cluster(
      'deletion-kept-by-a-finalizer',
      { sure: 'stated', root: ref('Pot', 'yard/p1'), symptoms: [ref('Namespace', 'yard')] },
      [
        yard,
        pot('p1'),
        object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'pots.garden.example', {
          spec: { group: 'garden.example', scope: 'Namespaced', names: { kind: 'Pot', plural: 'pots' } },
        }),
      ],
      [manifest(yard)],
    ),
    cluster(
      'gitops-instance-of-a-graph',
      { sure: 'stated', root: ref('ConfigMap', 'team/site'), symptoms: [ref('WebApp', 'team/site'), ref('Deployment', 'team/site')] },
      [node('worker-1'), instance, ...made],
      [manifest(instance)],
    ),
    cluster(
      'config-secret-of-a-daemon-set',
      { sure: 'stated', root: ref('Secret', 'csi/csi-certs'), symptoms: [ref('DaemonSet', 'csi/node')] },
      [node('w1'), ...plugin],
    ),
  ]
}
