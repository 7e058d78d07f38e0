/**
 * API groups of projects in which every kind has a controller that writes its status: there, an object without one is waited for. Taken from the
 * projects' API references. A group with any kind that never has a status (a template, a class, a binding) does not belong here. With `*` what ends so.
 */
const REPORTING = `
  *.azure.com *.kruise.io *cluster.x-k8s.io *k8ssandra.io *mongodb.com app.terraform.io bitnami.com build.openshift.io cdi.kubevirt.io
  clone.kubevirt.io databases.schemahero.io datadoghq.com export.kubevirt.io flink.apache.org hive.openshift.io iammanager.keikoproj.io
  infra.contrib.fluxcd.io kafka.banzaicloud.io machine.openshift.io machinelearning.seldon.io minio.min.io onepassword.com
  opensearch.org operators.coreos.com postgres-operator.crunchydata.com ray.io resources.gardener.cloud services.k8s.aws
  snapshot.kubevirt.io sparkoperator.k8s.io trust.cert-manager.io volsync.backube work.karmada.io
`
  .trim()
  .split(/\s+/)

/** True where every kind of the object's API group is known to report a status. */
export const groupReports = (apiVersion: string): boolean => {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')))
  return REPORTING.some(name => (name.startsWith('*') ? group.endsWith(name.slice(1)) : name === group))
}
