import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import {
  createConfiguration,
  HttpMethod,
  KubeConfig,
  ListWatch,
  RequestContext,
  Watch,
  type KubernetesObject,
} from '@kubernetes/client-node'
import { createRedactor, createTracker, parseManifests, type ApplicationAssessment, type Shown, type Tracker } from 'live-object-status'
import { planObservation, refText, type PlannedKind } from 'live-object-status/status'

/** A tracker of answers that people may see. */
type ShownTracker = Tracker<Shown<ApplicationAssessment>>

/**
 * A monitor of one application, which runs beside it or on a desk: `npx tsx examples/monitor.ts deployed.yaml 8080` with the kubeconfig that kubectl uses.
 * `planObservation` says what to watch, an informer of `@kubernetes/client-node` each brings it to a tracker, and `http://127.0.0.1:8080/` answers
 * with the status as JSON, `/changes` with what changes as server-sent events. What leaves it are labels and sentences: values of Secrets are hashes in them,
 * with a salt that nobody knows.
 */
interface ApiResource {
  readonly kind: string
  readonly name: string
  readonly namespaced: boolean
}
interface ObjectList {
  readonly metadata?: { readonly resourceVersion?: string }
  readonly items: KubernetesObject[]
}

const RETRY_AFTER = 5_000
const HEARTBEAT_EVERY = 60_000
const LOOK_EVERY = 1_000

class ApiError extends Error {
  readonly code: number
  constructor(code: number) {
    super(`The API server answers ${code}`)
    this.code = code
  }
}

/** Reads JSON as the server has it: the classes of the client would drop what they do not know. */
const readJson = async (config: KubeConfig, path: string): Promise<unknown> => {
  const context = new RequestContext(`${config.getCurrentCluster()?.server ?? ''}${path}`, HttpMethod.GET)
  await config.applySecurityAuthentication(context)
  const response = await createConfiguration().httpApi.send(context).toPromise()
  const text = await response.body.text()
  if (response.httpStatusCode !== 200) throw new ApiError(response.httpStatusCode)
  return JSON.parse(text)
}

/** Finds where the server has a kind, and in which version; undefined where it does not serve it. */
const discover = async (
  config: KubeConfig,
  { kind: planned, version }: PlannedKind,
): Promise<{ root: string; apiVersion: string; resource: ApiResource } | undefined> => {
  const [kind = '', group = ''] = planned.split('/').reverse()
  try {
    const preferred = async (): Promise<string> =>
      ((await readJson(config, `/apis/${group}`)) as { preferredVersion: { version: string } }).preferredVersion.version
    const apiVersion = group === '' ? 'v1' : `${group}/${version ?? (await preferred())}`
    const root = `${group === '' ? '/api' : '/apis'}/${apiVersion}`
    const { resources } = (await readJson(config, root)) as { resources: readonly ApiResource[] }
    const resource = resources.find(each => each.kind === kind && !each.name.includes('/'))
    return resource === undefined ? undefined : { root, apiVersion, resource }
  } catch (error) {
    if (error instanceof ApiError && error.code === 404) return undefined
    throw error
  }
}

/** Which objects of a kind are read: Secrets by name, records of Helm by their label, all of any other. */
interface Selector {
  readonly label?: string
  readonly field?: string
}
const selectorsOf = ({ kind, names = [], labelSelector: label }: PlannedKind, namespace: string): readonly Selector[] => {
  if (label !== undefined) return [{ label }]
  if (kind !== 'Secret') return [{}]
  return names.filter(each => each.namespace === namespace).map(({ name }) => ({ field: `metadata.name=${name}` }))
}

interface Watched {
  readonly config: KubeConfig
  readonly tracker: ShownTracker
  readonly forbidden: Set<string>
  readonly informers: ListWatch<KubernetesObject>[]
  stopped: boolean
}

/** One kind in one namespace, or in the whole cluster where that is ''. */
interface Scope {
  readonly apiVersion: string
  readonly kind: string
  readonly path: string
  readonly namespace: string
  readonly selectors: readonly Selector[]
  /** Those whose first list came. */
  readonly listed: Set<Selector>
  readonly informers: ListWatch<KubernetesObject>[]
}

const watchKind = async (watched: Watched, planned: PlannedKind, namespace: string): Promise<void> => {
  const found = await discover(watched.config, planned)
  if (found === undefined) return
  const { root, apiVersion, resource } = found
  const path = `${root}${namespace === '' ? '' : `/namespaces/${namespace}`}/${resource.name}`
  const scope: Scope = {
    apiVersion,
    kind: resource.kind,
    path,
    namespace,
    selectors: selectorsOf(planned, namespace),
    listed: new Set(),
    informers: [],
  }
  for (const selector of scope.selectors) {
    const informer = createInformer(watched, scope, selector)
    informer.on('error', (error: unknown) => {
      tellTrouble(watched, planned, error)
      setTimeout(() => void (watched.stopped || informer.start()), RETRY_AFTER).unref()
    })
    scope.informers.push(informer)
    watched.informers.push(informer)
    await informer.start()
  }
}

const createInformer = ({ config, tracker }: Watched, scope: Scope, selector: Selector): ListWatch<KubernetesObject> => {
  const { apiVersion, kind, path, namespace, selectors, listed, informers } = scope
  const { label, field } = selector
  const query = new URLSearchParams({ ...(label && { labelSelector: label }), ...(field && { fieldSelector: field }) })
  const list = async (): Promise<ObjectList> => {
    const answer = (await readJson(config, `${path}?${query.toString()}`)) as ObjectList
    listed.add(selector)
    const others = informers.filter(each => each !== informer).flatMap(each => [...each.list()])
    const whole = { apiVersion, kind: `${kind}List`, items: [...others, ...answer.items] }
    // What no list holds is gone, so they are handed in once there is one of each selector.
    if (listed.size === selectors.length) tracker.observeList(whole, Date.now(), '', namespace === '' ? {} : { namespace })
    return answer
  }
  const informer: ListWatch<KubernetesObject> = new ListWatch(path, new Watch(config), list, false, label, field)
  const feed = (type: string) => (object: KubernetesObject) =>
    tracker.observeEvent({ type, object: { apiVersion, kind, ...object } }, Date.now())
  informer.on('add', feed('ADDED'))
  informer.on('update', feed('MODIFIED'))
  informer.on('delete', feed('DELETED'))
  return informer
}

/** A kind that may not be read is part of the answer; other trouble is told where the monitor was started. */
const tellTrouble = ({ tracker, forbidden }: Watched, { kind }: PlannedKind, error: unknown): void => {
  if (error instanceof ApiError && error.code === 403) tracker.describeSource('', { forbidden: [...forbidden.add(kind)] })
  else process.stderr.write(`${kind}: ${error instanceof Error ? error.message : 'cannot be read'}\n`)
}

/** The answer of `/`. */
const present = (tracker: ShownTracker): unknown => {
  const { status, reason, message, gate, objects } = tracker.assess(Date.now())
  return {
    status,
    reason,
    message,
    gate,
    objects: objects.map(({ ref, status: label, reason: why, message: said }) => ({
      name: refText(ref),
      status: label,
      reason: why,
      message: said,
    })),
  }
}

const serve = (tracker: ShownTracker, listeners: Set<ServerResponse>): Server =>
  createServer((request, response) => {
    // A page elsewhere can make a browser ask for a name that leads here; it cannot make it say that it asks for this one.
    if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(request.headers.host ?? '')) return void response.writeHead(403).end()
    if (request.method !== 'GET') return void response.writeHead(405).end()
    if (request.url === '/changes') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).flushHeaders()
      listeners.add(response)
      return void response.on('close', () => listeners.delete(response))
    }
    if (request.url !== '/') return void response.writeHead(404).end()
    return void response
      .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(present(tracker)))
  })

const tellChanges = (tracker: ShownTracker, listeners: ReadonlySet<ServerResponse>): void => {
  for (const change of tracker.changes(Date.now())) {
    // An incident is told by the labels of the objects that it explains.
    if (change.incident !== undefined) continue
    const { application, ref, from, to, reason, message } = change
    const text = JSON.stringify({ name: application === true ? null : refText(ref), from, to, reason, message })
    for (const listener of listeners) listener.write(`data: ${text}\n\n`)
  }
}

/** Begins to watch; the answer stops it. */
export const monitor = (config: KubeConfig, manifests: string, port: number): { readonly server: Server; readonly stop: () => void } => {
  const namespace = config.getContextObject(config.getCurrentContext())?.namespace ?? 'default'
  const desired = parseManifests(manifests, { namespace }).objects.map(({ object }) => object)
  const tracker = createTracker({ redactor: createRedactor([], { secrets: { salt: randomBytes(16).toString('hex') } }) })
  tracker.recordDeployment({ id: 'current', state: 'succeeded', desired })
  const watched: Watched = { config, tracker, forbidden: new Set(), informers: [], stopped: false }
  const begin = async (planned: PlannedKind, place: string): Promise<void> => {
    try {
      await watchKind(watched, planned, place)
    } catch (error) {
      tellTrouble(watched, planned, error)
      setTimeout(() => void (watched.stopped || begin(planned, place)), RETRY_AFTER).unref()
    }
  }
  for (const planned of planObservation(desired))
    for (const place of planned.namespaces.length === 0 ? [''] : planned.namespaces) void begin(planned, place)

  const listeners = new Set<ServerResponse>()
  const look = setInterval(() => tellChanges(tracker, listeners), LOOK_EVERY)
  // Informers say nothing while nothing changes, so somebody has to ask whether the server is there.
  const beat = setInterval(
    () =>
      void readJson(config, '/version').then(
        () => tracker.heartbeat(Date.now()),
        () => undefined,
      ),
    HEARTBEAT_EVERY,
  )
  const server = serve(tracker, listeners).listen(port, '127.0.0.1')
  const stop = (): void => {
    watched.stopped = true
    for (const timer of [look, beat]) clearInterval(timer)
    for (const informer of watched.informers) void informer.stop()
    for (const listener of listeners) listener.end()
    server.close()
  }
  return { server, stop }
}

const [, program = '', file, port = '0'] = process.argv
if (/monitor\.[cm]?[jt]s$/.test(program) && file !== undefined) {
  const config = new KubeConfig()
  config.loadFromDefault()
  const { server, stop } = monitor(config, readFileSync(file, 'utf8'), Number(port))
  server.on('listening', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`))
  process.once('SIGINT', stop)
}
