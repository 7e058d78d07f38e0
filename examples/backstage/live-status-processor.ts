import { assessApplication, createRedactor, type KubeObject, type Redactor } from 'live-object-status'

/**
 * Backstage: puts the live status of what a component deploys on its catalog entity, as annotations that any card or check can read. Who may
 * read the catalog is not who may read the cluster, so what is sensitive is hidden before it gets there: `values` are those of the secrets
 * that the deployment was given. The two shapes that it needs of Backstage are written out here; module.ts registers it with the real ones.
 */
export interface Entity {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> }
}

/** What was deployed and what is there, for the value of an entity's `backstage.io/kubernetes-id`. */
export interface Cluster {
  deployed(id: string): Promise<readonly KubeObject[]>
  /** Lists as the API server sends them. */
  live(id: string): Promise<readonly KubeObject[]>
}

const ID = 'backstage.io/kubernetes-id'

export class LiveStatusProcessor {
  readonly #cluster: Cluster
  readonly #redactor: Redactor
  constructor(cluster: Cluster, values: readonly string[] = []) {
    this.#cluster = cluster
    this.#redactor = createRedactor(values)
  }

  getProcessorName(): string {
    return 'LiveStatusProcessor'
  }

  async postProcessEntity<T extends Entity>(entity: T): Promise<T> {
    const id = entity.metadata.annotations?.[ID]
    if (entity.kind !== 'Component' || id === undefined) return entity
    const [desired, live] = await Promise.all([this.#cluster.deployed(id), this.#cluster.live(id)])
    const { status, message } = assessApplication({ desired, live }, { now: Date.now(), redactor: this.#redactor })
    const annotations = {
      ...entity.metadata.annotations,
      'live-object-status/status': status ?? 'none',
      'live-object-status/message': message,
    }
    return { ...entity, metadata: { ...entity.metadata, annotations } }
  }
}
