/**
 * API groups of projects in which every kind has a controller that writes its status: there, an object without one is waited for. Taken from the
 * projects' API references. A group with any kind that never has a status (a template, a class, a binding) does not belong here. With `*` what ends so.
 */
const REPORTING = `
  *.azure.com *.dynatrace.com *.instaclustr.com *.kruise.io *.kubedb.com *.streamnative.io *cluster.x-k8s.io *k8ssandra.io *kyma-project.io
  *mongodb.com *stackable.tech agent-install.openshift.io app.terraform.io awx.ansible.com bitnami.com build.openshift.io
  cassandra.datastax.com cdi.kubevirt.io chaos-mesh.org clone.kubevirt.io consul.hashicorp.com core.spinkube.dev databases.schemahero.io
  datadoghq.com dragonflydb.io eks.amazonaws.com export.kubevirt.io flink.apache.org hazelcast.com hive.openshift.io
  iammanager.keikoproj.io infinispan.org infra.contrib.fluxcd.io jetstream.nats.io k0smotron.io k6.io k8s.nginx.org k8up.io
  kafka.banzaicloud.io loki.grafana.com machine.openshift.io machinelearning.seldon.io metal3.io minio.min.io mlops.seldon.io
  mysql.oracle.com mysql.presslabs.org oadp.openshift.io onepassword.com opensearch.opster.io opensearch.org operator.tigera.io
  operators.coreos.com pingcap.com planetscale.com policy.cert-manager.io postgres-operator.crunchydata.com ray.io redhatcop.redhat.io
  redis.redis.opstreelabs.in resources.gardener.cloud resources.teleport.dev rhdh.redhat.com scylla.scylladb.com services.k8s.aws
  snapshot.kubevirt.io solr.apache.org sparkoperator.k8s.io tailscale.com tempo.grafana.com temporal.io trust.cert-manager.io
  vault.banzaicloud.com volsync.backube work.karmada.io
`
  .trim()
  .split(/\s+/)

/** True where every kind of the object's API group is known to report a status. */
export const groupReports = (apiVersion: string): boolean => {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')))
  return REPORTING.some(name => (name.startsWith('*') ? group.endsWith(name.slice(1)) : name === group))
}
