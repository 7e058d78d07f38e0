import { conditionsOf } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf } from '../../model/read.ts'
import type { RecordedDeployment, RecordedIgnore, RecordedMember } from '../../status/index.ts'
import { ignoreByTargets } from '../live/ignore-targets.ts'
import type { Survey } from '../live/survey.ts'
import type { Steering } from './read-steering.ts'

/** The one deployment of a release whose revisions are not seen, by what Flux says of it. */
export const describeSteered = (steering: Steering | undefined, desired: readonly JsonRecord[]): RecordedDeployment => {
  const conditions = conditionsOf(steering?.object.object)
  const ready = conditions.find(({ type }) => type === 'Ready')
  const isBusy = conditions.some(({ type, status }) => type === 'Reconciling' && status === 'True')
  const state = ready === undefined || ready.status === 'True' ? 'succeeded' : isBusy ? 'running' : 'failed'
  return { id: '', state, ...(ready === undefined ? undefined : { recordedAs: ready.reason }), desired }
}

/** The rules of `spec.driftDetection.ignore`. */
export const listIgnored = (
  steering: Steering | undefined,
  members: readonly RecordedMember[],
  survey: Survey,
): readonly RecordedIgnore[] =>
  steering === undefined ? [] : ignoreByTargets(recordsOf(at(steering.object.object, 'spec', 'driftDetection', 'ignore')), members, survey)
