import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessGeneric } from '../../src/health/convention/generic-rule.ts'
import { assessHealth } from '../../src/health/index.ts'
import type { JsonRecord } from '../../src/model/kube-object.ts'
import { kindKeyOf } from '../../src/model/identity.ts'
import { createSchemas } from '../../src/schema/index.ts'
import type { SchemaSet } from '../../src/schema/index.ts'
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
    [
      'a last operation that failed',
      { lastOperation: { state: 'Failed', description: 'no' }, ...conditions(['Ready', 'True']) },
      'Degraded',
    ],
    ['a last operation that goes on', { lastOperation: { state: 'Processing' }, ...conditions(['Ready', 'True']) }, 'Healthy'],
    ['the operation before', { previousOperation: { state: 'Failed' }, ...conditions(['Ready', 'True']) }, 'Healthy'],
    ['replicas that failed', { failedReplicas: 1, ...conditions(['Ready', 'True']) }, 'Degraded'],
    ['no replica that failed', { failedReplicas: 0, ...conditions(['Ready', 'True']) }, 'Healthy'],
    ['an error beside conditions', { errorMessage: 'no space', ...conditions(['Ready', 'True']) }, 'Degraded'],
    ['the last error beside conditions', { lastError: 'no space', ...conditions(['Ready', 'True']) }, 'Healthy'],
    ['a flag that says otherwise', { ready: false, ...conditions(['Ready', 'True']) }, 'Progressing'],
    ['a flag of a fault', { phase: 'Running', degraded: true }, 'Degraded'],
    ['a flag of no fault', { phase: 'Running', degraded: false, synced: true }, 'Healthy'],
    ['a list of what failed', { phase: 'Running', failedNodes: ['a'] }, 'Degraded'],
    ['an empty list of what failed', { phase: 'Running', failedNodes: [] }, 'Healthy'],
    ['a count of what is not ready', { numberUnavailable: 2, ...conditions(['Ready', 'True']) }, 'Progressing'],
    ['fewer than wanted', { phase: 'Running', ready: 1, total: 3 }, 'Progressing'],
    [
      'a part with conditions that are not met',
      { members: [conditions(['Ready', 'False', 'CrashFailed'])], ...conditions(['Ready', 'True']) },
      'Degraded',
    ],
    ['a part whose conditions are not written yet', { members: [{ conditions: [] }], ...conditions(['Ready', 'True']) }, 'Healthy'],
    ['conditions as a map', { conditions: { Ready: { status: 'False', reason: 'CreateFailed', message: 'no' } } }, 'Degraded'],
    ['conditions as a map of words', { phase: 'Active', conditions: { Available: 'True', Degraded: 'True' } }, 'Degraded'],
    ['conditions as a map that are met', { conditions: { Ready: { status: 'True' } } }, 'Healthy'],
    ['a flag', { ready: false }, 'Progressing'],
    [
      'conditions by parent',
      { parents: [conditions(['Accepted', 'True']), conditions(['Accepted', 'False', 'NotAllowed', 'no'])] },
      'Degraded',
    ],
    [
      'a rollout that the condition beside Available has not decided',
      conditions(['Available', 'True'], ['Progressing', 'Unknown']),
      'Progressing',
    ],
    ['a rollout that was paused', conditions(['Available', 'True'], ['Progressing', 'Unknown', 'RolloutPaused']), 'Suspended'],
    ['a step of a rollout', conditions(['Available', 'True'], ['Progressing', 'True', 'ReplicaSetUpdated']), 'Progressing'],
    ['a rollout that is done', conditions(['Available', 'True'], ['Progressing', 'True', 'NewReplicaSetAvailable']), 'Healthy'],
    ['a refusal without a reason', { ingress: [conditions(['Admitted', 'False'])] }, 'Degraded'],
    ['a part that is not healthy beside conditions', { members: [{ healthy: false }], ...conditions(['Ready', 'True']) }, 'Degraded'],
    ['an error by another name', { errorDescription: 'no space' }, 'Degraded'],
    ['a warning', { state: 'Warning' }, 'Degraded'],
    ['nothing known', { colour: 'blue' }, undefined],
    ['nothing', undefined, undefined],
  ])('%s', (_, status, expected) => expect(read(status)).toBe(expected))

  test('is not Healthy by its word while it runs to an end', () => {
    expect(read({ phase: 'Running' }, { kind: 'BackupJob' })).toBe('Progressing')
  })

  test('is suspended where its spec says so', () => {
    expect(read(conditions(['Ready', 'True']), { spec: { suspend: true } })).toBe('Suspended')
    expect(read(conditions(['Ready', 'True']), { metadata: { annotations: { 'example.com/paused': 'true' } } })).toBe('Suspended')
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

describe('a kind whose definition was passed', () => {
  const schemasOf = (group: string, version: JsonRecord): SchemaSet => {
    const names = { kind: 'Widget', plural: 'widgets' }
    const spec = { group, scope: 'Namespaced', names, versions: [{ name: 'v1', ...version }] }
    const definition: JsonRecord = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec }
    return createSchemas({ customResourceDefinitions: [definition] })
  }
  const statusSchema = (status: JsonRecord): JsonRecord => ({ schema: { openAPIV3Schema: { type: 'object', properties: { status } } } })
  const ask = (version: JsonRecord, status?: JsonRecord): string => {
    const widget = { apiVersion: 'example.com/v1', kind: 'Widget', ...(status === undefined ? {} : { status }) }
    return assessHealth(widget, { schemas: schemasOf('example.com', version) }).status
  }
  const fields = { type: 'object', properties: { phase: { type: 'string' } } }
  const subresources = { status: {} }

  test.each<[string, JsonRecord, string]>([
    ['with a status subresource', { subresources }, 'Progressing'],
    ['with fields of a status', statusSchema(fields), 'Progressing'],
    ['with a status of any fields', statusSchema({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }), 'Progressing'],
    ['without either', {}, 'NotApplicable'],
    ['with a status that can hold nothing', { subresources, ...statusSchema({ type: 'object' }) }, 'NotApplicable'],
  ])('%s and no status yet', (_, version, expected) => expect(ask(version)).toBe(expected))

  test('is not waited for by the rule of its group, where it reports none', () => {
    const schemas = schemasOf('kro.run', statusSchema({ type: 'object' }))
    const widget = { apiVersion: 'kro.run/v1', kind: 'Widget' }
    expect(assessHealth(widget).status).toBe('Progressing')
    expect(assessHealth(widget, { schemas }).status).toBe('NotApplicable')
  })

  const column = (name: string, jsonPath: string): JsonRecord => ({ additionalPrinterColumns: [{ name, type: 'string', jsonPath }] })
  test.each<[string, JsonRecord, JsonRecord, string]>([
    [
      'a condition that nobody else knows',
      column('Baked', `.status.conditions[?(@.type=="Baked")].status`),
      conditions(['Baked', 'True']),
      'Healthy',
    ],
    [
      'one that is False',
      column('Baked', `.status.conditions[?(@.type == 'Baked')].status`),
      conditions(['Baked', 'False', 'Raw', 'x']),
      'Degraded',
    ],
    [
      'one that is not there yet',
      column('Baked', `.status.conditions[?(@.type=="Baked")].status`),
      conditions(['Hot', 'True']),
      'NotApplicable',
    ],
    ['a phase that lies deeper', column('Phase', '.status.oven.mode'), { oven: { mode: 'BakingFailed' } }, 'Degraded'],
    ['a flag', column('Ready', '.status.oven.done'), { oven: { done: false } }, 'Progressing'],
    ['a name that looks like a word', column('Host', '.status.oven.host'), { oven: { host: 'failed' } }, 'NotApplicable'],
    ['a path that is none', column('Phase', '.status.conditions[?(@.type=='), { colour: 'blue' }, 'NotApplicable'],
  ])('prints %s', (_, version, status, expected) => expect(ask({ subresources, ...version }, status)).toBe(expected))
})
