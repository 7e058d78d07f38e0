export { recordedApplications } from './recorded-applications.ts'
export type { RecordOptions } from './recorded-applications.ts'
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
} from '../status/index.ts'
