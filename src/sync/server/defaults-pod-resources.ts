import type { JsonRecord } from '../../model/kube-object.ts'
import { canonicalQuantity, parseQuantity, type Quantity } from '../../model/scalars/quantity.ts'
import { isRecord, recordOf, recordsOf } from '../../model/read.ts'

/**
 * Fills in what a Pod as a whole asks for, where it writes resources of its own: what its containers need together, else its limits
 * (defaultHugePagePodLimits and defaultPodRequests in pkg/apis/core/v1/defaults.go, KEP-2837).
 */
export const podResources = (spec: JsonRecord): JsonRecord | undefined => {
  const { resources } = spec
  if (!isRecord(resources)) return undefined
  const limits = { ...recordOf(resources['limits']) }
  const requests = { ...recordOf(resources['requests']) }
  if (isEmpty(limits) && isEmpty(requests)) return undefined
  fill(limits, together(spec, 'limits'), name => isHugePages(name) && !Object.hasOwn(requests, name))
  if (isEmpty(limits)) return resources
  fill(requests, together(spec, 'requests'), isComputeName)
  fill(requests, Object.entries(limits), name => isComputeName(name) || isHugePages(name))
  return { ...resources, limits, ...(isEmpty(requests) ? {} : { requests }) }
}

const isEmpty = (record: JsonRecord): boolean => Object.keys(record).length === 0
const isComputeName = (name: string): boolean => name === 'cpu' || name === 'memory'

const fill = (into: Record<string, unknown>, amounts: Iterable<readonly [string, unknown]>, applies: (name: string) => boolean): void => {
  for (const [name, amount] of amounts) if (applies(name)) into[name] ??= amount
}

const isHugePages = (name: string): boolean => name.startsWith('hugepages-')

/** Adds up what all containers need at once, or the init containers before them, sidecars beside both (component-helpers' resource.AggregateContainer…). */
const together = (spec: JsonRecord, list: 'limits' | 'requests'): ReadonlyMap<string, string> => {
  const all = new Map<string, Quantity>()
  const sidecars = new Map<string, Quantity>()
  const first = new Map<string, Quantity>()
  for (const container of recordsOf(spec['containers'])) add(all, amounts(container, list))
  for (const container of recordsOf(spec['initContainers'])) {
    const own = amounts(container, list)
    if (container['restartPolicy'] === 'Always') {
      add(all, own)
      add(sidecars, own)
      raise(first, sidecars)
    } else raise(first, sum(own, sidecars))
  }
  raise(all, first)
  return new Map([...all].map(([name, quantity]) => [name, canonicalQuantity(quantity)]))
}

const amounts = (container: JsonRecord, list: 'limits' | 'requests'): ReadonlyMap<string, Quantity> => {
  const found = new Map<string, Quantity>()
  for (const [name, text] of Object.entries(recordOf(recordOf(container['resources'])[list]))) {
    const quantity = parseQuantity(text)
    if (quantity !== undefined) found.set(name, quantity)
  }
  return found
}

const sum = (left: ReadonlyMap<string, Quantity>, right: ReadonlyMap<string, Quantity>): ReadonlyMap<string, Quantity> => {
  const both = new Map(left)
  add(both, right)
  return both
}

const add = (into: Map<string, Quantity>, more: ReadonlyMap<string, Quantity>): void => {
  for (const [name, quantity] of more) {
    const there = into.get(name)
    into.set(name, there === undefined || there.nano === 0n ? quantity : { ...there, nano: there.nano + quantity.nano })
  }
}

const raise = (into: Map<string, Quantity>, least: ReadonlyMap<string, Quantity>): void => {
  for (const [name, quantity] of least) {
    const there = into.get(name)
    if (there === undefined || there.nano < quantity.nano) into.set(name, quantity)
  }
}
