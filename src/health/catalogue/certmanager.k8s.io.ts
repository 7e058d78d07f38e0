import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** cert-manager before 0.11: Ready. */
export const certManagerLegacy: readonly DeclarativeRule[] = [{ for: ['certmanager.k8s.io/*'], rules: [] }]
