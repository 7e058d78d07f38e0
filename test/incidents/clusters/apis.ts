import { condition, crashing, node, notReady, object } from '../../support/incident-objects.ts'
import { cluster, deployed, deployment, ref, service } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const scaler = (place: string, message: string, reason = 'FailedGetPodsMetric') => {
  const [, name = ''] = place.split('/')
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', place, {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, minReplicas: 1, maxReplicas: 5 },
    status: {
      conditions: [condition('AbleToScale', 'True', 900, 'SucceededGetScale'), condition('ScalingActive', 'False', 40, reason, message)],
    },
  })
}
const api = (name: string, group: string, place: string, reason: string, message: string) => {
  const [namespace, service_] = place.split('/')
  return object('apiregistration.k8s.io/v1', 'APIService', name, {
    spec: { group, version: name.split('.')[0], service: { namespace, name: service_, port: 443 } },
    status: { conditions: [condition('Available', 'False', 50, reason, message)] },
  })
}

/** Aggregated APIs that do not answer, and who waits for them. */
export const apis = (): readonly WrittenCase[] => {
  const adapter = deployment('mon/adapter', { state: crashing('cannot reach the time series database') })
  const web = deployment('app/web')
  const unwell = deployment('kube-system/metrics-server', {
    state: notReady(40),
    events: [['Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 500']],
  })
  const queue = deployment('app/queue')
  const going = object('v1', 'Namespace', 'preview', {
    metadata: { deletionTimestamp: '2026-11-25T11:00:00Z' },
    status: {
      phase: 'Terminating',
      conditions: [
        condition(
          'NamespaceDeletionDiscoveryFailure',
          'True',
          55,
          'DiscoveryFailed',
          'Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: custom.metrics.k8s.io/v1beta1: stale GroupVersion discovery: custom.metrics.k8s.io/v1beta1',
        ),
      ],
    },
  })
  const target = deployment('app/gone')
  return [
    cluster(
      'api-custom-metrics-adapter-crashes',
      {
        sure: 'linked',
        root: ref('Deployment', 'mon/adapter'),
        symptoms: [ref('HorizontalPodAutoscaler', 'app/web'), ref('APIService', 'v1beta1.custom.metrics.k8s.io')],
      },
      [
        node('w1'),
        ...adapter,
        ...service('mon/adapter', adapter),
        api(
          'v1beta1.custom.metrics.k8s.io',
          'custom.metrics.k8s.io',
          'mon/adapter',
          'MissingEndpoints',
          'endpoints for service/adapter in "mon" have no addresses with port name "https"',
        ),
        ...web,
        scaler(
          'app/web',
          'the HPA was unable to compute the replica count: unable to get metric http_requests: unable to fetch metrics from custom metrics API: the server is currently unable to handle the request (get pods.custom.metrics.k8s.io)',
        ),
      ],
      deployed([...web, scaler('app/web', '')], 'HorizontalPodAutoscaler'),
    ),
    cluster(
      'api-metrics-server-never-ready',
      { sure: 'linked', root: ref('Deployment', 'kube-system/metrics-server'), symptoms: [ref('HorizontalPodAutoscaler', 'app/queue')] },
      [
        node('w1'),
        ...unwell,
        ...service('kube-system/metrics-server', unwell),
        api(
          'v1beta1.metrics.k8s.io',
          'metrics.k8s.io',
          'kube-system/metrics-server',
          'FailedDiscoveryCheck',
          'failing or missing response from https://10.96.2.2:443/apis/metrics.k8s.io/v1beta1: Get "https://10.96.2.2:443/apis/metrics.k8s.io/v1beta1": dial tcp 10.96.2.2:443: connect: connection refused',
        ),
        ...queue,
        scaler(
          'app/queue',
          'the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)',
          'FailedGetResourceMetric',
        ),
      ],
      deployed([...queue, scaler('app/queue', '')], 'HorizontalPodAutoscaler'),
    ),
    cluster(
      'api-keeps-a-namespace',
      { sure: 'linked', root: ref('Deployment', 'mon/adapter'), symptoms: [ref('Namespace', 'preview')] },
      [
        node('w1'),
        ...adapter,
        ...service('mon/adapter', adapter),
        api(
          'v1beta1.custom.metrics.k8s.io',
          'custom.metrics.k8s.io',
          'mon/adapter',
          'MissingEndpoints',
          'endpoints for service/adapter in "mon" have no addresses with port name "https"',
        ),
        going,
      ],
      [object('v1', 'Namespace', 'preview')],
    ),
    cluster(
      'api-target-of-an-autoscaler-missing',
      { sure: 'stated', root: ref('Deployment', 'app/gone'), symptoms: [ref('HorizontalPodAutoscaler', 'app/gone')] },
      [
        node('w1'),
        object('autoscaling/v2', 'HorizontalPodAutoscaler', 'app/gone', {
          spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'gone' } },
          status: {
            conditions: [
              condition(
                'AbleToScale',
                'False',
                30,
                'FailedGetScale',
                'the HPA controller was unable to get the target\'s current scale: deployments.apps "gone" not found',
              ),
            ],
          },
        }),
      ],
      [...deployed(target.slice(0, 1)), object('autoscaling/v2', 'HorizontalPodAutoscaler', 'app/gone')],
    ),
  ]
}
