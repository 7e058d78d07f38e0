import { ownLabel, type Deployer } from './deployer.ts'

/** Timoni: server-side with force, after it made its own what kubectl and Helm wrote (ApplyOptions and takeOwnershipFrom in timoni's internal/runtime/resources.go). */
export const timoni: Deployer = {
  name: 'timoni',
  title: 'Timoni',
  mode: 'server-side',
  managers: ['timoni'],
  marks: [ownLabel('instance.timoni.sh/name'), ownLabel('instance.timoni.sh/namespace')],
  force: true,
  takesOver: [{ managers: ['helm', 'kubectl*'] }, { managers: ['before-first-apply*'], updates: true }],
  previous: 'own-entry',
  told: [{ key: 'action.timoni.sh/one-off', value: 'enabled', means: 'leave-object', fromLive: false }],
  unrecorded: true,
}
