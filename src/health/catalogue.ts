import { compileGlob } from '../model/glob.ts'
import { compileCatalogueRule } from './catalogue-rule.ts'
import type { DeclarativeRule } from './declarative-rule.ts'
import type { KindRule } from './health-rule.ts'
import { threescale } from './catalogue/3scale.net.ts'
import { zalandoPostgres } from './catalogue/acid.zalan.do.ts'
import { argo } from './catalogue/argoproj.io.ts'
import { astra } from './catalogue/astra.netapp.io.ts'
import { awsControllers } from './catalogue/aws-controllers.ts'
import { bitnamiCom } from './catalogue/bitnami.com.ts'
import { camelApacheOrg } from './catalogue/camel.apache.org.ts'
import { cattleIo } from './catalogue/cattle.io.ts'
import { certManager } from './catalogue/cert-manager.io.ts'
import { certManagerLegacy } from './catalogue/certmanager.k8s.io.ts'
import { ciliumIo } from './catalogue/cilium.io.ts'
import { clickhouseAltinityCom } from './catalogue/clickhouse.altinity.com.ts'
import { clusterApi } from './catalogue/cluster.x-k8s.io.ts'
import { configConnector } from './catalogue/config-connector.ts'
import { coralogixCom } from './catalogue/coralogix.com.ts'
import { coreGardenerCloud } from './catalogue/core.gardener.cloud.ts'
import { crossplane } from './catalogue/crossplane.ts'
import { datadoghqCom } from './catalogue/datadoghq.com.ts'
import { dbAtlasgoIo } from './catalogue/db.atlasgo.io.ts'
import { externalSecretsIo } from './catalogue/external-secrets.io.ts'
import { flinkApacheOrg } from './catalogue/flink.apache.org.ts'
import { flux } from './catalogue/fluxcd.io.ts'
import { gatekeeperSh } from './catalogue/gatekeeper.sh.ts'
import { gloo } from './catalogue/gloo.solo.io.ts'
import { grafana } from './catalogue/grafana.integreatly.org.ts'
import { humio } from './catalogue/humio.com.ts'
import { iammanagerKeikoprojIo } from './catalogue/iammanager.keikoproj.io.ts'
import { istioIo } from './catalogue/istio.io.ts'
import { jaegertracingIo } from './catalogue/jaegertracing.io.ts'
import { elastic } from './catalogue/k8s.elastic.co.ts'
import { kafkaBanzaicloudIo } from './catalogue/kafka.banzaicloud.io.ts'
import { strimzi } from './catalogue/kafka.strimzi.io.ts'
import { karpenter } from './catalogue/karpenter.ts'
import { keda } from './catalogue/keda.sh.ts'
import { keptn } from './catalogue/keptn.sh.ts'
import { keycloak } from './catalogue/keycloak.org.ts'
import { kialiIo } from './catalogue/kiali.io.ts'
import { knative } from './catalogue/knative.dev.ts'
import { kruise } from './catalogue/kruise.io.ts'
import { kubeflowOrg } from './catalogue/kubeflow.org.ts'
import { kubernetesClientIo } from './catalogue/kubernetes-client.io.ts'
import { kubevirt } from './catalogue/kubevirt.io.ts'
import { kueueXK8sIo } from './catalogue/kueue.x-k8s.io.ts'
import { kyvernoIo } from './catalogue/kyverno.io.ts'
import { longhornIo } from './catalogue/longhorn.io.ts'
import { mariadb } from './catalogue/mariadb.com.ts'
import { microgatewayAirlockCom } from './catalogue/microgateway.airlock.com.ts'
import { minioMinIo } from './catalogue/minio.min.io.ts'
import { monitoringCoreosCom } from './catalogue/monitoring.coreos.com.ts'
import { networkingGkeIo } from './catalogue/networking.gke.io.ts'
import { nmstateIo } from './catalogue/nmstate.io.ts'
import { numaproj } from './catalogue/numaproj.io.ts'
import { objectbucketIo } from './catalogue/objectbucket.io.ts'
import { onepasswordCom } from './catalogue/onepassword.com.ts'
import { openClusterManagement } from './catalogue/open-cluster-management.io.ts'
import { openfaasCom } from './catalogue/openfaas.com.ts'
import { openshift } from './catalogue/openshift.io.ts'
import { opentelemetryIo } from './catalogue/opentelemetry.io.ts'
import { operatorVictoriametricsCom } from './catalogue/operator.victoriametrics.com.ts'
import { operatorsCoreosCom } from './catalogue/operators.coreos.com.ts'
import { perconaCom } from './catalogue/percona.com.ts'
import { pingcapCom } from './catalogue/pingcap.com.ts'
import { platformConfluentIo } from './catalogue/platform.confluent.io.ts'
import { postgresqlCnpgIo } from './catalogue/postgresql.cnpg.io.ts'
import { proclaimDogmatiqIo } from './catalogue/proclaim.dogmatiq.io.ts'
import { projectcontourIo } from './catalogue/projectcontour.io.ts'
import { gitopsPromoter } from './catalogue/promoter.argoproj.io.ts'
import { pulumiCom } from './catalogue/pulumi.com.ts'
import { rabbitmqCom } from './catalogue/rabbitmq.com.ts'
import { rayIo } from './catalogue/ray.io.ts'
import { rook } from './catalogue/rook.io.ts'
import { secretsHashicorpCom } from './catalogue/secrets.hashicorp.com.ts'
import { servicesCloudSapCom } from './catalogue/services.cloud.sap.com.ts'
import { servingKserveIo } from './catalogue/serving.kserve.io.ts'
import { solrApacheOrg } from './catalogue/solr.apache.org.ts'
import { sparkoperatorK8sIo } from './catalogue/sparkoperator.k8s.io.ts'
import { spotIo } from './catalogue/spot.io.ts'
import { statuslessNetworking } from './catalogue/statusless-networking.ts'
import { tektonDev } from './catalogue/tekton.dev.ts'
import { tridentNetappIo } from './catalogue/trident.netapp.io.ts'
import { veleroIo } from './catalogue/velero.io.ts'
import { workKarmadaIo } from './catalogue/work.karmada.io.ts'
import { zookeeperPravegaIo } from './catalogue/zookeeper.pravega.io.ts'

/** Every rule set, by file; a line for each API group. */
const GROUPS: readonly (readonly DeclarativeRule[])[] = [
  threescale,
  zalandoPostgres,
  argo,
  astra,
  awsControllers,
  bitnamiCom,
  camelApacheOrg,
  cattleIo,
  certManager,
  certManagerLegacy,
  ciliumIo,
  clickhouseAltinityCom,
  clusterApi,
  configConnector,
  coralogixCom,
  coreGardenerCloud,
  crossplane,
  datadoghqCom,
  dbAtlasgoIo,
  externalSecretsIo,
  flinkApacheOrg,
  flux,
  gatekeeperSh,
  gloo,
  grafana,
  humio,
  iammanagerKeikoprojIo,
  istioIo,
  jaegertracingIo,
  elastic,
  kafkaBanzaicloudIo,
  strimzi,
  karpenter,
  keda,
  keptn,
  keycloak,
  kialiIo,
  knative,
  kruise,
  kubeflowOrg,
  kubernetesClientIo,
  kubevirt,
  kueueXK8sIo,
  kyvernoIo,
  longhornIo,
  mariadb,
  microgatewayAirlockCom,
  minioMinIo,
  monitoringCoreosCom,
  networkingGkeIo,
  nmstateIo,
  numaproj,
  objectbucketIo,
  onepasswordCom,
  openClusterManagement,
  openfaasCom,
  openshift,
  opentelemetryIo,
  operatorVictoriametricsCom,
  operatorsCoreosCom,
  perconaCom,
  pingcapCom,
  platformConfluentIo,
  postgresqlCnpgIo,
  proclaimDogmatiqIo,
  projectcontourIo,
  gitopsPromoter,
  pulumiCom,
  rabbitmqCom,
  rayIo,
  rook,
  secretsHashicorpCom,
  servicesCloudSapCom,
  servingKserveIo,
  solrApacheOrg,
  sparkoperatorK8sIo,
  spotIo,
  statuslessNetworking,
  tektonDev,
  tridentNetappIo,
  veleroIo,
  workKarmadaIo,
  zookeeperPravegaIo,
]

type Entry = readonly [fits: (kind: string) => boolean, rule: DeclarativeRule]

interface Catalogue {
  readonly exact: ReadonlyMap<string, DeclarativeRule>
  /** Patterns of kinds by their group, so that only a few are tried. */
  readonly byGroup: ReadonlyMap<string, readonly Entry[]>
  /** Patterns of groups. */
  readonly others: readonly Entry[]
}

/** The catalogue by kind, and rules compiled when first met: filled from the data above alone, so no answer depends on what was asked before. */
let index: Catalogue | undefined
const compiled = new Map<DeclarativeRule, KindRule>()

const groupOf = (kind: string): string => kind.slice(0, Math.max(0, kind.indexOf('/')))

const catalogue = (): Catalogue => {
  if (index !== undefined) return index
  const exact = new Map<string, DeclarativeRule>()
  const byGroup = new Map<string, Entry[]>()
  const others: Entry[] = []
  for (const rule of GROUPS.flat()) {
    for (const pattern of rule.for) {
      const group = groupOf(pattern)
      if (!pattern.includes('*')) exact.set(pattern, rule)
      else if (group.includes('*')) others.push([compileGlob(pattern), rule])
      else byGroup.set(group, [...(byGroup.get(group) ?? []), [compileGlob(pattern), rule]])
    }
  }
  index = { exact, byGroup, others }
  return index
}

/**
 * The rule that the catalogue has for a kind, or undefined. A kind by its name comes before a wildcard, and a group by its name before one of groups.
 * @param kindKey - 'group/Kind'
 */
export const catalogueRule = (kindKey: string): KindRule | undefined => {
  const { exact, byGroup, others } = catalogue()
  const rule = exact.get(kindKey) ?? match(byGroup.get(groupOf(kindKey)), kindKey) ?? match(others, kindKey)
  if (rule === undefined) return undefined
  const known = compiled.get(rule)
  if (known !== undefined) return known
  const made = compileCatalogueRule(rule)
  compiled.set(rule, made)
  return made
}

const match = (entries: readonly Entry[] | undefined, kind: string): DeclarativeRule | undefined =>
  entries?.find(([fits]) => fits(kind))?.[1]

/**
 * The kinds that the catalogue of custom resources has rules for, as 'group/Kind'; `*` stands for anything.
 * @example
 * ```ts
 * import { catalogueKinds } from 'live-object-status/health'
 * catalogueKinds().includes('cert-manager.io/Certificate') // => true
 * ```
 */
export const catalogueKinds = (): readonly string[] => GROUPS.flat().flatMap(rule => rule.for)
