import type { Report, Search } from './gram-scan.ts'
import { WINDOW } from './gram-index.ts'
import type { PatternPool } from './pattern-pool.ts'

/**
 * Aho and Corasick's automaton (Efficient string matching, 1975) with hashed edges: one step a unit whatever the text, and slower than
 * the probes on every ordinary one. Patterns longer than the window are left to the windows.
 */
export interface Automaton {
  find(search: Search, report: Report): void
}

/** Edges by node and unit, open addressing; those of the root, which every text meets most, in a row. */
interface Edges {
  readonly roots: Int32Array
  readonly bits: number
  /** A slot is free where its target is 0. */
  readonly nodes: Int32Array
  readonly units: Uint16Array
  readonly targets: Int32Array
}

const createEdges = (capacity: number): Edges => {
  const bits = Math.ceil(Math.log2(capacity * 2 + 16))
  const size = 2 ** bits
  return { roots: new Int32Array(65_536), bits, nodes: new Int32Array(size), units: new Uint16Array(size), targets: new Int32Array(size) }
}

const slotOf = ({ bits, nodes, units, targets }: Edges, node: number, unit: number): number => {
  let slot = Math.imul(Math.imul(node, 0x85ebca6b) ^ unit, 0x9e3779b1) >>> (32 - bits)
  while (targets[slot] !== 0 && (nodes[slot] !== node || units[slot] !== unit)) slot = (slot + 1) & (targets.length - 1)
  return slot
}

/** The node an edge leads to; 0 where there is none. */
const edge = (edges: Edges, node: number, unit: number): number =>
  (node === 0 ? edges.roots[unit] : edges.targets[slotOf(edges, node, unit)]) ?? 0

const addEdge = (edges: Edges, node: number, unit: number, to: number): void => {
  if (node === 0) edges.roots[unit] = to
  else {
    const slot = slotOf(edges, node, unit)
    edges.nodes[slot] = node
    edges.units[slot] = unit
    edges.targets[slot] = to
  }
}

/** The trie of the patterns of at most a window, in the order in which its nodes were made. */
interface Trie {
  readonly edges: Edges
  readonly count: number
  readonly parents: Int32Array
  readonly units: Uint16Array
  readonly depths: Uint8Array
  /** Whose pattern ends at a node, or -1. */
  readonly ends: Int32Array
  /** What all the patterns that end at a node hide beside them. */
  readonly flags: Uint8Array
}

const buildTrie = (pool: PatternPool): Trie => {
  let total = 1
  const short: number[] = []
  for (let id = 0; id < pool.count; id++) {
    const length = (pool.starts[id + 1] ?? 0) - (pool.starts[id] ?? 0)
    if (length > WINDOW) continue
    short.push(id)
    total += length
  }
  const edges = createEdges(total)
  const parents = new Int32Array(total)
  const units = new Uint16Array(total)
  const depths = new Uint8Array(total)
  const ends = new Int32Array(total).fill(-1)
  const flags = new Uint8Array(total)
  let count = 1
  for (const id of short) {
    let node = 0
    for (let at = pool.starts[id] ?? 0; at < (pool.starts[id + 1] ?? 0); at++) {
      const unit = pool.units[at] ?? 0
      let next = edge(edges, node, unit)
      if (next === 0) {
        next = count++
        addEdge(edges, node, unit, next)
        parents[next] = node
        units[next] = unit
        depths[next] = (depths[node] ?? 0) + 1
      }
      node = next
    }
    if (ends[node] === -1) ends[node] = pool.owners[id] ?? 0
    flags[node] = (flags[node] ?? 0) | (pool.flags[id] ?? 0)
  }
  return { edges, count, parents, units, depths, ends, flags }
}

/** Where to go on where no edge fits, and what ends on that way. */
interface Links {
  readonly fails: Int32Array
  /** The nearest node on the way of failures, this one included, at which a pattern ends; 0 for none. */
  readonly outputs: Int32Array
  /** 1 where a pattern further on the way of failures hides a neighbour. */
  readonly chains: Uint8Array
}

const linksOf = (trie: Trie): Links => {
  const fails = new Int32Array(trie.count)
  const outputs = new Int32Array(trie.count)
  const chains = new Uint8Array(trie.count)
  for (const node of byDepth(trie)) {
    const parent = trie.parents[node] ?? 0
    const fail = parent === 0 ? 0 : follow(trie, fails, fails[parent] ?? 0, trie.units[node] ?? 0)
    const next = outputs[fail] ?? 0
    fails[node] = fail
    chains[node] = chains[next] === 1 || (trie.flags[next] ?? 0) > 0 ? 1 : 0
    outputs[node] = (trie.ends[node] ?? -1) >= 0 ? node : next
  }
  return { fails, outputs, chains }
}

/** The node after one more unit. */
const follow = (trie: Trie, fails: Int32Array, node: number, unit: number): number => {
  let here = node
  let next = edge(trie.edges, here, unit)
  while (next === 0 && here > 0) {
    here = fails[here] ?? 0
    next = edge(trie.edges, here, unit)
  }
  return next
}

/** Builds the automaton of a pool. */
export const buildAutomaton = (pool: PatternPool): Automaton => {
  const trie = buildTrie(pool)
  const { depths, ends, flags } = trie
  const { fails, outputs, chains } = linksOf(trie)
  /** Where each node was left for last, and by which unit: a periodic text, the usual reason to be here, always takes the same way. */
  const usual = new Int32Array(trie.count).fill(-1)
  const usualUnits = new Uint16Array(trie.count)
  return {
    find({ view, from, to, shortest }, report) {
      let node = 0
      for (let at = from; at < to; at++) {
        const unit = view[at] ?? 0
        let next = usual[node] ?? -1
        if (next < 0 || usualUnits[node] !== unit) {
          next = follow(trie, fails, node, unit)
          usual[node] = next
          usualUnits[node] = unit
        }
        node = next
        // The longest pattern that ends here covers the others; they are reported only where one hides a neighbour.
        for (let out = outputs[node] ?? 0; out > 0; out = chains[out] === 1 ? (outputs[fails[out] ?? 0] ?? 0) : 0) {
          const length = depths[out] ?? 0
          if (length >= shortest) report(at + 1 - length, at + 1, ends[out] ?? 0, flags[out] ?? 0)
        }
      }
    },
  }
}

/** All nodes but the root, by depth: a node's failure is never deeper than its parent. */
const byDepth = (trie: Trie): Int32Array => {
  const heads = new Int32Array(WINDOW + 2)
  for (let node = 1; node < trie.count; node++) heads[(trie.depths[node] ?? 0) + 1] = (heads[(trie.depths[node] ?? 0) + 1] ?? 0) + 1
  for (let depth = 1; depth < heads.length; depth++) heads[depth] = (heads[depth] ?? 0) + (heads[depth - 1] ?? 0)
  const order = new Int32Array(trie.count - 1)
  for (let node = 1; node < trie.count; node++) {
    const depth = trie.depths[node] ?? 0
    const slot = heads[depth] ?? 0
    order[slot] = node
    heads[depth] = slot + 1
  }
  return order
}
