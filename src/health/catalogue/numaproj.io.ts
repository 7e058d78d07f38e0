import type { DeclarativeRule, Row } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

const label = 'metadata.labels[numaplane.numaproj.io/progressive-result-state]'
const flow: readonly Row[] = [
  { when: { field: label, is: 'failed' }, status: 'Degraded', reason: 'UpgradeFailed', say: 'The progressive upgrade failed' },
  { when: { field: 'status.phase', is: 'Failed' }, status: 'Degraded' },
  { when: { field: 'status.phase', is: 'Paused' }, status: 'Healthy', say: 'It is paused as asked' },
  {
    when: { cond: '*', is: 'False' },
    status: 'Degraded',
  },
  phase('status.phase', { Progressing: ['Pausing'] }),
]

/** Numaflow and Numaplane: phases, the health of what they make, and progressive upgrades. */
export const numaproj: readonly DeclarativeRule[] = [
  {
    for: ['numaflow.numaproj.io/*'],
    // Paused is what was asked for: the row says Healthy, as the project's own health checks do.
    passOver: ['phase'],
    rules: flow,
  },
  {
    for: ['numaplane.numaproj.io/*'],
    // The same: while what it made is paused, its health is not known.
    passOver: ['*PausingOrPaused', 'ChildResourcesHealthy'],
    rules: [
      {
        when: { cond: 'ProgressiveUpgradeSucceeded', is: 'False' },
        status: 'Degraded',
        say: 'The progressive upgrade failed: {cond.message|cond.reason}',
      },
      {
        when: { field: 'status.phase', is: 'Failed' },
        status: 'Degraded',
      },
      { when: { cond: '*PausingOrPaused', is: 'True' }, status: 'Healthy', reason: 'Paused' },
      {
        when: {
          or: [
            { field: 'status.phase', is: 'Pending' },
            { field: 'status.upgradeInProgress', empty: false },
          ],
        },
        status: 'Progressing',
        reason: 'Upgrading',
        say: 'An upgrade is under way',
      },
      {
        when: { cond: 'ChildResourcesHealthy', is: 'False', reason: ['Progressing', '*Progressing'] },
        status: 'Progressing',
        say: 'What it made is not ready yet: {cond.message|cond.reason}',
      },
      {
        when: { cond: ['ChildResourcesHealthy', 'ChildResourceDeployed'], is: 'False' },
        status: 'Degraded',
      },
      { when: { cond: 'ChildResourcesHealthy', is: 'Unknown' }, status: 'Progressing' },
      { when: { cond: 'ChildResourcesHealthy', is: 'True' }, status: 'Healthy', say: 'What it made is deployed and healthy' },
    ],
  },
]
