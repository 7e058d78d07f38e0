/** The functions that most callers need, in the order in which data flows; whole rooms are in the subpaths, as `live-object-status/sources`, `/policy` and `/cel`. */

export type { JsonObject, JsonRecord, JsonValue, KubeObject, KubeObjectLike, Manifest } from './model/kube-object.ts'
export type { ObjectRef } from './model/identity.ts'
export type { Problem } from './model/problem.ts'
export type { Paint } from './model/texts/text-columns.ts'
export type { Time } from './model/scalars/time.ts'
export type { ApplicationStatus, HealthStatus, ObjectStatus, SyncStatus } from './model/statuses.ts'

export { parseManifests, parseYaml, printYaml } from './parse/index.ts'
export type { ManifestObject, ManifestOptions, ParseOptions, ProblemCode } from './parse/index.ts'

export { createSchemas } from './schema/index.ts'
export type { SchemaSet } from './schema/index.ts'

export { indexRelated } from './tree/index.ts'
export type { RelatedIndex } from './tree/index.ts'

export { assessHealth, checkRule, defaults } from './health/index.ts'
export type { Cause, DeclarativeRule, Health, HealthContext, HealthRule, Thresholds } from './health/index.ts'

export { compareObject, predictApply, prepareDesired } from './sync/index.ts'
export type {
  CompareOptions,
  Comparison,
  Difference,
  DifferenceClass,
  IgnoreRule,
  PatchOperation,
  PredictedApply,
  PreparedDesired,
} from './sync/index.ts'

export { applicationStatuses, assessApplication, assessObject, objectStatus, objectStatuses } from './status/index.ts'
export type {
  ApplicationAssessment,
  ApplicationInput,
  AssessOptions,
  Deployment,
  DeploymentState,
  DeploymentStep,
  Desired,
  Explained,
  ExternalRoot,
  Gate,
  Incident,
  IncidentReason,
  NotMonitored,
  ObjectAssessment,
  ObjectInput,
  Observed,
  Source,
  StatusPresentation,
  Step,
  Suspect,
  UnknownReason,
} from './status/index.ts'

export { createTracker } from './watch/index.ts'
export type {
  ApplicationChange,
  ChangesOptions,
  IncidentChange,
  LabelChange,
  ObservedObject,
  Tracker,
  TrackerSnapshot,
  WatchScope,
} from './watch/index.ts'

export { hashSecret, hashValue } from './secrets/index.ts'
export type { SecretScheme, ValueContext } from './secrets/index.ts'

export { createRedactor, trustAsShown, WithheldError } from './redact/index.ts'
export type { LogLine, Redacted, RedactionSteps, Redactor, RedactorOptions, Shown } from './redact/index.ts'

export { parseLogLines, presentEvents } from './activity/index.ts'
export type { EventOptions, LogOptions, PresentedEvent } from './activity/index.ts'

// The page is in ./report alone: its scripts and styles would weigh on everybody else.
export { describeObject, digest, renderGithub, renderJunit, renderMarkdown, renderOpenMetrics, renderTable } from './report/presenting.ts'
export type {
  DescribeInput,
  DescribeOptions,
  DigestOptions,
  GithubOptions,
  MetricOptions,
  ObjectDescription,
  RowOptions,
  SummaryLine,
  TableOptions,
} from './report/presenting.ts'
