import { globMatches } from '../model/glob.ts'
import { compileCatalogueRule } from './catalogue-rule.ts'
import type { DeclarativeRule } from './declarative-rule.ts'
import type { KindRule } from './health-rule.ts'
import { threescale } from './catalogue/3scale.net.ts'
import { zalandoPostgres } from './catalogue/acid.zalan.do.ts'
import { argo } from './catalogue/argoproj.io.ts'
import { astra } from './catalogue/astra.netapp.io.ts'
import { awsControllers } from './catalogue/aws-controllers.ts'
import { batchAndMl } from './catalogue/batch-and-ml.ts'
import { certManager } from './catalogue/cert-manager.io.ts'
import { certManagerLegacy } from './catalogue/certmanager.k8s.io.ts'
import { clusterApi } from './catalogue/cluster.x-k8s.io.ts'
import { configConnector } from './catalogue/config-connector.ts'
import { crossplane } from './catalogue/crossplane.ts'
import { databases } from './catalogue/databases.ts'
import { externalSecrets } from './catalogue/external-secrets.ts'
import { flux } from './catalogue/fluxcd.io.ts'
import { gloo } from './catalogue/gloo.solo.io.ts'
import { grafana } from './catalogue/grafana.integreatly.org.ts'
import { humio } from './catalogue/humio.com.ts'
import { elastic } from './catalogue/k8s.elastic.co.ts'
import { strimzi } from './catalogue/kafka.strimzi.io.ts'
import { karpenter } from './catalogue/karpenter.ts'
import { keda } from './catalogue/keda.sh.ts'
import { keptn } from './catalogue/keptn.sh.ts'
import { keycloak } from './catalogue/keycloak.org.ts'
import { knative } from './catalogue/knative.dev.ts'
import { kruise } from './catalogue/kruise.io.ts'
import { kubevirt } from './catalogue/kubevirt.io.ts'
import { mariadb } from './catalogue/mariadb.com.ts'
import { monitoring } from './catalogue/monitoring.ts'
import { networking } from './catalogue/networking.ts'
import { numaproj } from './catalogue/numaproj.io.ts'
import { openClusterManagement } from './catalogue/open-cluster-management.io.ts'
import { openshift } from './catalogue/openshift.io.ts'
import { platform } from './catalogue/platform.ts'
import { gitopsPromoter } from './catalogue/promoter.argoproj.io.ts'
import { rook } from './catalogue/rook.io.ts'
import { storageAndBackup } from './catalogue/storage-and-backup.ts'

/** Every rule set, by file; a line for each API group. */
const GROUPS: readonly (readonly DeclarativeRule[])[] = [certManager]

interface Catalogue {
  readonly exact: ReadonlyMap<string, DeclarativeRule>
  readonly globs: readonly (readonly [string, DeclarativeRule])[]
}

/** The catalogue by kind, and rules compiled when first met: filled from the data above alone, so no answer depends on what was asked before. */
let index: Catalogue | undefined
const compiled = new Map<DeclarativeRule, KindRule>()

const catalogue = (): Catalogue => {
  if (index !== undefined) return index
  const entries = GROUPS.flat().flatMap(rule => rule.for.map(kind => [kind, rule] as const))
  index = { exact: new Map(entries.filter(([kind]) => !kind.includes('*'))), globs: entries.filter(([kind]) => kind.includes('*')) }
  return index
}

/**
 * The rule that the catalogue has for a kind, or undefined. A kind by its name comes before a wildcard.
 * @param kindKey - 'group/Kind'
 */
export const catalogueRule = (kindKey: string): KindRule | undefined => {
  const { exact, globs } = catalogue()
  const rule = exact.get(kindKey) ?? globs.find(([glob]) => globMatches(glob, kindKey))?.[1]
  if (rule === undefined) return undefined
  const known = compiled.get(rule)
  if (known !== undefined) return known
  const made = compileCatalogueRule(rule)
  compiled.set(rule, made)
  return made
}

/** Every kind of the catalogue as it is written there, wildcards among them; for documentation and tests. */
export const catalogueKinds = (): readonly string[] => GROUPS.flat().flatMap(rule => rule.for)
