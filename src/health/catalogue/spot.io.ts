import type { DeclarativeRule } from '../rules/declarative-rule.ts'

/** Spot by NetApp: Progressing with its reasons, phases of a deployment. */
export const spotIo: readonly DeclarativeRule[] = [{ for: ['spot.io/SpotDeployment'], rules: [] }]
