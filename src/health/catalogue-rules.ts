import type { DeclarativeRule } from './rules/declarative-rule.ts'
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
import { kubeVela } from './catalogue/core.oam.dev.ts'
import { coralogixCom } from './catalogue/coralogix.com.ts'
import { coreGardenerCloud } from './catalogue/core.gardener.cloud.ts'
import { crossplane } from './catalogue/crossplane.ts'
import { datadoghqCom } from './catalogue/datadoghq.com.ts'
import { dbAtlasgoIo } from './catalogue/db.atlasgo.io.ts'
import { druid } from './catalogue/druid.apache.org.ts'
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
import { kro } from './catalogue/kro.run.ts'
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
import { apacheSpark } from './catalogue/spark.apache.org.ts'
import { sparkoperatorK8sIo } from './catalogue/sparkoperator.k8s.io.ts'
import { spotIo } from './catalogue/spot.io.ts'
import { statuslessNetworking } from './catalogue/statusless-networking.ts'
import { tektonDev } from './catalogue/tekton.dev.ts'
import { tridentNetappIo } from './catalogue/trident.netapp.io.ts'
import { veleroIo } from './catalogue/velero.io.ts'
import { volcanoSh } from './catalogue/volcano.sh.ts'
import { volsync } from './catalogue/volsync.backube.ts'
import { workKarmadaIo } from './catalogue/work.karmada.io.ts'
import { zookeeperPravegaIo } from './catalogue/zookeeper.pravega.io.ts'

/** Every rule of the catalogue, one line a file; of two patterns that fit a kind the first counts. */
export const catalogueRules: readonly DeclarativeRule[] = [
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
  kubeVela,
  coralogixCom,
  coreGardenerCloud,
  crossplane,
  datadoghqCom,
  dbAtlasgoIo,
  druid,
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
  kro,
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
  apacheSpark,
  sparkoperatorK8sIo,
  spotIo,
  statuslessNetworking,
  tektonDev,
  tridentNetappIo,
  veleroIo,
  volcanoSh,
  volsync,
  workKarmadaIo,
  zookeeperPravegaIo,
].flat()
