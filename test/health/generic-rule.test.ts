import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessGeneric } from '../../src/health/generic-rule.ts'
import { assessHealth } from '../../src/health/index.ts'
import type { JsonRecord } from '../../src/model/kube-object.ts'
import { kindKeyOf } from '../../src/model/identity.ts'
import { argoCases, isCounted } from '../conformance/argo-health.ts'
import { hasShared } from '../support/fixtures.ts'

const read = (status: unknown, rest: JsonRecord = {}): string | undefined => assessGeneric({ kind: 'Widget', status, ...rest })?.status
const conditions = (...entries: readonly (readonly [string, string, string?, string?])[]): JsonRecord => ({
  conditions: entries.map(([type, status, reason = '', message = '']) => ({ type, status, reason, message })),
})

describe('a kind without a rule', () => {
  test.each<[string, unknown, string | undefined]>([
    ['Ready', conditions(['Ready', 'True']), 'Healthy'],
    ['Ready is False for a reason that is an error', conditions(['Ready', 'False', 'CreateFailed', 'no']), 'Degraded'],
    ['Ready is False while it works', conditions(['Ready', 'False', 'Provisioning']), 'Progressing'],
    ['Ready is False and says that it waits', conditions(['Ready', 'False', 'PodNotReady', 'waiting for 1 pod']), 'Progressing'],
    ['Ready is False and paused', conditions(['Ready', 'False', 'Paused', 'by its user']), 'Suspended'],
    ['Ready is Unknown', conditions(['Ready', 'Unknown']), 'Progressing'],
    ['Stalled', conditions(['Stalled', 'True', 'Bad', 'no'], ['Ready', 'Unknown']), 'Degraded'],
    ['Reconciling', conditions(['Reconciling', 'True'], ['Ready', 'Unknown']), 'Progressing'],
    ['Degraded is False', conditions(['Degraded', 'False'], ['Available', 'True']), 'Healthy'],
    ['Synced fails beside Ready', conditions(['Ready', 'True'], ['Synced', 'False', 'ReconcileError', 'denied']), 'Degraded'],
    ['no condition yet', { conditions: [] }, 'Progressing'],
    ['a phase that is good', { phase: 'Running' }, 'Healthy'],
    ['a phase that is bad', { phase: 'Failed' }, 'Degraded'],
    ['a phase that is under way', { state: 'CREATING' }, 'Progressing'],
    ['a phase beside conditions', { phase: 'Failed', ...conditions(['Ready', 'True']) }, 'Degraded'],
    [
      'one that was stopped, and is not ready for that',
      { state: 'Stopped', ...conditions(['Ready', 'False', 'NotFound', 'gone']) },
      'Suspended',
    ],
    ['Ready is Unknown for a reason that is an error', conditions(['Ready', 'Unknown', 'TriggerError', 'no']), 'Degraded'],
    ['Running as Ansible operators say it', conditions(['Running', 'True', 'Running']), 'Progressing'],
    ['Running once they are done', conditions(['Running', 'True', 'Successful']), 'Healthy'],
    ['conditions one level down', { conditionStatus: conditions(['Ready', 'False', 'CreateFailed', 'no']) }, 'Degraded'],
    ['a success of work', { phase: 'ProvisioningSucceeded' }, 'Healthy'],
    ['work by its participle', { phase: 'RebalancingShards' }, 'Progressing'],
    ['what is being done', { phase: 'Volume is being created' }, 'Progressing'],
    ['an approval that is waited for', { phase: 'PendingApproval' }, 'Suspended'],
    ['an error field', { error: 'no space' }, 'Degraded'],
    ['a flag', { ready: false }, 'Progressing'],
    [
      'conditions by parent',
      { parents: [conditions(['Accepted', 'True']), conditions(['Accepted', 'False', 'NotAllowed', 'no'])] },
      'Degraded',
    ],
    ['nothing known', { colour: 'blue' }, undefined],
    ['nothing', undefined, undefined],
  ])('%s', (_, status, expected) => expect(read(status)).toBe(expected))

  test('is not Healthy by its word while it runs to an end', () => {
    expect(read({ phase: 'Running' }, { kind: 'BackupJob' })).toBe('Progressing')
  })

  test('is suspended where its spec says so', () => {
    expect(read(conditions(['Ready', 'True']), { spec: { suspend: true } })).toBe('Suspended')
  })

  test('is Progressing without a status only where its CRD, or its API group, promises one', () => {
    expect(assessHealth({ apiVersion: 'storage.azure.com/v1', kind: 'StorageAccount' }).status).toBe('Progressing')
    expect(assessGeneric({ kind: 'Widget' }, { reportsStatus: () => true })?.status).toBe('Progressing')
    expect(assessHealth({ apiVersion: 'example.com/v1', kind: 'Widget' }).status).toBe('NotApplicable')
  })

  test('answers any JSON, and not by the order of conditions', () => {
    const entry = fc.record({
      type: fc.constantFrom('Ready', 'Synced', 'Degraded', 'Progressing', 'Paused', 'Available', 'Foo'),
      status: fc.constantFrom('True', 'False', 'Unknown'),
      reason: fc.constantFrom('', 'Failed', 'Creating', 'Odd'),
      message: fc.constantFrom('', 'waiting', 'it failed'),
    })
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 5 }),
        fc.dictionary(fc.constantFrom('phase', 'ready', 'error', 'parents', 'replicas'), fc.jsonValue()),
        (list, rest) => {
          const ask = (conditions: readonly unknown[]): unknown => assessGeneric({ kind: 'Widget', status: { ...rest, conditions } })
          expect(ask(list.toReversed())).toEqual(ask(list))
        },
      ),
    )
  })
})

/** Every case as if the catalogue did not exist: what the reading by convention is worth for kinds that nobody has written a rule for. */
describe.skipIf(!hasShared)("Argo CD's cases read without any rule", () => {
  const answers = argoCases()
    .filter(one => isCounted(one, assessHealth(one.object)) && 'status' in one.object && kindKeyOf(one.object).includes('.'))
    .map(one => ({ one, verdict: assessGeneric(one.object as JsonRecord) }))
  const answered = answers.filter(({ verdict }) => verdict !== undefined)

  test('agree in four of five where it commits itself', () => {
    const agreeing = answered.filter(({ one, verdict }) => verdict?.status === one.status)
    expect(agreeing.length / answered.length).toBeGreaterThan(0.8)
  })

  test('are seldom called Healthy where they are Degraded', () => {
    const falselyGreen = answered.filter(({ one, verdict }) => one.status === 'Degraded' && verdict?.status === 'Healthy')
    expect(falselyGreen.length / answers.length).toBeLessThanOrEqual(0.02)
  })
})
