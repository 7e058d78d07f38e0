import { aNumber, type Check, type Checks, exactly } from './expect.ts'

/** After how long a state counts as a problem, in milliseconds. Time rules fire only where `now` is given. */
export interface Thresholds {
  /** A Pod that no node takes. Default 5 minutes: autoscalers need that long to add a node. */
  readonly unschedulableAfter: number
  /** An object whose deletion does not finish, beyond its grace period. Default 15 minutes. */
  readonly terminatingAfter: number
  /** A Service that waits for its load balancer. Default 15 minutes. */
  readonly loadBalancerAfter: number
  /** An Ingress, Gateway or route whose address or parent does not appear. Default 5 minutes: many controllers never publish one. */
  readonly addressAfter: number
  /** A workload that has no rollout deadline of its own and does not become ready. Default 10 minutes, as a Deployment's. */
  readonly workloadAfter: number
  /** How long a restart counts as recent. Default 10 minutes, the time after which kubelet resets its back-off. */
  readonly restartWindow: number
  /** An autoscaler without metrics. Default 5 minutes. */
  readonly metricsAfter: number
  /** An APIService whose backend does not answer. Default 5 minutes. */
  readonly apiServiceAfter: number
  /** A disruption budget whose controller cannot compute it. Default 2 minutes. */
  readonly disruptionAfter: number
  /** A Pod whose sandbox, network or volumes are not set up. Default 5 minutes. */
  readonly sandboxAfter: number
  /** A volume that is not attached. Default 5 minutes. */
  readonly attachAfter: number
}

const MINUTE = 60_000

const defaultThresholds: Thresholds = Object.freeze({
  unschedulableAfter: 5 * MINUTE,
  terminatingAfter: 15 * MINUTE,
  loadBalancerAfter: 15 * MINUTE,
  addressAfter: 5 * MINUTE,
  workloadAfter: 10 * MINUTE,
  restartWindow: 10 * MINUTE,
  metricsAfter: 5 * MINUTE,
  apiServiceAfter: 5 * MINUTE,
  disruptionAfter: 2 * MINUTE,
  sandboxAfter: 5 * MINUTE,
  attachAfter: 5 * MINUTE,
})

/**
 * The defaults of a caller who says nothing else: the limits of time rules, and how long a quiet source is believed.
 *
 * @example
 * ```ts
 * import { defaults } from 'live-object-status/health'
 *
 * defaults.thresholds.unschedulableAfter // => 300000
 * defaults.staleAfter // => 600000
 * ```
 */
export const defaults: {
  readonly thresholds: Thresholds
  /** Milliseconds without a sign of life after which a source's objects are Unknown: the product's limit. */
  readonly staleAfter: number
} = Object.freeze({ thresholds: defaultThresholds, staleAfter: 10 * MINUTE })

const MILLISECONDS = /* @__PURE__ */ aNumber('milliseconds')

/** An object of thresholds, of which those that are absent stay as they are. */
export const someThresholds: Check = /* @__PURE__ */ exactly<Thresholds>(
  'an object of milliseconds',
  () => Object.fromEntries(Object.keys(defaultThresholds).map(name => [name, MILLISECONDS])) as Checks<Thresholds>,
)

/** The thresholds that a caller changed, over the defaults. */
export const thresholdsOf = (changed: Partial<Thresholds> | undefined): Thresholds =>
  changed === undefined ? defaultThresholds : { ...defaultThresholds, ...changed }
