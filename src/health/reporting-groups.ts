import { compileGlob } from '../model/glob.ts'

/**
 * API groups of projects in which every kind has a controller that writes its status: there, an object without one is waited for. Taken from the
 * projects' API references. A group with any kind that never has a status (a template, a class, a binding) does not belong here.
 */
const REPORTING = [
  '*.azure.com',
  '*.k8ssandra.io',
  '*.kruise.io',
  'awx.ansible.com',
  'batch.volcano.sh',
  'bitnami.com',
  'cassandra.datastax.com',
  'datadoghq.com',
  'iammanager.keikoproj.io',
  'infinispan.org',
  'infra.contrib.fluxcd.io',
  'jaegertracing.io',
  'k8ssandra.io',
  'minio.min.io',
  'mysql.oracle.com',
  'ocs.openshift.io',
  'onepassword.com',
  'opensearch.opster.io',
  'pingcap.com',
  'postgres-operator.crunchydata.com',
  'ray.io',
  'scylla.scylladb.com',
  'solr.apache.org',
  'spot.io',
  'work.karmada.io',
  'zookeeper.pravega.io',
].map(compileGlob)

/** True where every kind of the object's API group is known to report a status. */
export const groupReports = (apiVersion: string): boolean => {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')))
  return REPORTING.some(fits => fits(group))
}
