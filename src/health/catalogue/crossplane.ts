import type { DeclarativeRule } from '../rules/declarative-rule.ts'

const STATUSLESS = [
  'Composition',
  'CompositionRevision',
  'DeploymentRuntimeConfig',
  'ControllerConfig',
  'Lock',
  'ProviderConfig',
  'ProviderConfigUsage',
  'ClusterProviderConfig',
  'StoreConfig',
  'EnvironmentConfig',
  'ImageConfig',
  'Function*Config',
]

/** Crossplane and its providers, every kind: Synced and Ready of managed resources, Installed and Healthy of packages, Established and Offered of definitions. */
export const crossplane: readonly DeclarativeRule[] = [
  {
    for: ['stacks.crossplane.io/*'],
    rules: [
      { when: { cond: 'Ready', is: 'True', in: 'status.conditionedStatus.conditions' }, status: 'Healthy' },
      { when: { cond: 'Synced', is: 'False', in: 'status.conditionedStatus.conditions' }, status: 'Degraded' },
      { when: { cond: 'Ready', in: 'status.conditionedStatus.conditions' }, status: 'Progressing' },
    ],
  },
  {
    for: ['pkg.crossplane.io/*'],
    rules: [
      {
        when: [
          { field: 'kind', is: STATUSLESS },
          { field: 'status', empty: true },
        ],
        status: 'Healthy',
        reason: 'Statusless',
        say: 'This kind has no status of its own',
      },
      {
        when: [{ cond: 'Installed', is: 'False', reason: ['Unpacking*', 'Inactive*'] }, { no: { cond: 'Installed', message: 'cannot ' } }],
        status: 'Progressing',
      },
      {
        when: { cond: ['Installed', 'Healthy', 'RevisionHealthy', 'RuntimeHealthy'], is: 'False' },
        status: 'Degraded',
      },
      { when: { cond: ['Healthy', 'RevisionHealthy'], is: 'True' }, status: 'Healthy' },
    ],
  },
  {
    for: ['*.crossplane.io/*', '*.upbound.io/*'],
    // The words of the cloud on the resource, field by field: Ready sums them up.
    passOver: ['atProvider'],
    rules: [
      {
        when: [
          { field: 'kind', is: STATUSLESS },
          { field: 'status.conditions', empty: true },
        ],
        status: 'Healthy',
        reason: 'Statusless',
        say: 'This kind has no status of its own',
      },
      { when: { cond: 'Synced', is: 'False', reason: 'ReconcilePaused' }, status: 'Suspended', reason: 'ReconcilePaused' },
      { when: { cond: 'Succeeded', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Succeeded', is: 'Unknown' }, status: 'Progressing' },
      { when: { cond: 'Succeeded', is: 'True' }, status: 'Healthy' },
      {
        when: { cond: 'Established', is: 'False', reason: 'Inactive*' },
        status: 'Suspended',
        reason: 'Inactive',
        say: "{cond.message|'It is inactive as asked'}",
      },
      { when: { cond: 'Synced', is: 'False' }, status: 'Degraded' },
      // The reason is the same whether it waits or fails.
      { when: { cond: 'Established', is: 'False', message: 'unable to ' }, status: 'Degraded' },
      // Kinds that make operations, by a clock or a watch (apis/ops).
      { when: { cond: ['Scheduling', 'Watching'], is: 'True' }, status: 'Healthy' },
      { when: { cond: ['Scheduling', 'Watching'], is: 'False', reason: '*Paused' }, status: 'Suspended' },
      { when: { cond: ['Scheduling', 'Watching'], is: 'False' }, status: 'Degraded' },
      { when: { cond: ['LastAsyncOperation', 'AsyncOperation'], is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Ready', is: 'False', reason: 'Unavailable' }, status: 'Degraded' },
      { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Ready' }, status: 'Progressing' },
      { when: { cond: ['Established', 'Offered'], is: 'False' }, status: 'Progressing' },
      { when: { cond: ['Established', 'Healthy', 'ValidPipeline'], is: 'True' }, status: 'Healthy' },
      { when: { cond: 'Healthy', is: 'False' }, status: 'Degraded' },
      { when: { cond: 'Synced', is: 'True' }, status: 'Progressing', say: 'Waits for the resource to become available' },
    ],
  },
]
