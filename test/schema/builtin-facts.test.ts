import { test, expect } from 'vitest'
import { hasShared } from '../support/fixtures.ts'
import { compileBuiltinFacts } from './compile-builtin-facts.ts'

const module = (
  facts: string,
): string => `// Compiled by test/schema/compile-builtin-facts.ts from the API of Kubernetes 1.37. Never edited by hand:
// \`npx vitest run test/schema/builtin-facts.test.ts -u\` writes it again.
/** JSON, parsed when a built-in kind is first asked for, so that an import costs nothing. */
export const builtinFacts: string = ${quoted(facts)}
`
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

test.skipIf(!hasShared)('the facts of the built-in kinds are those of the recorded Kubernetes API', async () => {
  await expect(module(compileBuiltinFacts())).toMatchFileSnapshot('../../src/schema/builtin-facts.generated.ts')
})
