import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createKubectl } from '../../../src/cli/cluster/run-kubectl.ts'
import type { Kubectl } from '../../../src/cli/cluster/run-kubectl.ts'

/** What the cluster behind the fake kubectl is. */
export interface FakeWorld {
  readonly objects: readonly unknown[]
  readonly namespace?: string
  /** Kinds that may not be read. */
  readonly forbidden?: readonly string[]
  /** Types that discovery names, and `get` does not know. */
  readonly lies?: readonly string[]
  /** Lines on standard error of every call. */
  readonly says?: readonly string[]
  /** What `version` says where the server does not answer. */
  readonly down?: string
  readonly hangs?: boolean
  /** The minor version of kubectl. */
  readonly client?: string
  /** Names of objects that are not there before so many calls. */
  readonly late?: readonly string[]
  readonly lateUntil?: number
  readonly kinds?: readonly object[]
  /** By `pod/container`. */
  readonly logs?: Readonly<Record<string, string>>
}

export const KINDS: readonly object[] = [
  ...[
    'pods Pod',
    'configmaps ConfigMap',
    'secrets Secret',
    'services Service',
    'serviceaccounts ServiceAccount',
    'events Event',
    'endpoints Endpoints',
    'persistentvolumeclaims PersistentVolumeClaim',
    'limitranges LimitRange',
    'resourcequotas ResourceQuota',
  ].map(text => kindOf(text, '', 'v1')),
  ...['nodes Node', 'persistentvolumes PersistentVolume', 'namespaces Namespace'].map(text => ({
    ...kindOf(text, '', 'v1'),
    cluster: true,
  })),
  ...['deployments Deployment', 'replicasets ReplicaSet', 'statefulsets StatefulSet', 'daemonsets DaemonSet'].map(text =>
    kindOf(text, 'apps', 'v1'),
  ),
  kindOf('jobs Job', 'batch', 'v1'),
  kindOf('horizontalpodautoscalers HorizontalPodAutoscaler', 'autoscaling', 'v2'),
  kindOf('endpointslices EndpointSlice', 'discovery.k8s.io', 'v1'),
  kindOf('applications Application', 'argoproj.io', 'v1alpha1'),
  kindOf('pods PodMetrics', 'metrics.k8s.io', 'v1beta1'),
  { ...kindOf('customresourcedefinitions CustomResourceDefinition', 'apiextensions.k8s.io', 'v1'), cluster: true },
]

function kindOf(text: string, group: string, version: string): object {
  const [plural, kind] = text.split(' ')
  return { plural, kind, group, version }
}

const script = fileURLToPath(new URL('fake-kubectl.mjs', import.meta.url))

/** A kubectl of a world of its own; `calls` are the arguments that it was given, `said` what it had to say at once. */
export const fakeCluster = (
  world: FakeWorld,
  flags: readonly string[] = [],
): { readonly kubectl: Kubectl; readonly path: string; readonly calls: () => readonly (readonly string[])[]; readonly said: string[] } => {
  const path = join(mkdtempSync(join(tmpdir(), 'live-object-status-')), 'world.json')
  writeFileSync(path, JSON.stringify({ kinds: KINDS, namespace: 'shop', ...world }))
  process.env['FAKE_KUBECTL'] = path
  const said: string[] = []
  return {
    kubectl: createKubectl({ path: script, flags, mayReadLogs: world.logs !== undefined, mayAsk: false, tell: line => said.push(line) }),
    path,
    calls: () =>
      existsSync(`${path}.calls`)
        ? readFileSync(`${path}.calls`, 'utf8')
            .trim()
            .split('\n')
            .map(line => JSON.parse(line))
        : [],
    said,
  }
}

/** The script itself, for `--kubectl`. */
export const FAKE_KUBECTL: string = script
