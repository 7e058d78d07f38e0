import type { DeployerName } from '../deployer-names.ts'
import { applysetClientSide } from './applyset-client-side.ts'
import { applysetServerSide } from './applyset-server-side.ts'
import { argocdClientSide } from './argocd-client-side.ts'
import { argocdServerSide } from './argocd-server-side.ts'
import { configSync } from './config-sync.ts'
import type { Deployer } from './deployer.ts'
import { fleet } from './fleet.ts'
import { flux } from './flux.ts'
import { helm3 } from './helm-3.ts'
import { helm4 } from './helm-4.ts'
import { kapp } from './kapp.ts'
import { kluctl } from './kluctl.ts'
import { kubectlClientSide } from './kubectl-client-side.ts'
import { kubectlServerSide } from './kubectl-server-side.ts'
import { pulumi } from './pulumi.ts'
import { terraform } from './terraform.ts'

/** Every deployer; where two write the same marks the more particular one stands first. */
export const DEPLOYERS: readonly Deployer[] = [
  fleet,
  helm4,
  helm3,
  argocdServerSide,
  argocdClientSide,
  flux,
  configSync,
  applysetServerSide,
  applysetClientSide,
  kubectlServerSide,
  kubectlClientSide,
  pulumi,
  terraform,
  kluctl,
  kapp,
]

const BY_NAME: ReadonlyMap<string, Deployer> = new Map(DEPLOYERS.map(deployer => [deployer.name, deployer]))

/** The deployer of a name. */
export const findDeployer = (name: DeployerName): Deployer | undefined => BY_NAME.get(name)
