import type { DeployerName } from '../deployer-names.ts'
import { applysetClientSide } from './applyset-client-side.ts'
import { applysetServerSide } from './applyset-server-side.ts'
import { argocdClientSide } from './argocd-client-side.ts'
import { argocdServerSide } from './argocd-server-side.ts'
import { configSync } from './config-sync.ts'
import { crossplane } from './crossplane.ts'
import type { Deployer } from './deployer.ts'
import { fleetServerSide } from './fleet-server-side.ts'
import { fleet } from './fleet.ts'
import { fluxHelm } from './flux-helm.ts'
import { flux } from './flux.ts'
import { helm3 } from './helm-3.ts'
import { helm4 } from './helm-4.ts'
import { kapp } from './kapp.ts'
import { kluctl } from './kluctl.ts'
import { kubectlClientSide } from './kubectl-client-side.ts'
import { kubectlServerSide } from './kubectl-server-side.ts'
import { kubeVela } from './kubevela.ts'
import { pulumi } from './pulumi.ts'
import { skaffold } from './skaffold.ts'
import { sveltos } from './sveltos.ts'
import { tankaClientSide } from './tanka-client-side.ts'
import { tankaServerSide } from './tanka-server-side.ts'
import { terraform } from './terraform.ts'
import { timoni } from './timoni.ts'
import { werf } from './werf.ts'
import { wrangler } from './wrangler.ts'

/** Every deployer; the plainer one stands first where others have its marks and more. */
export const DEPLOYERS: readonly Deployer[] = [
  helm4,
  fluxHelm,
  helm3,
  fleetServerSide,
  fleet,
  werf,
  argocdServerSide,
  argocdClientSide,
  flux,
  configSync,
  applysetServerSide,
  applysetClientSide,
  kubectlServerSide,
  kubectlClientSide,
  tankaServerSide,
  tankaClientSide,
  skaffold,
  pulumi,
  terraform,
  kluctl,
  kapp,
  timoni,
  kubeVela,
  sveltos,
  crossplane,
  wrangler,
]

const BY_NAME: ReadonlyMap<string, Deployer> = new Map(DEPLOYERS.map(deployer => [deployer.name, deployer]))

/** The deployer of a name. */
export const findDeployer = (name: DeployerName): Deployer | undefined => BY_NAME.get(name)
