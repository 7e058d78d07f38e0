/** The label of one object, as the product (Octopus Deploy's Kubernetes Live Object Status) shows it. */
export type ObjectStatus = 'Progressing' | 'Healthy' | 'Unknown' | 'Degraded' | 'Out of Sync' | 'Missing' | 'In Sync' | 'Suspended'

/** The label of an application, as the product shows it. */
export type ApplicationStatus = 'Progressing' | 'Healthy' | 'Unknown' | 'Degraded' | 'Out of Sync' | 'Missing' | 'Unavailable' | 'Waiting'

/** The health axis. NotApplicable: the kind reports no health. */
export type HealthStatus = 'Healthy' | 'Progressing' | 'Degraded' | 'Suspended' | 'Missing' | 'Unknown' | 'NotApplicable'

/** The sync axis. NotApplicable: nobody deployed the object, as with the pods of a Deployment. */
export type SyncStatus = 'InSync' | 'OutOfSync' | 'Unknown' | 'Orphaned' | 'NotApplicable'
