export {
  assessmentContract,
  deploymentsContract,
  labelChangesContract,
  policyContract,
  snapshotContract,
  sourcesContract,
  timelineContract,
} from './contracts.ts'
export type { Contract, Parsed, StandardFace, StandardIssue } from './contract.ts'
export type { ApplicationDocument } from './schemas/assessment.ts'
export type { TimelineRecord } from './timeline-record.ts'
