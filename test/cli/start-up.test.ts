import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

/** What a module loads before it runs: its imports, but for those of types and those that are asked for later. */
const importsOf = (file: string): readonly string[] =>
  Array.from(
    readFileSync(file, 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm),
    ([, name = '']) => name,
  )

/** All that is loaded with a module: files of src, and packages. */
const loadedWith = (entries: readonly string[]): ReadonlySet<string> => {
  const loaded = new Set<string>()
  const load = (file: string): void => {
    if (loaded.has(file)) return
    loaded.add(file)
    for (const name of importsOf(file)) {
      if (name.startsWith('.')) load(posix.join(posix.dirname(file), name))
      else loaded.add(name)
    }
  }
  entries.forEach(load)
  return loaded
}
const packagesIn = (loaded: ReadonlySet<string>): readonly string[] =>
  [...loaded].filter(name => !name.startsWith('src/') && !name.startsWith('node:')).sort()

test('the executable begins with its table of commands alone: no command, no package but for colours', () => {
  const loaded = loadedWith(['src/cli/main.ts'])
  expect(packagesIn(loaded)).toEqual(['picocolors'])
  expect([...loaded].filter(file => /\/commands\/|\/cluster\/|src\/(?:health|status|report|policy)\//.test(file))).toEqual([])
})

test.each(['status', 'diff', 'wait', 'watch'])('%s without a policy file loads neither the schema of one nor CEL', command => {
  const packages = packagesIn(loadedWith(['src/cli/main.ts', `src/cli/commands/${command}.ts`]))
  expect(packages).not.toContain('zod')
  expect(packages).not.toContain('zod/mini')
  expect(packages).not.toContain('@marcbachmann/cel-js')
  expect(packages.includes('diff')).toBe(command === 'diff')
})

test.each(['status', 'diff', 'explain', 'wait', 'watch'])(
  '%s loads no page: that is most of the executable, and for report and -o html alone',
  command => {
    const loaded = [...loadedWith(['src/cli/main.ts', `src/cli/commands/${command}.ts`])]
    expect(loaded.filter(file => file.startsWith('src/report/page/'))).toEqual([])
  },
)

test('the list above is read from what is really imported', () => {
  expect(packagesIn(loadedWith(['src/policy/index.ts']))).toEqual(expect.arrayContaining(['@marcbachmann/cel-js']))
})
