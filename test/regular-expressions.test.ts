import { readFileSync, readdirSync } from 'node:fs'
import { check } from 'recheck'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** Every pattern of src/ with a place where it stands. */
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

test('no text makes a regular expression slow', { timeout: 600_000 }, async () => {
  const vulnerable: string[] = []
  const all = Array.from(literals())
  expect(all.length).toBeGreaterThan(50)
  const work = async (): Promise<void> => {
    for (let next = all.pop(); next !== undefined; next = all.pop()) {
      const [literal, place] = next
      const end = literal.lastIndexOf('/')
      const result = await check(literal.slice(1, end), literal.slice(end + 1), { timeout: 60_000 })
      if (result.status === 'vulnerable') vulnerable.push(`${place} ${literal}: ${result.complexity.summary}`)
      // What takes it longer than its time, on a slow machine, is not known to be slow.
      if (result.status === 'unknown' && result.error.kind !== 'timeout') vulnerable.push(`${place} ${literal}: ${result.error.kind}`)
    }
  }
  await Promise.all([work(), work()])
  expect(vulnerable.sort()).toEqual([])
})
