import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import type { JsonRecord } from '../../src/model/kube-object.ts'
import { fixtureLines } from '../support/fixtures.ts'

/** A status that a project documents for one of its kinds, 'group/Kind', and what it means. */
interface Documented {
  readonly kind: string
  readonly spec?: JsonRecord
  readonly status?: JsonRecord
  readonly health: string
}

const documented = fixtureLines<Documented>('documented-statuses/statuses.jsonl')
const assessed = ({ kind: kindKey, spec, status }: Documented): { readonly status: string; readonly message: string } => {
  const [group, kind] = kindKey.split('/')
  const live: JsonRecord = { apiVersion: `${group}/v1`, kind, metadata: { name: 'x' }, spec, status }
  return assessHealth(live)
}

describe('a status that its project documents', () => {
  test.each(documented)('$kind $status is $health', one => {
    const { status, message } = assessed(one)
    expect(status).toBe(one.health)
    expect(message !== '' || ['Healthy', 'NotApplicable'].includes(status)).toBe(true)
  })
})
