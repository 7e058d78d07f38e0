import type { Deployer } from './deployer.ts'
import { FLEET_MARKS } from './fleet.ts'
import { helm4 } from './helm-4.ts'

/** Rancher Fleet with Helm 4 inside: releases that it installed without `takeOwnership` are applied server-side (internal/helmdeployer/install.go in fleet). */
export const fleetServerSide: Deployer = {
  ...helm4,
  name: 'fleet-server-side',
  title: 'Fleet',
  managers: ['fleetagent'],
  marks: FLEET_MARKS,
  unrecorded: true,
}
