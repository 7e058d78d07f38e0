import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** MinIO: `currentState` of a tenant, a sentence of a fixed set. */
export const minioMinIo: readonly DeclarativeRule[] = [
  {
    for: ['minio.min.io/Tenant'],
    rules: [
      {
        field: 'status.currentState',
        words: {
          Healthy: ['Initialized'],
          Degraded: [
            'Another MinIO Tenant already exists*',
            'Different versions across*',
            '*not set properly',
            '*Not Allowed',
            '*should be set',
            '*not controlled by*',
            'Unable *',
            '*error*',
            '*Error*',
            '*must be*',
            '*failed*',
          ],
          Suspended: ['Stopped'],
          Progressing: [
            'Provisioning *',
            'Updating *',
            'Waiting *',
            'Restarting *',
            'Decommissioning *',
            'Upgrading *',
            'Creating *',
            '*igrating*',
          ],
        },
        reason: 'TenantState',
      },
    ],
  },
]
