import { describe, expect, test } from 'vitest'
import { assessApplication, fromLiveStatus, toLiveStatus, type DeploymentState } from '../../src/status/index.ts'
import { shown } from '../support/shown.ts'

/** What an application says of itself as a whole, word for word. */
const CONFIG = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' } }

describe('the latest deployment', () => {
  test.each<readonly [DeploymentState, string, string, RegExp]>([
    ['queued', 'Waiting', 'DeploymentQueued', /^The latest deployment /],
    ['running', 'Waiting', 'DeploymentRunning', /^The latest deployment /],
    ['cancelling', 'Waiting', 'DeploymentCancelling', /^The latest deployment is being cancelled$/],
    ['failed', 'Unavailable', 'DeploymentFailed', /^The latest deployment failed$/],
    ['cancelled', 'Unavailable', 'DeploymentCancelled', /^The latest deployment was cancelled$/],
    ['timed-out', 'Unavailable', 'DeploymentTimedOut', /^The latest deployment timed out$/],
  ])('%s is %s', (state, status, reason, message) => {
    const assessment = assessApplication({ deployments: [{ id: 'd', state, desired: [CONFIG] }], live: [CONFIG] })
    expect(assessment).toMatchObject({ status, reason })
    expect(assessment.message).toMatch(message)
  })
})

test('an answer in the words of the product reads back as it was', () => {
  const inputs = [
    { desired: [CONFIG], live: [CONFIG] },
    { desired: [CONFIG], live: [] },
    { desired: [CONFIG], live: [{ ...CONFIG, data: { a: 'b' } }] },
    { desired: [{ ...CONFIG, data: { a: 'b' } }], live: [CONFIG] },
    { deployments: [{ id: 'd', state: 'running' as const }], live: [] },
    { deployments: [{ id: 'd', state: 'failed' as const }], live: [] },
  ]
  for (const input of inputs) {
    const assessment = assessApplication(input)
    const read = fromLiveStatus(JSON.parse(JSON.stringify(toLiveStatus(shown(assessment), { lastUpdated: 0 }))))
    expect({ status: read.status, objects: read.objects.length }).toEqual({ status: assessment.status, objects: assessment.objects.length })
  }
})
