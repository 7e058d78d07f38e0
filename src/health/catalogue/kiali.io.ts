import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Kiali: the conditions of an Ansible operator. */
export const kialiIo: readonly DeclarativeRule[] = [{ for: ['kiali.io/*'], rules: [] }]
