import type { KubeObject } from '../model/kube-object.ts'
import { type ObjectRef, refKey, refOf, refText } from '../model/identity.ts'
import { at } from '../model/read.ts'
import { durationText, millisecondsOf } from '../model/time.ts'
import type { Time } from '../model/time.ts'
import { plainText } from '../model/plain-text.ts'
import { worstFirst } from '../model/severity.ts'
import type { ApplicationAssessment, ObjectAssessment } from '../status/index.ts'

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
const keyOf = (ref: ObjectRef): string => refKey({ ...ref, source: '' })

/** The sentence for people that goes with a label; '' where there is nothing to say. */
export const messageOf = ({ message, health }: ObjectAssessment): string => plainText(message === '' ? health.message : message)
