import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { V1Container, V1Deployment, V1DeploymentStatus, V1NetworkPolicy, V1NetworkPolicyIngressRule, V1ObjectMeta } from 'client-node-1'
import type { KubernetesObject } from 'client-node-1'
import { parseDocument } from 'yaml'
import { afterAll, describe, expect, test } from 'vitest'
import { LiveStatusProcessor } from '../../examples/backstage/live-status-processor.ts'
import { deployBackend } from '../../examples/deploy-backend.ts'
import { healthSection } from '../../examples/headlamp/health-section.ts'
import { watched } from '../../examples/watch-loop.ts'
import { plainObject } from '../../src/parse/index.ts'

/** The recipes of examples/, run as their users would run them. */
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { replicas: 2, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: 'web:1' }] } } }
`
const desired = parseDocument(DEPLOYMENT).toJS() as { metadata: object; spec: object }
const liveOf = (replicas: number, ready: number): object => ({
  ...desired,
  metadata: { ...desired.metadata, uid: 'u1', generation: 1 },
  spec: { ...desired.spec, replicas },
  status: { observedGeneration: 1, replicas: ready, updatedReplicas: ready, readyReplicas: ready, availableReplicas: ready },
})

describe('a Backstage processor', () => {
  const cluster = {
    deployed: () => Promise.resolve([desired]),
    live: () => Promise.resolve([{ apiVersion: 'apps/v1', kind: 'DeploymentList', items: [liveOf(5, 5)] } as object]),
  }
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'web', annotations: { 'backstage.io/kubernetes-id': 'web' } },
  }
  test('puts the status on the entity', async () => {
    const { metadata } = await new LiveStatusProcessor(cluster).postProcessEntity(entity)
    expect(metadata.annotations).toMatchObject({ 'live-object-status/status': 'Out of Sync', 'backstage.io/kubernetes-id': 'web' })
  })
  test('puts nothing of a secret value into the catalog', async () => {
    const secret = 'web:1-5up3rs3cr3t'
    const live: object = {
      ...liveOf(2, 2),
      status: { observedGeneration: 1, conditions: [{ type: 'ReplicaFailure', status: 'True', message: `no ${secret}` }] },
    }
    const leaking = { ...cluster, live: () => Promise.resolve([live]) }
    const { metadata } = await new LiveStatusProcessor(leaking, [secret]).postProcessEntity(entity)
    expect(metadata.annotations).toMatchObject({ 'live-object-status/message': expect.stringContaining('no ') })
    expect(JSON.stringify(metadata)).not.toContain('5up3rs3cr3t')
  })
  test('leaves other entities as they are', async () => {
    const other = { ...entity, kind: 'API' }
    expect(await new LiveStatusProcessor(cluster).postProcessEntity(other)).toBe(other)
  })
})

test('a Headlamp section says why, from the pods', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'web-1',
      namespace: 'shop',
      uid: 'p1',
      ownerReferences: [{ uid: 'u1', kind: 'Deployment', name: 'web', controller: true }],
    },
    status: {
      phase: 'Pending',
      containerStatuses: [
        { name: 'web', ready: false, state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "web:1"' } } },
      ],
    },
  }
  const section = healthSection({ jsonData: pod })
  expect(section).toMatchObject({ status: 'Degraded', title: 'Degraded: ImagePullBackOff' })
  expect(healthSection({ jsonData: liveOf(2, 2) }, [{ jsonData: pod }]).status).toBe('Healthy')
  expect(healthSection({ jsonData: null }).status).toBe('Missing')
})

describe('the backend of a deploy tool', () => {
  const server = deployBackend()
  const listening = new Promise<string>(resolved => {
    server.listen(0, '127.0.0.1', () => resolved(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
  afterAll(() => server.close())
  const ask = async (body: string, path = '/status'): Promise<{ code: number; said: Record<string, unknown> }> => {
    const response = await fetch(`${await listening}${path}`, { method: 'POST', body })
    return { code: response.status, said: (await response.json()) as Record<string, unknown> }
  }
  test('answers with the status of each object, and hides what it was told to hide', async () => {
    const secret = 'web:1-5up3rs3cr3t'
    const manifests = DEPLOYMENT.replace('web:1', secret)
    const { code, said } = await ask(JSON.stringify({ manifests, live: [liveOf(5, 5)], secrets: [secret] }))
    expect(code).toBe(200)
    expect(said).toMatchObject({ status: 'Out of Sync', objects: [{ name: 'Deployment shop/web', status: 'Out of Sync' }] })
    expect(JSON.stringify(said)).not.toContain(secret)
  })
  test.each([
    ['{', 400],
    ['{}', 400],
    [JSON.stringify({ manifests: '', live: 5 }), 400],
    [JSON.stringify({ manifests: ': {', live: [] }), 200],
  ])('%s is answered with %d', async (body, code) => expect((await ask(body)).code).toBe(code))
  test('and anything else is refused', async () => expect((await ask('{}', '/other')).code).toBe(404))
})

describe('a watch loop over objects of @kubernetes/client-node 1.4.0', () => {
  let version = 0
  const typed = (replicas: number, ready: number): V1Deployment => {
    const object = new V1Deployment()
    object.metadata = new V1ObjectMeta()
    Object.assign(object.metadata, {
      name: 'web',
      namespace: 'shop',
      uid: 'u1',
      resourceVersion: String(++version),
      generation: 1,
      creationTimestamp: new Date('2026-11-23T10:00:00Z'),
    })
    Object.assign(object, { spec: { ...desired.spec, replicas } })
    object.status = Object.assign(new V1DeploymentStatus(), {
      observedGeneration: 1,
      replicas: ready,
      updatedReplicas: ready,
      readyReplicas: ready,
      availableReplicas: ready,
    })
    return object
  }
  const AT = Date.parse('2026-11-23T10:00:00Z')
  test('follows items of lists, which have no kind and whose times are Dates', () => {
    const item: KubernetesObject = typed(2, 2)
    expect(item.kind).toBeUndefined()
    const loop = watched('apps/v1', 'Deployment', [desired])
    loop.listed([item], AT)
    expect(loop.tracker.assess(AT + 1).status).toBe('Healthy')
    loop.on('ADDED', typed(2, 2), AT + 1)
    loop.on('MODIFIED', typed(2, 1), AT + 2)
    expect(loop.tracker.assess(AT + 3).status).toBe('Progressing')
    loop.on('DELETED', typed(2, 1), AT + 4)
    expect(loop.tracker.assess(AT + 5).status).toBe('Missing')
  })
  test('renamed fields come back under their own names', () => {
    const rule = Object.assign(new V1NetworkPolicyIngressRule(), { _from: [{ podSelector: {} }] })
    const policy = Object.assign(new V1NetworkPolicy(), { kind: 'NetworkPolicy', spec: { ingress: [rule], podSelector: {} } })
    expect(plainObject(policy).object).toMatchObject({ kind: 'NetworkPolicy', spec: { ingress: [{ from: [{ podSelector: {} }] }] } })
    const container = Object.assign(new V1Container(), { name: 'a', image: 'b' })
    expect(plainObject({ spec: { containers: [container] } }).object).toEqual({
      spec: { containers: [{ name: 'a', image: 'b' }] },
    })
  })
})

test.each([
  ['well', 2, 0, 'Healthy'],
  ['drifted', 5, 1, 'Out of Sync'],
])('a gate in GitHub Actions, over what is %s', (_, replicas, code, label) => {
  const action = parseDocument(readFileSync('examples/github-gate/action.yml', 'utf8')).toJS() as {
    runs: { using: string; steps: { shell: string; run: string }[] }
  }
  expect(action.runs).toMatchObject({ using: 'composite', steps: [{ shell: 'bash' }] })
  const folder = mkdtempSync(join(tmpdir(), 'gate-'))
  writeFileSync(join(folder, 'web.yaml'), DEPLOYMENT)
  writeFileSync(join(folder, 'live.json'), JSON.stringify(liveOf(replicas, replicas)))
  const command = `${process.execPath} --import ${resolve('node_modules/tsx/dist/esm/index.mjs')} ${resolve('src/cli/main.ts')}`
  const environment = {
    ...process.env,
    MANIFESTS: join(folder, 'web.yaml'),
    LIVE: join(folder, 'live.json'),
    COMMAND: command,
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  }
  let status = 0
  try {
    execFileSync('bash', ['-c', action.runs.steps[0]?.run ?? ''], { env: environment, stdio: 'pipe' })
  } catch (error) {
    status = (error as { status: number }).status
  }
  expect(status).toBe(code)
  expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain(label)
  rmSync(folder, { recursive: true })
})
