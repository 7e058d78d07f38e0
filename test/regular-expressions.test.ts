import { readFileSync, readdirSync } from 'node:fs'
import { check } from 'recheck'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** No pattern in src/ takes more than linear time on any text, or its exception says why it cannot be asked to. */
const literals = (): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))) {
    const source = ts.createSourceFile(file, readFileSync(`src/${file}`, 'utf8'), ts.ScriptTarget.Latest, true)
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node) && !found.has(node.text))
        found.set(node.text, `${file}:${source.getLineAndCharacterOfPosition(node.pos).line + 1}`)
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return found
}

test('no regular expression can be made slow', { timeout: 120_000 }, async () => {
  const vulnerable: string[] = []
  const all = Array.from(literals())
  expect(all.length).toBeGreaterThan(50)
  const work = async (): Promise<void> => {
    for (let next = all.pop(); next !== undefined; next = all.pop()) {
      const [literal, place] = next
      const end = literal.lastIndexOf('/')
      const result = await check(literal.slice(1, end), literal.slice(end + 1), { timeout: 10_000 })
      if (result.status === 'vulnerable') vulnerable.push(`${place} ${literal}: ${result.complexity.summary}`)
      if (result.status === 'unknown') vulnerable.push(`${place} ${literal}: ${result.error.kind}`)
    }
  }
  await Promise.all([work(), work()])
  expect(vulnerable.sort()).toEqual([])
})
