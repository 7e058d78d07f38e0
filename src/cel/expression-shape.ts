/** A node of a parsed expression, as far as the checks below look at it. */
interface Node {
  readonly op: string
  readonly args: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'op' in value && 'args' in value
const nodesIn = (value: unknown): readonly Node[] => (isNode(value) ? [value] : Array.isArray(value) ? value.flatMap(nodesIn) : [])

/** The name of the function or method that a node calls. */
const called = (node: Node): string | undefined => {
  if (node.op !== 'call' && node.op !== 'rcall') return undefined
  const name: unknown = Array.isArray(node.args) ? node.args[0] : undefined
  return typeof name === 'string' ? name : undefined
}

const LOOPS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'existsOne', 'filter', 'map', 'transformList', 'transformMap'])

/** What decides how an expression may be run: what it calls, its size, how deep its loops are nested. */
export interface ExpressionShape {
  readonly calls: ReadonlySet<string>
  readonly size: number
  readonly loops: number
  /** True where `.filter(...).all(...)` is in it, which is true of a list in which nothing passes the filter. */
  readonly vacuous: boolean
}

/** Walks a parsed expression once. */
export const expressionShape = (ast: unknown): ExpressionShape => {
  const calls = new Set<string>()
  let size = 0
  let vacuous = false
  const walk = (node: Node): number => {
    size++
    const name = called(node)
    if (name !== undefined) calls.add(name)
    const inner = nodesIn(node.args)
    if (name === 'all' && inner.some(child => called(child) === 'filter')) vacuous = true
    const within = inner.map(walk)
    // What a loop is called on is evaluated once; what it does is evaluated for each item.
    if (name === undefined || !LOOPS.has(name)) return Math.max(0, ...within)
    return Math.max(within[0] ?? 0, 1 + Math.max(0, ...within.slice(1)))
  }
  const loops = nodesIn(ast).reduce((deepest, node) => Math.max(deepest, walk(node)), 0)
  return { calls, size, loops, vacuous }
}
