import { isRecord } from '../model/read.ts'
import { NO_HISTORY } from '../status/index.ts'
import type { ApplicationAssessment, AssessOptions, Deployment, Freshness, History, LiveEntry, ObjectAssessment, Plan, Tops, World } from '../status/index.ts'
import { warmUp } from './assess-now.ts'
import { questionsAbout } from './live-index.ts'
import { createMemory } from './memory.ts'
import type { Memory } from './memory.ts'
import { createSourceStore, removedFrom, stateOf } from './source-store.ts'
import type { OnChange, SourceStore } from './source-store.ts'
import type { LabelState, TrackerSnapshot } from './tracker-snapshot.ts'

/** What a tracker works on. */
export interface State {
  readonly options: AssessOptions
  readonly stores: Map<string, SourceStore>
  readonly memory: Memory
  readonly world: World
  deployments: readonly Deployment[]
  finished: ReadonlySet<string>
  history: History
  labels: Map<string, LabelState>
  /** The last answer and what it rests on; undefined parts are made anew. */
  plan: Plan | undefined
  tops: Tops | undefined
  freshness: Freshness | undefined
  objects: readonly ObjectAssessment[]
  orphans: readonly ObjectAssessment[]
  answer: ApplicationAssessment | undefined
  assessedAt: number | undefined
}
