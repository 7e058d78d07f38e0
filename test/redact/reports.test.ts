import { expect, test } from 'vitest'
import { reportsRedactionConformance } from '../conformance/reports-redaction.ts'

test('nothing shows, and nothing more is hidden, of what public reports and hostile cases hand in', () =>
  expect(reportsRedactionConformance().disagreements).toEqual([]))
