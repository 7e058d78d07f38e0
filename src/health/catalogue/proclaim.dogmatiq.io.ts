import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Proclaim: whether a DNS-SD instance is advertised and found. */
export const proclaimDogmatiqIo: readonly DeclarativeRule[] = [
  {
    for: ['proclaim.dogmatiq.io/DNSSDServiceInstance'],
    rules: [
      { when: { cond: ['Advertised', 'Adopted'], is: 'False', reason: '*Error' }, status: 'Degraded' },
      { when: { cond: 'Discoverable', is: 'True' }, status: 'Healthy' },
      { when: { cond: ['Discoverable', 'Advertised', 'Adopted'], isNot: 'True' }, status: 'Progressing' },
    ],
  },
]
