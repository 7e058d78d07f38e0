import { compileGlob } from '../model/glob.ts'

/**
 * API groups of projects in which every kind has a controller that writes its status: there, an object without one is waited for. Taken from the
 * projects' API references. A group with any kind that never has a status (a template, a class, a binding) does not belong here.
 */
const REPORTING = [
  '*.azure.com',
  '*.kruise.io',
  '*k8ssandra.io',
  'awx.ansible.com',
  'bitnami.com',
  'cassandra.datastax.com',
  'infra.contrib.fluxcd.io',
  'mongodb.com',
  'mongodbcommunity.mongodb.com',
  'mysql.oracle.com',
  'onepassword.com',
  'opensearch.opster.io',
  'operator.tigera.io',
  'pingcap.com',
  'postgres-operator.crunchydata.com',
  'ray.io',
  'resources.teleport.dev',
  'scylla.scylladb.com',
  'work.karmada.io',
].map(compileGlob)

/** True where every kind of the object's API group is known to report a status. */
export const groupReports = (apiVersion: string): boolean => {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')))
  return REPORTING.some(fits => fits(group))
}
