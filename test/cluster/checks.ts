import type { Ended, RealCluster } from './real-cluster.ts'

/** What a check needs to know. */
export interface Checking {
  readonly cluster: RealCluster
  /** The flags that name the cluster. */
  readonly flags: readonly string[]
  /** Manifests that a bare API server makes whole. */
  readonly settings: string
  /** A workload, which takes controllers. */
  readonly workload: string
}

/** What came of a check: undefined where all is as it should be, else in a sentence what is not; or why it was not made. */
export type Outcome = string | undefined | { readonly skipped: string }

/** One thing that a user does. */
export type Check = readonly [name: string, run: (checking: Checking) => Promise<Outcome>]

export const SECRET = 'correct-horse-battery-staple'
export const ROTATED = 'tr0ub4dor-and-three-more'

const label = { app: 'web' }
const named = (kind: string, name: string, apiVersion = 'v1'): { apiVersion: string; kind: string; metadata: object } => ({
  apiVersion,
  kind,
  metadata: { name, labels: label },
})

export const settings = (password: string = SECRET): readonly object[] => [
  { ...named('ConfigMap', 'settings'), data: { level: 'info' } },
  { ...named('Secret', 'creds'), type: 'Opaque', data: { password: btoa(password) } },
  named('ServiceAccount', 'web'),
  {
    ...named('Role', 'web', 'rbac.authorization.k8s.io/v1'),
    rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }],
  },
]

export const workload: readonly object[] = [
  {
    ...named('Deployment', 'web', 'apps/v1'),
    spec: {
      replicas: 1,
      selector: { matchLabels: label },
      template: {
        metadata: { labels: label },
        spec: { containers: [{ name: 'web', image: 'busybox:stable', command: ['sleep', '3600'] }], terminationGracePeriodSeconds: 0 },
      },
    },
  },
]

/** What is wrong with an answer: another exit code, or a text that is not in it. */
export const answers = ({ code, text, errors }: Ended, expected: number, ...patterns: readonly RegExp[]): Outcome => {
  const all = `${text}${errors}`
  if (code !== expected) return `exit code ${code} in place of ${expected}: ${all.slice(0, 600)}`
  const missing = patterns.find(pattern => !pattern.test(all))
  return missing === undefined ? undefined : `${String(missing)} is not in: ${all.slice(0, 600)}`
}

/** What is wrong where kubectl could not do what a check rests on. */
const failed = ({ code, errors }: Ended): Outcome => (code === 0 ? undefined : `kubectl: ${errors.slice(0, 300)}`)

const desired = ({ settings: path, flags, cluster }: Checking): readonly string[] => ['-d', path, '-n', cluster.namespace, ...flags]

const patchLevel = ({ cluster }: Checking, level: string): Promise<Ended> =>
  cluster.kubectl(['patch', 'configmap', 'settings', '--type=merge', '-p', JSON.stringify({ data: { level } })])

/** The checks, in the order in which a person would come to them; each leaves the cluster as it found it. */
export const CHECKS: readonly Check[] = [
  ['what is not applied yet is missing', async c => answers(await c.cluster.ask(['status', ...desired(c)]), 1, /^Missing/m)],
  [
    'a gate says what it waited for',
    async c => answers(await c.cluster.ask(['wait', ...desired(c), '--timeout', '6s']), 3, /time ran out/, /Missing/),
  ],
  [
    'what kubectl applied is as deployed',
    async c =>
      failed(await c.cluster.kubectl(['apply', '-f', c.settings])) ??
      answers(await c.cluster.ask(['status', ...desired(c)]), 0, /^Healthy {2}All 4 objects are as deployed/) ??
      answers(await c.cluster.ask(['diff', ...desired(c)]), 0) ??
      answers(await c.cluster.ask(['wait', ...desired(c), '--timeout', '1m']), 0),
  ],
  ['one object is explained', async c => answers(await c.cluster.ask(['explain', 'cm/settings', ...desired(c)]), 0, /is In Sync/)],
  [
    'a page of it is made',
    async c => answers(await c.cluster.ask(['report', ...desired(c)]), 0, /<!doctype html>/i, new RegExp(c.cluster.namespace)),
  ],
  [
    'drift is found, with who and what',
    async c =>
      failed(await patchLevel(c, 'debug')) ??
      answers(await c.cluster.ask(['status', ...desired(c)]), 1, /Out of Sync/, /data\.level/) ??
      answers(await c.cluster.ask(['diff', ...desired(c)]), 1, /data\.level: kubectl-patch/, /level: debug/) ??
      failed(await c.cluster.kubectl(['apply', '-f', c.settings])) ??
      answers(await c.cluster.ask(['diff', ...desired(c)]), 0),
  ],
  [
    'a rotated Secret is drift, and no value of it is said',
    async c => {
      const rotated = c.cluster.write('rotated.json', settings(ROTATED))
      return (
        failed(await c.cluster.kubectl(['apply', '-f', rotated])) ??
        answers(await c.cluster.ask(['diff', ...desired(c)]), 1, /Secret .*creds/, /changed/) ??
        failed(await c.cluster.kubectl(['apply', '-f', c.settings])) ??
        answers(await c.cluster.ask(['diff', ...desired(c)]), 0)
      )
    },
  ],
  [
    'what is recorded is found without manifests',
    // The Secret is not read, as nothing that is recorded asks for it.
    async c =>
      answers(await c.cluster.ask(['-n', c.cluster.namespace, ...c.flags]), 0, /All 3 objects are as deployed/) ??
      answers(await c.cluster.ask(['kubectl/applied', '-n', c.cluster.namespace, ...c.flags]), 0, /All 3 objects are as deployed/),
  ],
  [
    'a release that is not there is said to be none',
    async c =>
      answers(await c.cluster.ask(['release/web', '-n', c.cluster.namespace, ...c.flags]), 2, /release\/web is not recorded in namespace/),
  ],
  [
    'the plan, run and piped, answers the same',
    async c => {
      const planned = await c.cluster.ask(['plan', '-d', c.settings, '-n', c.cluster.namespace, '-o', 'kubectl'])
      const dumps: string[] = []
      for (const line of planned.text.trim().split('\n'))
        dumps.push(
          (
            await c.cluster.kubectl(
              line
                .split(' ')
                .slice(1)
                .filter((word, index, all) => word !== '-n' && all[index - 1] !== '-n'),
            )
          ).text,
        )
      return (
        answers(planned, 0, /^kubectl get /) ??
        answers(await c.cluster.ask(['status', '-d', c.settings, '-n', c.cluster.namespace], dumps.join('\n')), 0, /^Healthy/)
      )
    },
  ],
  [
    'server-side, what another manager set is drift',
    async c =>
      failed(await c.cluster.kubectl(['apply', '--server-side', '--force-conflicts', '-f', c.settings])) ??
      answers(await c.cluster.ask(['diff', ...desired(c)]), 0) ??
      failed(await patchLevel(c, 'trace')) ??
      answers(await c.cluster.ask(['diff', ...desired(c), '--applier', 'server-side', '--force']), 1, /data\.level: kubectl-patch/) ??
      failed(await c.cluster.kubectl(['apply', '--server-side', '--force-conflicts', '-f', c.settings])),
  ],
  [
    'a watch tells what goes and what comes back',
    async c => {
      const applied = failed(await c.cluster.kubectl(['apply', '-f', c.settings]))
      if (applied !== undefined) return applied
      const watching = c.cluster.ask(['watch', ...desired(c), '-o', 'lines', '--timeout', '25s'])
      await seconds(12)
      const gone = await c.cluster.kubectl(['delete', 'configmap', 'settings'])
      await seconds(4)
      const back = await c.cluster.kubectl(['apply', '-f', c.settings])
      const { text, errors } = await watching
      const found = [/settings {2}\S.* → Missing/, /settings {2}Missing → In Sync/].find(pattern => !pattern.test(text))
      return failed(gone) ?? failed(back) ?? (found === undefined ? undefined : `${String(found)} is not in: ${text}${errors}`)
    },
  ],
  [
    'who may not read everything is told so, and the rest is answered',
    async c => {
      if ((await c.cluster.kubectl(['auth', 'can-i', 'impersonate', 'users'])).code !== 0)
        return { skipped: 'this user may not act as others' }
      const binding = ['create', 'rolebinding', 'reader', '--role=web', '--user=reader']
      const asked = ['status', ...desired(c), '--as', 'reader']
      return (
        failed(await c.cluster.kubectl(binding)) ??
        answers(await c.cluster.ask(asked), 1, /reader|This user may not read/, /1 object is well|settings/) ??
        failed(await c.cluster.kubectl(['delete', 'rolebinding', 'reader']))
      )
    },
  ],
  [
    'a workload is as well as its rollout',
    async c => {
      const applied = failed(await c.cluster.kubectl(['apply', '-f', c.workload]))
      if (applied !== undefined) return applied
      if (!(await hasController(c))) return { skipped: 'no controller makes a ReplicaSet of a Deployment' }
      const rollout = await c.cluster.kubectl(['rollout', 'status', 'deployment/web', '--timeout=90s'])
      const asked = ['wait', '-d', c.workload, '-n', c.cluster.namespace, ...c.flags, '--timeout', '30s']
      const { code, text, errors } = await c.cluster.ask(asked)
      return (code === 0) === (rollout.code === 0)
        ? undefined
        : `kubectl rollout status ends with ${rollout.code}, wait with ${code}: ${text}${errors}`
    },
  ],
  [
    'a workload that nothing has acted on is not well',
    async c => {
      if (await hasController(c)) return { skipped: 'a controller acts on it' }
      const { code, text } = await c.cluster.ask(['status', '-d', c.workload, '-n', c.cluster.namespace, ...c.flags])
      return code === 1 && !/^Healthy/m.test(text) ? undefined : `exit code ${code}: ${text}`
    },
  ],
  [
    'nothing that was said holds a value of a Secret',
    async ({ cluster }) => {
      const found = [SECRET, ROTATED].flatMap(value => [value, btoa(value)]).find(value => cluster.said().includes(value))
      return found === undefined ? undefined : 'a value of the Secret creds is in an answer'
    },
  ],
]

const seconds = (count: number): Promise<void> => new Promise(resolve => void setTimeout(resolve, count * 1000))

/** A Deployment gets a ReplicaSet within a moment where anybody looks after Deployments. */
const hasController = async ({ cluster }: Checking): Promise<boolean> => {
  for (let look = 0; look < 5; look++) {
    const { text } = await cluster.kubectl(['get', 'replicasets', '-o', 'name'])
    if (text.trim() !== '') return true
    await seconds(1)
  }
  return false
}
