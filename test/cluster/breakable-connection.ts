import { spawn } from 'node:child_process'
import { createServer, request } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RealCluster } from './real-cluster.ts'

/** A way to the cluster that can be broken; behind it is the real server. */
export interface BreakableConnection {
  /** The flags of kubectl that take this way. */
  readonly flags: readonly string[]
  /** Ends every watch under way with what an API server says of a place in history that it no longer knows; how many there were. */
  readonly expire: () => number
  /** Nobody answers any more, and what was under way is cut. */
  readonly cut: () => void
  /** As before. */
  readonly mend: () => Promise<void>
  readonly close: () => void
}

/** What a watch ends with where etcd was compacted past it (apimachinery: NewResourceExpired; the watch cache sends it as a frame). */
const EXPIRED = {
  type: 'ERROR',
  object: {
    apiVersion: 'v1',
    kind: 'Status',
    metadata: {},
    status: 'Failure',
    message: 'too old resource version: 1 (2)',
    reason: 'Expired',
    code: 410,
  },
}

/** The program on the PATH. */
const KUBECTL = 'kubectl'

/** Opens a way over `kubectl proxy`, which signs in, and a relay of our own before it, on loopback. */
export const openBreakableConnection = async (cluster: RealCluster, flags: readonly string[]): Promise<BreakableConnection> => {
  const proxy = spawn(KUBECTL, ['proxy', '--port=0', ...flags], { stdio: ['ignore', 'pipe', 'ignore'] })
  const upstream = await servedPort(proxy.stdout)
  const watches = new Set<ServerResponse>()
  const relay = createServer((asked, answer) => {
    const forwarded = request({ host: '127.0.0.1', port: upstream, path: asked.url, method: asked.method, headers: asked.headers }, given =>
      passOn(given, asked, answer, watches),
    )
    forwarded.on('error', () => answer.destroy())
    asked.pipe(forwarded)
  })
  await listen(relay, 0)
  const { port } = relay.address() as AddressInfo
  const kubeconfig = cluster.writeText('breakable.kubeconfig', kubeconfigOf(port))
  const cut = (): void => {
    relay.close()
    relay.closeAllConnections()
  }
  return {
    flags: [`--kubeconfig=${kubeconfig}`],
    expire: () => {
      const { size } = watches
      for (const answer of watches) answer.end(`${JSON.stringify(EXPIRED)}\n`)
      watches.clear()
      return size
    },
    cut,
    mend: () => listen(relay, port),
    close: () => {
      cut()
      proxy.kill()
    },
  }
}

const passOn = (given: IncomingMessage, asked: IncomingMessage, answer: ServerResponse, watches: Set<ServerResponse>): void => {
  answer.writeHead(given.statusCode ?? 502, given.headers)
  if (/[?&]watch=(?:true|1)/.test(asked.url ?? '')) watches.add(answer)
  answer.on('close', () => {
    watches.delete(answer)
    given.destroy()
  })
  // What comes after the last word of a watch is nobody's.
  given.on('data', chunk => answer.writableEnded || answer.write(chunk))
  given.on('end', () => answer.end())
}

const listen = (server: Server, port: number): Promise<void> => new Promise(resolve => void server.listen(port, '127.0.0.1', resolve))

/** `Starting to serve on 127.0.0.1:40123` */
const servedPort = (output: NodeJS.ReadableStream): Promise<number> =>
  new Promise((resolve, reject) => {
    let text = ''
    output.on('data', chunk => {
      text += String(chunk)
      const port = /127\.0\.0\.1:(\d+)/.exec(text)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
    output.on('end', () => reject(new Error('kubectl proxy did not begin')))
  })

const kubeconfigOf = (port: number): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'relay', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'nobody', user: {} }],
    contexts: [{ name: 'relay', context: { cluster: 'relay', user: 'nobody' } }],
    'current-context': 'relay',
  })
