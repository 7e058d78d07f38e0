import type { JsonRecord } from '../../model/kube-object.ts'
import { at, own, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { RuleContext } from '../verdict/kind-rule.ts'
import { createdAt, lastWritten } from '../verdict/managed-times.ts'

/** The addresses behind a Service, as endpoint controllers tell them. */
export interface EndpointsSeen {
  readonly ready: number
  /** The objects that the addresses that are not ready belong to. */
  readonly unready: readonly unknown[]
  /** Names of the ports that anything is reached by; '' for one without a name. */
  readonly ports: ReadonlySet<string>
  /** When they were last changed. */
  readonly changed: number | undefined
}

/** By its EndpointSlices, else by the Endpoints of its name (the older API); undefined where neither is known. */
export const readEndpoints = (service: JsonRecord, context: Pick<RuleContext, 'related'>): EndpointsSeen | undefined => {
  const namespace = textOf(at(service, 'metadata', 'namespace')) ?? ''
  const name = textOf(at(service, 'metadata', 'name')) ?? ''
  const slices = context.related?.referringTo('Service', namespace, name).filter(({ kind }) => kind === 'EndpointSlice') ?? []
  if (slices.length > 0) return inSlices(slices)
  const endpoints = context.related?.find('Endpoints', namespace, name)
  return endpoints === undefined ? undefined : inSubsets(endpoints)
}

const inSlices = (slices: readonly JsonRecord[]): EndpointsSeen => {
  const ports = new Set<string>()
  const unready: unknown[] = []
  let ready = 0
  for (const slice of slices) {
    for (const endpoint of recordsOf(slice['endpoints'])) {
      // The API: "a nil value should be interpreted as true".
      if (at(endpoint, 'conditions', 'ready') === false) unready.push(endpoint['targetRef'])
      else ready++
    }
    addPorts(ports, slice['ports'])
  }
  return { ready, unready, ports, changed: latest(slices) }
}

const inSubsets = (endpoints: JsonRecord): EndpointsSeen => {
  const ports = new Set<string>()
  const subsets = recordsOf(endpoints['subsets'])
  for (const subset of subsets) addPorts(ports, subset['ports'])
  const addresses = (key: string): readonly JsonRecord[] => subsets.flatMap(subset => recordsOf(subset[key]))
  const unready = addresses('notReadyAddresses').map(({ targetRef }) => targetRef)
  return { ready: addresses('addresses').length, unready, ports, changed: latest([endpoints]) }
}

const addPorts = (names: Set<string>, ports: unknown): void => {
  for (const port of recordsOf(ports)) names.add(textOf(port['name']) ?? '')
}

/** The endpoint controllers write down which change made them look again. */
const TRIGGER = 'endpoints.kubernetes.io/last-change-trigger-time'

const latest = (objects: readonly JsonRecord[]): number | undefined => {
  const times = objects
    .flatMap(object => [
      millisecondsOf(own(recordOf(at(object, 'metadata', 'annotations')), TRIGGER)),
      lastWritten(object) ?? createdAt(object),
    ])
    .filter(time => time !== undefined)
  return times.length === 0 ? undefined : Math.max(...times)
}
