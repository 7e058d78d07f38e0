import type { OnMatch, Search } from './gram-scan.ts'
import { WINDOW } from './gram-index.ts'
import { AFTER, BEFORE, type PatternPool } from './pattern-pool.ts'

/**
 * Aho and Corasick's automaton (Efficient string matching, 1975) with hashed edges: one step a unit whatever the text, and slower than
 * the probes on every ordinary one. Patterns longer than the window are left to the windows.
 */
export interface Automaton {
  find(search: Search, report: OnMatch): void
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

const findSlot = ({ bits, nodes, units, targets }: Edges, node: number, unit: number): number => {
  let slot = Math.imul(Math.imul(node, 0x85ebca6b) ^ unit, 0x9e3779b1) >>> (32 - bits)
  while (targets[slot] !== 0 && (nodes[slot] !== node || units[slot] !== unit)) slot = (slot + 1) & (targets.length - 1)
  return slot
}

/** The node an edge leads to; 0 where there is none. */
const edge = (edges: Edges, node: number, unit: number): number =>
  (node === 0 ? edges.roots[unit] : edges.targets[findSlot(edges, node, unit)]) ?? 0

const addEdge = (edges: Edges, node: number, unit: number, to: number): void => {
  if (node === 0) edges.roots[unit] = to
  else {
    const slot = findSlot(edges, node, unit)
    edges.nodes[slot] = node
    edges.units[slot] = unit
    edges.targets[slot] = to
  }
}

/** The nodes, in order of depth: the root is 0, and everything about a node further on needs only nodes before it. */
interface Nodes {
  readonly edges: Edges
  count: number
  readonly depths: Uint8Array
  /** Whose pattern ends at a node, or -1. */
  readonly ends: Int32Array
  /** Flags of all the patterns that end at a node, and CHAINED. */
  readonly flags: Uint8Array
  /** The node to go on from if no edge fits: the longest other one that the same text leads to. */
  readonly fails: Int32Array
  /** The nearest node on the way of failures, this one included, at which a pattern ends; 0 for none. */
  readonly outputs: Int32Array
}

/** The flag of a node where a pattern further on the way of failures hides a neighbour. */
const CHAINED = 4

const createNodes = (capacity: number): Nodes => ({
  edges: createEdges(capacity),
  count: 1,
  depths: new Uint8Array(capacity),
  ends: new Int32Array(capacity).fill(-1),
  flags: new Uint8Array(capacity),
  fails: new Int32Array(capacity),
  outputs: new Int32Array(capacity),
})

/** The node after one more unit. */
const follow = ({ edges, fails }: Nodes, node: number, unit: number): number => {
  let here = node
  let next = edge(edges, here, unit)
  while (next === 0 && here > 0) {
    here = fails[here] ?? 0
    next = edge(edges, here, unit)
  }
  return next
}

/** The trie of the patterns of at most a window, level by level: where the failures lead is there before it is asked for. */
const buildNodes = (pool: PatternPool): Nodes => {
  const lengthOf = (id: number): number => (pool.starts[id + 1] ?? 0) - (pool.starts[id] ?? 0)
  const short = Array.from({ length: pool.count }, (_, id) => id).filter(id => lengthOf(id) <= WINDOW)
  const nodes = createNodes(short.reduce((total, id) => total + lengthOf(id), 1))
  const places = new Int32Array(pool.count)
  for (let depth = 0; depth < WINDOW; depth++) {
    const level = nodes.count
    for (const id of short) {
      if (lengthOf(id) <= depth) continue
      const node = step(nodes, places[id] ?? 0, pool.units[(pool.starts[id] ?? 0) + depth] ?? 0)
      places[id] = node
      if (lengthOf(id) > depth + 1) continue
      if (nodes.ends[node] === -1) nodes.ends[node] = pool.owners[id] ?? 0
      nodes.flags[node] = (nodes.flags[node] ?? 0) | (pool.flags[id] ?? 0)
    }
    for (let node = level; node < nodes.count; node++) linkOutputs(nodes, node)
  }
  return nodes
}

/** Goes along an edge, which is made where there is none. */
const step = (nodes: Nodes, node: number, unit: number): number => {
  const known = edge(nodes.edges, node, unit)
  if (known > 0) return known
  const next = nodes.count++
  nodes.fails[next] = node === 0 ? 0 : follow(nodes, nodes.fails[node] ?? 0, unit)
  nodes.depths[next] = (nodes.depths[node] ?? 0) + 1
  addEdge(nodes.edges, node, unit, next)
  return next
}

const linkOutputs = ({ ends, flags, fails, outputs }: Nodes, node: number): void => {
  const next = outputs[fails[node] ?? 0] ?? 0
  if ((flags[next] ?? 0) > 0) flags[node] = (flags[node] ?? 0) | CHAINED
  outputs[node] = (ends[node] ?? -1) >= 0 ? node : next
}

/** Builds the automaton of a pool. */
export const buildAutomaton = (pool: PatternPool): Automaton => {
  const nodes = buildNodes(pool)
  const { depths, ends, flags, fails, outputs } = nodes
  /** The way by which each node was left last, and by which unit: a periodic text, the usual reason to be here, always takes the same way. */
  const usual = new Int32Array(nodes.count)
  const usualUnits = new Uint16Array(nodes.count)
  return {
    find({ view, from, to, shortest }, report) {
      let node = 0
      for (let at = from; at < to; at++) {
        const unit = view[at] ?? 0
        let next = usual[node] ?? 0
        if (next === 0 || usualUnits[node] !== unit) {
          next = follow(nodes, node, unit)
          usual[node] = next
          usualUnits[node] = unit
        }
        node = next
        // The longest pattern that ends here covers the others; they are reported only where one hides a neighbour.
        for (let out = outputs[node] ?? 0; out > 0;) {
          const length = depths[out] ?? 0
          const flag = flags[out] ?? 0
          if (length >= shortest) report(at + 1 - length, at + 1, ends[out] ?? 0, flag & (BEFORE | AFTER))
          out = flag < CHAINED ? 0 : (outputs[fails[out] ?? 0] ?? 0)
        }
      }
    },
  }
}
