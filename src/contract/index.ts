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
export type { ApplicationDocument, ObjectDocument } from './schemas/assessment.ts'
export type { ComparisonDocument } from './schemas/comparison.ts'
export type { TimelineRecord } from './timeline-record.ts'
