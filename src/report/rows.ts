import type { KubeObject } from '../model/kube-object.ts'
import { type ObjectRef, refKey, refOf, refText } from '../model/identity.ts'
import { at } from '../model/read.ts'
import { durationText, millisecondsOf } from '../model/time.ts'
import type { Time } from '../model/time.ts'
import type { ObjectStatus } from '../model/vocabulary.ts'
import type { ApplicationAssessment, ObjectAssessment } from '../status/index.ts'
import { plainText } from './plain-text.ts'

/** What the text reports need beside the assessment. */
export interface RowOptions {
  /** For ages; without it there are none. */
  readonly now?: Time
  /** The live objects, for their ages. */
  readonly live?: Iterable<KubeObject>
  /** True to show what each object owns below it. */
  readonly tree?: boolean
}

/** One object of a text report. */
export interface Row {
  readonly assessment: ObjectAssessment
  /** Its name as people write it, after the branch that leads to it. */
  readonly name: string
  /** The branch from its owner, of box-drawing characters; '' at the top. */
  readonly branch: string
  /** As kubectl prints ages; '' where it is not known. */
  readonly age: string
}

/** Worst first: what is broken, what nobody can tell, what is on its way, what drifted, what is well. */
const ORDER: readonly ObjectStatus[] = ['Degraded', 'Missing', 'Unknown', 'Progressing', 'Out of Sync', 'Suspended', 'Healthy', 'In Sync']

/** The labels that ask for nothing. */
const WELL: ReadonlySet<ObjectStatus> = new Set<ObjectStatus>(['Healthy', 'In Sync', 'Suspended'])

/** True for a label at which somebody should look. */
export const needsLook = ({ status }: ObjectAssessment): boolean => !WELL.has(status)

/** Objects with the worst label first, otherwise in their order. */
export const worstFirst = <T extends ObjectAssessment>(objects: readonly T[]): readonly T[] =>
  objects.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))

/** The rows of a report: the objects of the application, worst first, then the orphans; with what they own where that is asked for. */
export const rowsOf = (application: ApplicationAssessment, options: RowOptions): readonly Row[] => {
  const ageOf = agesOf(options)
  const rowOf = (assessment: ObjectAssessment, branch: string, name: string): Row => ({
    assessment,
    name: plainText(name),
    branch,
    age: ageOf(assessment.ref),
  })
  const below = (parent: ObjectAssessment, margin: string): readonly Row[] =>
    parent.children.flatMap((child, index) => {
      const last = index === parent.children.length - 1
      const name = child.ref.namespace === parent.ref.namespace ? `${child.ref.kind} ${child.ref.name}` : refText(child.ref)
      return [rowOf(child, `${margin}${last ? '└─ ' : '├─ '}`, name), ...below(child, `${margin}${last ? '   ' : '│  '}`)]
    })
  return [...worstFirst(application.objects), ...application.orphans].flatMap(top => [
    rowOf(top, '', refText(top.ref)),
    ...(options.tree === true ? below(top, '') : []),
  ])
}

const agesOf = ({ now, live }: RowOptions): ((ref: ObjectRef) => string) => {
  const moment = millisecondsOf(now)
  if (moment === undefined || live === undefined) return () => ''
  const created = new Map<string, unknown>()
  for (const object of live) created.set(keyOf(refOf(object)), at(object, 'metadata', 'creationTimestamp'))
  return ref => {
    const since = millisecondsOf(created.get(keyOf(ref)))
    return since === undefined ? '' : durationText(moment - since)
  }
}

/** The dump does not say which source it is from. */
const keyOf = ({ source: _, ...ref }: ObjectRef): string => refKey(ref)

/** `1 Degraded, 12 Healthy, 7 In Sync`: how many objects have each label, worst first. */
export const countsText = ({ counts }: Pick<ApplicationAssessment, 'counts'>): string =>
  ORDER.flatMap(status => (counts[status] > 0 ? [`${counts[status]} ${status}`] : [])).join(', ')

/** The sentence for people that goes with a label; '' where there is nothing to say. */
export const messageOf = ({ message, health }: ObjectAssessment): string => plainText(message === '' ? health.message : message)
