import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkRule } from '../../src/health/rules/check-rule.ts'
import { catalogueKinds, catalogueRule } from '../../src/health/catalogue.ts'
import { builtInRules } from '../../src/health/kind-rules.ts'
import { catalogueRules } from '../support/catalogue-rules.ts'

const folder = new URL('../../src/health/catalogue/', import.meta.url)

describe('the catalogue', () => {
  test('has a file for each API group, or several that belong together', () => {
    expect(readdirSync(folder).filter(file => !/^[a-z\d][a-z\d.-]*\.ts$/.test(file))).toEqual([])
  })

  test('speaks for a kind in one place alone, and not for one that is built in', () => {
    const kinds = catalogueKinds()
    expect(kinds.filter((kind, index) => kinds.indexOf(kind) !== index)).toEqual([])
    const builtIn = new Set(builtInRules.flatMap(rule => rule.for))
    expect(kinds.filter(kind => builtIn.has(kind))).toEqual([])
  })

  test.each([
    ['s3.aws.upbound.io/Bucket', '*.upbound.io/*'],
    ['pkg.crossplane.io/Provider', 'pkg.crossplane.io/*'],
    ['ec2.services.k8s.aws/VPC', '*.services.k8s.aws/*'],
    ['sql.cnrm.cloud.google.com/SQLInstance', '*.cnrm.cloud.google.com/*'],
    ['kafka.strimzi.io/KafkaUser', 'kafka.strimzi.io/*'],
    ['cert-manager.io/Certificate', 'cert-manager.io/Certificate'],
  ])('knows %s by %s', (kind, pattern) => {
    expect(catalogueRule(kind)?.for).toContain(pattern)
  })

  test('has no rule for a kind that nobody has heard of', () => {
    expect(catalogueRule('example.com/Widget')).toBeUndefined()
    expect(catalogueRule('')).toBeUndefined()
    expect(catalogueRule('constructor')).toBeUndefined()
  })

  test.each(catalogueRules().map(rule => ({ name: rule.for[0] ?? '', rule })))('$name would be accepted from a caller', ({ rule }) => {
    expect(checkRule(rule).for).toEqual(rule.for)
  })
})
