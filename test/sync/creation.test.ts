import { describe, expect, test } from 'vitest'
import { created, read, template } from '../support/created.ts'

const CPU = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }
const UP = [
  { type: 'Pods', value: 4, periodSeconds: 15 },
  { type: 'Percent', value: 100, periodSeconds: 15 },
]
const DOWN = [{ type: 'Percent', value: 100, periodSeconds: 15 }]
const RBAC = 'rbac.authorization.k8s.io'

/** The kind, what is written in its spec, a place, and what the server has there: undefined for nothing. */
const SPECS: readonly (readonly [kind: string, spec: object, place: string, expected: unknown])[] = [
  ['v1 Service', { ports: [{ port: 80 }] }, 'ports.0', { port: 80, protocol: 'TCP', targetPort: 80 }],
  ['v1 Service', { ports: [{ port: 80, targetPort: 0 }] }, 'ports.0.targetPort', 80],
  ['v1 Service', { ports: [{ port: 80, targetPort: '' }] }, 'ports.0.targetPort', 80],
  ['v1 Service', { ports: [{ port: 80, targetPort: 'http' }] }, 'ports.0.targetPort', 'http'],
  ['v1 Service', {}, 'internalTrafficPolicy', 'Cluster'],
  ['v1 Service', { internalTrafficPolicy: 'Local' }, 'internalTrafficPolicy', 'Local'],
  ['v1 Service', { type: 'ExternalName', externalName: 'a' }, 'internalTrafficPolicy', undefined],
  ['v1 Service', {}, 'externalTrafficPolicy', undefined],
  ['v1 Service', { externalIPs: [] }, 'externalTrafficPolicy', undefined],
  ['v1 Service', { externalIPs: ['1.2.3.4'] }, 'externalTrafficPolicy', 'Cluster'],
  ['v1 Service', { type: 'ExternalName', externalIPs: ['1.2.3.4'] }, 'externalTrafficPolicy', undefined],
  ['v1 Service', { type: 'NodePort' }, 'externalTrafficPolicy', 'Cluster'],
  ['v1 Service', { type: 'NodePort' }, 'allocateLoadBalancerNodePorts', undefined],
  ['v1 Service', { type: 'LoadBalancer' }, 'externalTrafficPolicy', 'Cluster'],
  ['v1 Service', { type: 'LoadBalancer', externalTrafficPolicy: 'Local' }, 'externalTrafficPolicy', 'Local'],
  ['v1 Service', { type: 'LoadBalancer' }, 'allocateLoadBalancerNodePorts', true],
  ['v1 Service', { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }, 'allocateLoadBalancerNodePorts', false],
  ['v1 Service', { sessionAffinity: 'ClientIP' }, 'sessionAffinityConfig', { clientIP: { timeoutSeconds: 10_800 } }],
  [
    'v1 Service',
    { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } } },
    'sessionAffinityConfig',
    { clientIP: { timeoutSeconds: 5 } },
  ],
  [
    'v1 Service',
    { sessionAffinity: 'None', sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } } },
    'sessionAffinityConfig',
    undefined,
  ],
  ['networking.k8s.io/v1 NetworkPolicy', {}, 'policyTypes', ['Ingress']],
  ['networking.k8s.io/v1 NetworkPolicy', { egress: [] }, 'policyTypes', ['Ingress']],
  ['networking.k8s.io/v1 NetworkPolicy', { egress: [{}] }, 'policyTypes', ['Ingress', 'Egress']],
  ['networking.k8s.io/v1 NetworkPolicy', { egress: [{}], policyTypes: ['Egress'] }, 'policyTypes', ['Egress']],
  [
    'v1 LimitRange',
    { limits: [{ type: 'Container', max: { cpu: '2', memory: '1Gi' }, default: { cpu: '1' }, min: { cpu: '100m', pods: '3' } }] },
    'limits.0',
    {
      type: 'Container',
      max: { cpu: '2', memory: '1Gi' },
      min: { cpu: '100m', pods: '3' },
      default: { cpu: '1', memory: '1Gi' },
      defaultRequest: { cpu: '1', memory: '1Gi', pods: '3' },
    },
  ],
  [
    'v1 LimitRange',
    { limits: [{ type: 'Container', default: { cpu: '1' }, defaultRequest: { cpu: '500m' } }] },
    'limits.0',
    { type: 'Container', default: { cpu: '1' }, defaultRequest: { cpu: '500m' } },
  ],
  [
    'v1 LimitRange',
    { limits: [{ type: 'Container', min: { cpu: '1' } }] },
    'limits.0',
    { type: 'Container', min: { cpu: '1' }, defaultRequest: { cpu: '1' } },
  ],
  ['v1 LimitRange', { limits: [{ type: 'Container' }] }, 'limits.0', { type: 'Container' }],
  ['v1 LimitRange', { limits: [{ type: 'Pod', max: { cpu: '2' } }] }, 'limits.0', { type: 'Pod', max: { cpu: '2' } }],
  ['batch/v1 Job', {}, 'completions', 1],
  ['batch/v1 Job', {}, 'parallelism', 1],
  ['batch/v1 Job', { parallelism: 2 }, 'completions', undefined],
  ['batch/v1 Job', { parallelism: 2 }, 'parallelism', 2],
  ['batch/v1 Job', { completions: 2 }, 'completions', 2],
  ['batch/v1 Job', { completions: 2 }, 'parallelism', 1],
  ['batch/v1 Job', {}, 'backoffLimit', 6],
  ['batch/v1 Job', { backoffLimit: 0 }, 'backoffLimit', 0],
  ['batch/v1 Job', { backoffLimitPerIndex: 1 }, 'backoffLimit', 2_147_483_647],
  ['batch/v1 Job', {}, 'completionMode', 'NonIndexed'],
  ['batch/v1 Job', {}, 'suspend', false],
  ['batch/v1 Job', {}, 'manualSelector', false],
  ['batch/v1 Job', {}, 'podReplacementPolicy', 'TerminatingOrFailed'],
  ['batch/v1 Job', { podFailurePolicy: { rules: [] } }, 'podReplacementPolicy', 'Failed'],
  ['batch/v1 CronJob', { jobTemplate: { spec: {} } }, 'jobTemplate.spec.completions', undefined],
  ['batch/v1 CronJob', { jobTemplate: { spec: {} } }, 'jobTemplate.spec.podReplacementPolicy', undefined],
  ['autoscaling/v1 HorizontalPodAutoscaler', {}, 'targetCPUUtilizationPercentage', 80],
  ['autoscaling/v1 HorizontalPodAutoscaler', { targetCPUUtilizationPercentage: 50 }, 'targetCPUUtilizationPercentage', 50],
  ['autoscaling/v2 HorizontalPodAutoscaler', {}, 'metrics', [CPU]],
  ['autoscaling/v2 HorizontalPodAutoscaler', { metrics: [] }, 'metrics', [CPU]],
  ['autoscaling/v2 HorizontalPodAutoscaler', { metrics: [{ type: 'Pods' }] }, 'metrics', [{ type: 'Pods' }]],
  ['autoscaling/v2 HorizontalPodAutoscaler', {}, 'behavior', undefined],
  [
    'autoscaling/v2 HorizontalPodAutoscaler',
    { behavior: {} },
    'behavior',
    {
      scaleUp: { selectPolicy: 'Max', stabilizationWindowSeconds: 0, policies: UP },
      scaleDown: { selectPolicy: 'Max', policies: DOWN },
    },
  ],
  [
    'autoscaling/v2 HorizontalPodAutoscaler',
    { behavior: { scaleUp: { selectPolicy: 'Min', stabilizationWindowSeconds: 9 }, scaleDown: { policies: UP } } },
    'behavior',
    {
      scaleUp: { selectPolicy: 'Min', stabilizationWindowSeconds: 9, policies: UP },
      scaleDown: { selectPolicy: 'Max', policies: UP },
    },
  ],
  [
    'resource.k8s.io/v1 ResourceClaim',
    { devices: { requests: [{ name: 'a', exactly: { deviceClassName: 'x' } }] } },
    'devices.requests.0.exactly',
    { deviceClassName: 'x', allocationMode: 'ExactCount', count: 1 },
  ],
  [
    'resource.k8s.io/v1 ResourceClaim',
    { devices: { requests: [{ name: 'a', exactly: { deviceClassName: 'x', count: 2 } }] } },
    'devices.requests.0.exactly.count',
    2,
  ],
  [
    'resource.k8s.io/v1 ResourceClaim',
    { devices: { requests: [{ name: 'a', firstAvailable: [{ name: 'b', deviceClassName: 'x', allocationMode: 'All' }] }] } },
    'devices.requests.0.firstAvailable.0',
    { name: 'b', deviceClassName: 'x', allocationMode: 'All' },
  ],
  [
    'apiextensions.k8s.io/v1 CustomResourceDefinition',
    { names: { kind: 'Gadget', plural: 'gadgets' } },
    'names',
    { kind: 'Gadget', plural: 'gadgets', singular: 'gadget', listKind: 'GadgetList' },
  ],
  [
    'apiextensions.k8s.io/v1 CustomResourceDefinition',
    { names: { kind: 'Ox', plural: 'oxen', singular: 'bull', listKind: 'Herd' } },
    'names',
    { kind: 'Ox', plural: 'oxen', singular: 'bull', listKind: 'Herd' },
  ],
  ['apiextensions.k8s.io/v1 CustomResourceDefinition', {}, 'conversion', { strategy: 'None' }],
  [
    'apiextensions.k8s.io/v1 CustomResourceDefinition',
    { conversion: { strategy: 'Webhook', webhook: { clientConfig: { service: { name: 'a', namespace: 'b' } } } } },
    'conversion.webhook.clientConfig.service.port',
    443,
  ],
  ['apiregistration.k8s.io/v1 APIService', { service: { name: 'a', namespace: 'b' } }, 'service.port', 443],
  ['apiregistration.k8s.io/v1 APIService', { service: { name: 'a', port: 8443 } }, 'service.port', 8443],
  ['admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy', { matchConstraints: {} }, 'matchConstraints.namespaceSelector', {}],
  ['admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy', { matchConstraints: {} }, 'matchConstraints.objectSelector', {}],
]
describe('the server fills in what follows from other fields', () => {
  test.each(SPECS)('%s with %j: %s is %j', (kind, spec, place, expected) => {
    const [apiVersion = '', name = ''] = kind.split(' ')
    expect(read(created(apiVersion, name, { spec }), `spec.${place}`)).toEqual(expected)
  })
  test('the group of subjects that are users and groups, not of accounts', () => {
    const subjects = ['User', 'Group', 'ServiceAccount'].map(kind => ({ kind, name: 'a' }))
    const [user, group, account] = subjects
    expect(read(created(`${RBAC}/v1`, 'RoleBinding', { subjects }), 'subjects')).toEqual([
      { ...user, apiGroup: RBAC },
      { ...group, apiGroup: RBAC },
      account,
    ])
  })
  test.each(['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'])('the selectors of a %s', kind => {
    const webhooks = [{ name: 'a' }, { name: 'b', namespaceSelector: { matchLabels: { a: '1' } } }]
    expect(read(created('admissionregistration.k8s.io/v1', kind, { webhooks }), 'webhooks')).toMatchObject([
      { namespaceSelector: {}, objectSelector: {} },
      { namespaceSelector: { matchLabels: { a: '1' } }, objectSelector: {} },
    ])
  })
  test('the label of a namespace with its name, beside its other labels', () => {
    const labelled = { 'kubernetes.io/metadata.name': 'web' }
    expect(read(created('v1', 'Namespace', {}), 'metadata.labels')).toEqual(labelled)
    const other = { metadata: { name: 'web', labels: { a: '1', 'kubernetes.io/metadata.name': 'else' } } }
    expect(read(created('v1', 'Namespace', other), 'metadata')).toEqual({ name: 'web', labels: { a: '1', ...labelled } })
    expect(read(created('v1', 'Namespace', { metadata: {} }), 'metadata.labels')).toBeUndefined()
  })
  test('the selector and the labels of a replication controller from its template, where it has none', () => {
    const spec = template({}, { labels: { app: 'web' } })
    const made = created('v1', 'ReplicationController', { spec })
    expect([read(made, 'spec.selector'), read(made, 'metadata')]).toEqual([{ app: 'web' }, { name: 'web', labels: { app: 'web' } }])
    const own = { metadata: { name: 'web', labels: { a: '1' } }, spec: { ...spec, selector: { b: '1' } } }
    const kept = created('v1', 'ReplicationController', own)
    expect([read(kept, 'spec.selector'), read(kept, 'metadata.labels')]).toEqual([{ b: '1' }, { a: '1' }])
    const bare = created('v1', 'ReplicationController', { spec: template({}) })
    expect([read(bare, 'spec.selector'), read(bare, 'metadata.labels')]).toEqual([undefined, undefined])
  })
  test('the labels of a Job by which its pods are found, which it has itself if it has none of its own', () => {
    const named = { 'batch.kubernetes.io/job-name': 'web', 'job-name': 'web', app: 'web' }
    const spec = template({}, { labels: { app: 'web' } })
    const made = created('batch/v1', 'Job', { spec })
    expect([read(made, 'spec.template.metadata.labels'), read(made, 'metadata')]).toEqual([named, { name: 'web', labels: named }])
    const own = created('batch/v1', 'Job', { metadata: { name: 'web', labels: { a: '1' } }, spec })
    expect([read(own, 'spec.template.metadata.labels'), read(own, 'metadata.labels')]).toEqual([named, { a: '1' }])
    const manual = created('batch/v1', 'Job', { spec: { ...spec, manualSelector: true, selector: { matchLabels: { app: 'web' } } } })
    expect([read(manual, 'spec.template.metadata.labels'), read(manual, 'metadata.labels')]).toEqual([{ app: 'web' }, { app: 'web' }])
    const unnamed = created('batch/v1', 'Job', { metadata: { generateName: 'web-' }, spec })
    expect(read(unnamed, 'spec.template.metadata.labels')).toEqual({ app: 'web' })
  })
})
