import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** examples/monitor.ts as its first lines say, against an API server that this test plays on loopback. */
const MANIFESTS = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { colour: red }
---
apiVersion: v1
kind: Secret
metadata: { name: login, namespace: shop }
stringData: { password: correct-horse-battery }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: shop }
`
const VALUE = 'staple-of-the-cluster'
const login = (version: string, value: string): object => ({
  metadata: { name: 'login', namespace: 'shop', uid: 'u1', resourceVersion: version },
  type: 'Opaque',
  data: { password: Buffer.from(value).toString('base64') },
})
const RESOURCES = { ConfigMap: 'configmaps', Secret: 'secrets', ServiceAccount: 'serviceaccounts', Event: 'events' }

/** Which requests came, and the open watches by the plural of their kind. */
const asked: string[] = []
const watches = new Map<string, ServerResponse>()
const api = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://api')
  asked.push(`${request.method} ${url.pathname}${url.search}`)
  const say = (code: number, value: object): void =>
    void response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  if (url.pathname === '/version') return say(200, { major: '1' })
  if (url.pathname === '/api/v1')
    return say(200, { resources: Object.entries(RESOURCES).map(([kind, name]) => ({ kind, name, namespaced: true })) })
  const plural = /^\/api\/v1\/namespaces\/shop\/(\w+)$/.exec(url.pathname)?.[1]
  if (plural === undefined) return say(404, { kind: 'Status', code: 404 })
  if (plural === 'serviceaccounts') return say(403, { kind: 'Status', code: 403 })
  if (url.searchParams.get('watch') === 'true') {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
    return void watches.set(plural, response)
  }
  return say(200, {
    apiVersion: 'v1',
    kind: 'List',
    metadata: { resourceVersion: '5' },
    items: plural === 'secrets' ? [login('3', VALUE)] : [],
  })
})
const send = (plural: string, type: string, object: object): void =>
  void watches.get(plural)?.write(`${JSON.stringify({ type, object })}\n`)

const folder = mkdtempSync(join(tmpdir(), 'monitor-'))
const program = resolve('node_modules/.cache/live-object-status/monitor.mjs')
let child: ChildProcess
let address = ''

/** The newest client asks for a newer Node.js than the package does: on an older one the example runs with the last client that it has. */
const isNewEnough = ((major, minor) => major > 22 || (major === 22 && minor >= 19))(
  ...(process.versions.node.split('.').map(Number) as [number, number]),
)

beforeAll(async () => {
  mkdirSync(resolve(program, '..'), { recursive: true })
  const alias = {
    '#yaml': 'yaml',
    'live-object-status/status': resolve('src/status/index.ts'),
    'live-object-status': resolve('src/index.ts'),
  }
  await build({
    entryPoints: ['examples/monitor.ts'],
    bundle: true,
    outfile: program,
    format: 'esm',
    platform: 'node',
    alias: isNewEnough ? alias : { ...alias, '@kubernetes/client-node': 'client-node-1' },
    external: ['@kubernetes/client-node', 'client-node-1', 'yaml', '@noble/hashes/*', 'fast-deep-equal'],
  })
  await new Promise<void>(done => void api.listen(0, '127.0.0.1', done))
  const server = `http://127.0.0.1:${(api.address() as AddressInfo).port}`
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'a',
    contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
    clusters: [{ name: 'a', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'a', user: {} }],
  }
  writeFileSync(join(folder, 'config'), JSON.stringify(config))
  writeFileSync(join(folder, 'deployed.yaml'), MANIFESTS)
  child = spawn(process.execPath, [program, join(folder, 'deployed.yaml')], {
    env: { ...process.env, KUBECONFIG: join(folder, 'config') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  address = await new Promise<string>(told => child.stdout?.once('data', (chunk: Buffer) => told(chunk.toString('utf8').trim())))
}, 60_000)
afterAll(() => {
  child.kill('SIGKILL')
  api.closeAllConnections()
  api.close()
  rmSync(folder, { recursive: true })
})

interface Told {
  readonly status: string
  readonly message: string
  readonly objects: readonly { readonly name: string; readonly status: string; readonly reason: string; readonly message: string }[]
}
const look = async (): Promise<Told> => (await (await fetch(address)).json()) as Told
const until = async (isSo: (told: Told) => boolean): Promise<Told> => {
  for (let told = await look(); ; told = await look()) {
    if (isSo(told)) return told
    await new Promise(again => setTimeout(again, 100))
  }
}

test('the monitor tells what is missing, forbidden and drifted, and no value of a Secret', async () => {
  const told = await until(({ objects }) => objects.length === 3 && objects.every(({ reason }) => reason !== 'NotObserved'))
  expect(told.status).toBe('Missing')
  expect(told.objects.map(({ name, status, reason }) => [name, status, reason])).toEqual([
    ['ConfigMap shop/settings', 'Missing', 'NotInCluster'],
    ['Secret shop/login', 'Out of Sync', expect.any(String)],
    ['ServiceAccount shop/web', 'Unknown', 'Forbidden'],
  ])
  const text = JSON.stringify(told)
  for (const value of [VALUE, 'correct-horse-battery', Buffer.from(VALUE).toString('base64')]) expect(text).not.toContain(value)
  expect(asked.filter(path => /namespaces\/shop\/secrets/.test(path) && !path.includes('fieldSelector=metadata.name%3Dlogin'))).toEqual([])
  expect(asked.filter(path => !path.startsWith('GET '))).toEqual([])
})

test('it tells changes as they come', async () => {
  const stream = (await fetch(`${address}changes`)).body?.getReader()
  const settings = { metadata: { name: 'settings', namespace: 'shop', uid: 'u2', resourceVersion: '6' }, data: { colour: 'red' } }
  send('configmaps', 'ADDED', settings)
  let text = ''
  while (!text.includes('ConfigMap shop/settings')) text += Buffer.from((await stream?.read())?.value ?? []).toString('utf8')
  await stream?.cancel()
  const events = text
    .split('\n\n')
    .filter(event => event.startsWith('data: '))
    .map(event => JSON.parse(event.slice(6)) as object)
  expect(events).toContainEqual(expect.objectContaining({ name: 'ConfigMap shop/settings', to: 'In Sync' }))
  await until(({ objects }) => objects[0]?.status === 'In Sync')
})

test('it answers nobody who asks by another name, and nothing but GET', async () => {
  expect((await fetch(address, { method: 'POST' })).status).toBe(405)
  const { request } = await import('node:http')
  const code = await new Promise<number | undefined>(answered => {
    const { hostname, port } = new URL(address)
    request({ host: hostname, port, headers: { host: 'evil.example.com' } }, response => answered(response.resume().statusCode)).end()
  })
  expect(code).toBe(403)
})
