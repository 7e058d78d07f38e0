export { assessApplication } from './assess-application.ts'
export type { ApplicationInput, Observed } from './application-input.ts'
export type { ApplicationAssessment, ApplicationReason, Gate, NotMonitored } from './application-assessment.ts'
export { assessObject } from './assess-object.ts'
export type { ObjectInput } from './assess-object.ts'
export type { Explained, ExternalRoot, Incident, IncidentReason, Step, Suspect } from '../incidents/internal.ts'
export type { ObjectAssessment, UnknownReason } from './object-assessment.ts'
export { defaults } from '../model/thresholds.ts'
export type { AssessOptions } from './assess-options.ts'
export type { AppliedCounting, CountingRule } from './policy/counting.ts'
export type { PolicyEffect, PolicySource } from './policy/policy-effect.ts'
export type { ObjectPredicate, ObjectScope, ObjectSelector } from '../model/selectors/object-selector.ts'
export type { Deployment, DeploymentState, DeploymentStep, Desired } from './deployment.ts'
export type { Source } from './source.ts'
export { objectStatus } from './object-status.ts'
export { refText } from '../model/identity.ts'
export { fromLiveStatus, toLiveStatus } from './live-status-response.ts'
export type { LiveStatusResource, LiveStatusResponse, ReportedApplication, ReportedObject } from './live-status-response.ts'
export { objectStatuses } from '../model/statuses.ts'
export { applicationStatuses } from '../model/statuses.ts'
export type { StatusPresentation } from '../model/statuses.ts'
export { planObservation } from './observation/plan-observation.ts'
export type { ObservationReason, PlannedKind, PlanOptions } from './observation/plan-observation.ts'
export type { ObservationCause } from './observation/asks.ts'
export type {
  Exactness,
  OrphanReason,
  RecordedApplication,
  RecordedApplier,
  RecordedDeployment,
  RecordedIgnore,
  RecordedInstruction,
  RecordedMember,
  RecordedOrphan,
  RecordedPlace,
  RecordedRelation,
  RecordedTool,
  Unmended,
  UnmendedReason,
} from './recorded/recorded-application.ts'
