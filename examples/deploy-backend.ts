import { createServer, type Server } from 'node:http'
import { assessApplication, createRedactor, parseManifests, type KubeObject } from 'live-object-status'

/**
 * The backend of a deploy tool, with nothing but Node: `POST /status` takes `{ manifests, live, secrets }`, the YAML that was applied, objects or
 * lists as `kubectl get -o json` prints them, and the sensitive values of the deployment, and answers with the status of every object.
 * What leaves it has passed the redactor.
 */
interface Asked {
  readonly manifests: string
  readonly live: readonly KubeObject[]
  readonly secrets?: readonly string[]
}

const LARGEST = 16 * 1024 * 1024

const answer = ({ manifests, live, secrets = [] }: Asked): unknown => {
  const { objects, problems } = parseManifests(manifests)
  const redactor = createRedactor(secrets, { secrets: { salt: 'Projects-1/Environments-1' } })
  const options = { now: Date.now(), redactor }
  const { status, message, counts, objects: assessed } = assessApplication({ desired: objects.map(({ object }) => object), live }, options)
  return {
    status,
    message,
    counts,
    problems,
    objects: assessed.map(({ ref, status: label, health, comparison }) => ({
      name: `${ref.kind} ${ref.namespace}/${ref.name}`,
      status: label,
      message: health.message,
      differences: comparison?.differences.map(({ message: said }) => said) ?? [],
    })),
  }
}

export const deployBackend = (): Server =>
  createServer((request, response) => {
    const chunks: Buffer[] = []
    let size = 0
    const say = (code: number, value: unknown): void =>
      void response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    if (request.method !== 'POST' || request.url !== '/status') return say(404, { error: 'POST /status' })
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= LARGEST) chunks.push(chunk)
    })
    request.on('end', () => {
      if (size > LARGEST) return say(413, { error: 'too large' })
      try {
        return say(200, answer(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked))
      } catch (error) {
        // A TypeError names the argument and its type, and quotes nothing; anything else stays here.
        return say(400, { error: error instanceof TypeError ? error.message : 'no JSON' })
      }
    })
  })
