import { expect, test } from 'vitest'
import { kindReader } from '../../src/health/rules/kind-reader.ts'
import { unpackRule } from '../../src/health/rules/packed-rule.ts'
import { catalogueRules } from '../support/catalogue-rules.ts'
import { packKinds, packRules } from './pack-catalogue.ts'

const rules = catalogueRules()
const [packedKinds, packedRules] = [packKinds(rules), packRules(rules)]
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
const module = `// Packed by test/health/pack-catalogue.ts from the files of src/health/catalogue. Never edited by hand:
// \`npx vitest run test/health/packed-catalogue.test.ts -u\` writes it again.
/** A line a rule: the kinds that it speaks for. */
export const packedKinds: string = ${quoted(packedKinds)}
/** A line a rule: the rest of it, as src/health/rules/packed-rule.ts reads it. */
export const packedRules: string = ${quoted(packedRules)}
`

test('the packed catalogue is that of the files', async () => {
  await expect(module).toMatchFileSnapshot('../../src/health/rules/catalogue.generated.ts')
})

test('the packed catalogue says what the files say', () => {
  const packed = packedRules.split('\n')
  const read = kindReader()
  const unpacked = packedKinds.split('\n').map((kinds, index) => ({ ...unpackRule(packed[index] ?? ''), for: read(kinds) }))
  expect(unpacked).toEqual(JSON.parse(JSON.stringify(rules)))
})
