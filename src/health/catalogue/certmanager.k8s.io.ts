import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { ready } from '../rules/rows.ts'

/** cert-manager before 0.11. */
export const certManagerLegacy: readonly DeclarativeRule[] = [{ for: ['certmanager.k8s.io/*'], rules: ready }]
