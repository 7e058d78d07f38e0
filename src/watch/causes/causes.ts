import type { Findings, NodeShape } from '../../incidents/internal.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { ObjectAssessment } from '../../status/index.ts'
import type { ByNamespace, DesiredByKey } from '../../status/internal.ts'
import { createDependencyCache } from '../dependency-cache.ts'
import type { DependencyCache } from '../dependency-cache.ts'

/** The causes that a tracker keeps from one assessment to the next. All of them can be found again, so none is part of a snapshot. */
export interface Causes {
  /** The facts about each object that a cause was looked for at, by key. */
  readonly cache: DependencyCache
  /** The nodes of each source. */
  readonly nodes: Map<string, readonly NodeShape[]>
  /** The application's objects at which looking for causes begins, by key. */
  own: Map<string, ObjectRef>
  desired: DesiredByKey
  missing: ByNamespace
  /** The assessments as they came, and as they are shown: with the ids of their incidents. */
  plain: readonly ObjectAssessment[]
  shown: readonly ObjectAssessment[]
  findings: Findings | undefined
}

/** Nothing is known yet. */
export const createCauses = (): Causes => ({
  cache: createDependencyCache({ questions: {}, due: {}, invalid: {} }),
  nodes: new Map(),
  own: new Map(),
  desired: new Map(),
  missing: new Map(),
  plain: [],
  shown: [],
  findings: undefined,
})
