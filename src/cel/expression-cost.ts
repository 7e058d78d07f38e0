/** A node of a parsed expression, as far as it is looked at here. */
interface Node {
  readonly op: string
  readonly args: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'op' in value && 'args' in value
const nodesIn = (value: unknown): readonly Node[] => (isNode(value) ? [value] : Array.isArray(value) ? value.flatMap(nodesIn) : [])

/** How large a value can be: its longest list or map and its longest text, at any depth. */
export interface Extent {
  readonly items: number
  readonly characters: number
}

/** The size of an object to an expression: its extent, and how many values it holds, which bounds what comparing two parts of it costs. */
export interface Measured extends Extent {
  readonly total: number
}

interface Estimate extends Extent {
  readonly steps: number
}

type CostScope = ReadonlyMap<string, Extent>

const LOOPS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'existsOne', 'filter', 'map'])
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in'])
/** Functions over texts, and comparing two values, are faster than evaluating a node. */
const CHARACTERS_PER_STEP = 16
const VALUES_PER_STEP = 8

/** `f(a)` as f and its arguments, `r.f(a)` with r before them. */
const calledIn = ({ op, args }: Node): { readonly name: string; readonly inner: readonly Node[] } | undefined => {
  if ((op !== 'call' && op !== 'rcall') || !Array.isArray(args)) return undefined
  const [name, ...inner]: readonly unknown[] = args
  return typeof name === 'string' ? { name, inner: nodesIn(inner) } : undefined
}

/** The traits that decide whether an expression may be compiled: what it calls, how deep its loops are nested, and `.filter(...).all(...)` in it. */
export interface ExpressionShape {
  readonly calls: ReadonlySet<string>
  readonly loops: number
  /** True where `.filter(...).all(...)` is in it, which is true of a list in which nothing passes the filter. */
  readonly vacuous: boolean
}

/** Walks a parsed expression once. */
export const expressionShape = (ast: unknown): ExpressionShape => {
  const calls = new Set<string>()
  let vacuous = false
  const walk = (node: Node): number => {
    const call = calledIn(node)
    const inner = call?.inner ?? nodesIn(node.args)
    const within = inner.map(walk)
    if (call === undefined) return Math.max(0, ...within)
    calls.add(call.name)
    if (call.name === 'all' && inner.some(child => calledIn(child)?.name === 'filter')) vacuous = true
    // The target of a loop is evaluated once, its body for each item.
    return LOOPS.has(call.name) ? Math.max(within[0] ?? 0, 1 + Math.max(0, ...within.slice(1))) : Math.max(0, ...within)
  }
  const loops = nodesIn(ast).reduce((deepest, node) => Math.max(deepest, walk(node)), 0)
  return { calls, loops, vacuous }
}

/**
 * An upper bound of the steps that evaluating an expression on an object takes, and of the size of every value on the way, without evaluating it:
 * `cel.bind` and `+` can double a value with every few characters, and a loop multiplies what is in it.
 */
export const expressionSteps = (ast: unknown, object: Measured): number => {
  const visit = (node: Node, scope: CostScope): Estimate => {
    const call = calledIn(node)
    if (call !== undefined) return visitCall(call.name, call.inner, scope)
    const { op, args } = node
    if (op === 'value') return { steps: 1, items: 1, characters: typeof args === 'string' ? args.length : 1 }
    if (op === 'id') return { steps: 1, ...(scope.get(String(args)) ?? object) }
    const inner = nodesIn(args).map(child => visit(child, scope))
    if (op === '+') return grown(sum(inner))
    if (op === 'list' || op === 'map') return { ...widest(inner), items: Math.max(inner.length, widest(inner).items) }
    const literal = nodesIn(args).some(child => child.op === 'value')
    return COMPARISONS.has(op) && (op === 'in' || !literal) ? more(widest(inner), Math.ceil(object.total / VALUES_PER_STEP)) : widest(inner)
  }
  const visitCall = (name: string, nodes: readonly Node[], scope: CostScope): Estimate => {
    const [first, variable, ...rest] = nodes
    if (first === undefined) return { steps: 1, items: 1, characters: 1 }
    const named = variable?.op === 'id' ? String(variable.args) : ''
    if (name === 'bind' && rest.length === 2) {
      const [value, body] = rest
      const bound = visit(value ?? first, scope)
      return more(visit(body ?? first, new Map([...scope, [named, bound]])), bound.steps)
    }
    const on = visit(first, scope)
    if (LOOPS.has(name))
      return looped(
        name,
        on,
        rest.map(child => visit(child, new Map([...scope, [named, on]]))),
      )
    const inner = [on, ...nodes.slice(1).map(child => visit(child, scope))]
    const all = widest(inner)
    if (name === 'split') return grown({ ...all, items: Math.max(all.items, on.characters) })
    if (name === 'join') return grown({ ...all, characters: all.characters * all.items * 2 })
    return more(all, first.op === 'id' && first.args === 'sets' ? all.items ** 2 + cost(all) : cost(all))
  }
  return nodesIn(ast).reduce((steps, node) => steps + visit(node, new Map()).steps, 0)
}

const looped = (name: string, on: Estimate, bodies: readonly Estimate[]): Estimate => {
  const body = widest(bodies)
  const made = name === 'map' ? { items: Math.max(on.items, body.items), characters: Math.max(on.characters, body.characters) } : on
  return { items: made.items, characters: made.characters, steps: on.steps + on.items * (1 + body.steps) }
}

const cost = ({ characters }: Extent): number => Math.ceil(characters / CHARACTERS_PER_STEP)
const more = (estimate: Estimate, steps: number): Estimate => ({ ...estimate, steps: estimate.steps + steps })
/** A value that is made anew costs what it holds. */
const grown = (estimate: Estimate): Estimate => more(estimate, estimate.items + cost(estimate))

const sum = (inner: readonly Estimate[]): Estimate => ({
  steps: 1 + inner.reduce((total, { steps }) => total + steps, 0),
  items: inner.reduce((total, { items }) => total + items, 0),
  characters: inner.reduce((total, { characters }) => total + characters, 0),
})

const widest = (inner: readonly Estimate[]): Estimate => ({
  steps: 1 + inner.reduce((total, { steps }) => total + steps, 0),
  items: Math.max(1, ...inner.map(({ items }) => items)),
  characters: Math.max(1, ...inner.map(({ characters }) => characters)),
})
