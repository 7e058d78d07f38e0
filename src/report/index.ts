export { describeObject } from './describe-object.ts'
export type { DescribeOptions, DescribedObject, ObjectDescription } from './describe-object.ts'
export type { SummaryLine } from './summary-line.ts'
