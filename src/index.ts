/** The public interface, in the order in which data flows. CEL rules have their own subpath: `live-object-status/cel`. */

export type { JsonRecord, KubeObject } from './model/kube-object.ts'
export type { ObjectRef } from './model/identity.ts'
export type { Problem } from './model/problem.ts'
export type { Paint } from './model/text-columns.ts'
export type { Time } from './model/time.ts'
export type { ApplicationStatus, HealthStatus, ObjectStatus, SyncStatus } from './model/vocabulary.ts'

export { parseManifests, parseYaml, plainObject, printYaml } from './parse/index.ts'
export type { ManifestObject, ManifestOptions, ParseOptions, ProblemCode } from './parse/index.ts'

export { createSchemas, isNamespaced } from './schema/index.ts'
export type { SchemaSet } from './schema/index.ts'

export { buildTree, indexRelated } from './tree/index.ts'
export type { RelatedIndex, TreeNode } from './tree/index.ts'

export { assessHealth, catalogueKinds, compileRule, defaultThresholds } from './health/index.ts'
export type { Cause, DeclarativeRule, Health, HealthContext, HealthRule, Thresholds } from './health/index.ts'

export { compareObject, predictApply, prepareDesired } from './sync/index.ts'
export type { CompareOptions, Comparison, Difference, IgnoreRule, PatchOperation, Predicted, PreparedDesired } from './sync/index.ts'

export { applicationStatuses, assessApplication, assessObject, labelObject, objectStatuses, STALE_AFTER } from './status/index.ts'
export type {
  ApplicationAssessment,
  ApplicationInput,
  AssessOptions,
  Deployment,
  DeploymentState,
  DeploymentStep,
  Gate,
  NotMonitored,
  ObjectAssessment,
  ObjectInput,
  Observed,
  Source,
  StatusPresentation,
  UnknownReason,
} from './status/index.ts'

export { createTracker } from './watch/index.ts'
export type { LabelChange, Tracker, TrackerSnapshot, WatchScope } from './watch/index.ts'

export { hashedWith, hashSecret, hashValue, isSecret, servedSecretData } from './secrets/index.ts'
export type { HashedWith, SecretScheme, ValueContext } from './secrets/index.ts'

export { createRedactor, WithheldError } from './redact/index.ts'
export type { LogLine, Redacted, RedactionSteps, Redactor, RedactorOptions } from './redact/index.ts'

export { parseLogLines, presentEvents } from './activity/index.ts'
export type { EventOptions, LogOptions, PresentedEvent } from './activity/index.ts'

// The page is in ./report alone: its scripts and styles would weigh on everybody else.
export { describeObject, renderGithub, renderJunit, renderMarkdown, renderTable } from './report/index.ts'
export type {
  DescribedObject,
  DescribeOptions,
  GithubOptions,
  ObjectDescription,
  PageData,
  PageDeployment,
  PageInput,
  PageLog,
  PageMark,
  PageMoment,
  PageObject,
  PageSnapshot,
  PreparePageOptions,
  Presenting,
  RenderPageOptions,
  RowOptions,
  SummaryLine,
  TableOptions,
} from './report/index.ts'
