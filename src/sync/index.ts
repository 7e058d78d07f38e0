export { compareObject } from './compare-object.ts'
export { predictApply } from './predict-apply.ts'
export { prepareDesired } from './sides/prepare-desired.ts'
export type {
  Applier,
  CompareOptions,
  Comparison,
  ComparisonReason,
  Difference,
  DifferenceClass,
  IgnoreRule,
  PatchOperation,
  RecognisedDeployer,
} from './comparison.ts'
export type { DeployerName } from './deployer-names.ts'
export type { PredictOptions, PredictedApply } from './predict-apply.ts'
export type { PreparedDesired } from './sides/prepare-desired.ts'
