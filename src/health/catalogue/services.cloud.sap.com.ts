import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** SAP BTP service operator: Succeeded, Failed and Ready. */
export const servicesCloudSapCom: readonly DeclarativeRule[] = [
  {
    for: ['services.cloud.sap.com/*'],
    rules: [
      { when: { cond: 'Failed', is: 'True' }, status: 'Degraded' },
      { when: { cond: 'Succeeded', is: 'False', reason: '*Failed' }, status: 'Degraded' },
      { when: { cond: 'Succeeded', is: 'False' }, status: 'Progressing' },
      { when: [{ cond: 'Ready', is: 'True' }, { no: { cond: 'Succeeded', is: ['False', 'Unknown'] } }], status: 'Healthy' },
      { when: { cond: 'Ready', is: 'False' }, status: 'Progressing' },
    ],
  },
]
