import type { Deployer } from './deployer.ts'
import { HELM_MARKS } from './helm-3.ts'

/**
 * Helm 4: server-side, refusing conflicts unless told `--force-conflicts`. A release that was client-side before has its own Update entry
 * turned into an Apply entry first (upgradeClientSideFieldManager in helm's pkg/kube/client.go).
 */
export const helm4: Deployer = {
  name: 'helm-4',
  title: 'Helm',
  mode: 'server-side',
  managers: ['helm'],
  marks: HELM_MARKS,
  force: false,
  takesOver: [{ itself: true, updates: true }],
  previous: 'own-entry',
}
