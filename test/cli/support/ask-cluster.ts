import { readCluster } from '../../../src/cli/cluster/read-cluster.ts'
import type { AssessInput } from '../../../src/cli/assess-texts.ts'
import type { ClusterQuestion, ClusterReading } from '../../../src/cli/cluster/read-cluster.ts'
import { fakeCluster } from './fake-cluster.ts'
import type { FakeWorld } from './fake-cluster.ts'

export const NOW = '2026-11-29T10:00:00Z'
export const PASSWORD = 'correct-horse-battery-staple'

/** A question about all that is recorded in the namespace of the context. */
export const question: ClusterQuestion = { context: '', desired: [], namespace: undefined, salt: 'salt', progress: () => undefined }

/** Objects as a file of manifests. */
export const text = (...objects: readonly object[]): ClusterQuestion['desired'][number] => ({
  source: 'a.yaml',
  text: objects.map(object => JSON.stringify(object)).join('\n---\n'),
})

interface Named {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly data: Readonly<Record<string, string>>
}

export const settings = (name: string, level = 'info'): Named => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data: { level },
})

export const secret = (name: string, password: string = PASSWORD): Named => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'shop' },
  data: { password: btoa(password) },
})

/** An object as kubectl applied it, and what became of it. */
export const applied = <T extends { readonly metadata: object }>(object: T, live: object = {}): T => ({
  ...object,
  ...live,
  metadata: { ...object.metadata, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(object) } },
})

type Asked = ReturnType<typeof fakeCluster> & { readonly reading: ClusterReading | string }

/** What the command line reads from a cluster. */
export const read = async (world: FakeWorld, asked: Partial<ClusterQuestion> = {}, flags: readonly string[] = []): Promise<Asked> => {
  const cluster = fakeCluster(world, flags)
  return { ...cluster, reading: await readCluster({ ...question, ...asked }, cluster.kubectl, 5000) }
}

export const readingOf = (reading: ClusterReading | string): ClusterReading => {
  if (typeof reading === 'string') throw new Error(reading)
  return reading
}

/** The input of the commands. */
export const inputOf = (reading: ClusterReading | string, desired: ClusterQuestion['desired'] = []): AssessInput => ({
  desired,
  live: [],
  problems: [],
  clusters: [readingOf(reading)],
})
