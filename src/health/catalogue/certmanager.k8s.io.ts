import type { DeclarativeRule } from '../declarative-rule.ts'
import { ready } from '../rule-rows.ts'

/** cert-manager before 0.11. */
export const certManagerLegacy: readonly DeclarativeRule[] = [{ for: ['certmanager.k8s.io/*'], rules: ready }]
