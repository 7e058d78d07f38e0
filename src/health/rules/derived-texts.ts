import { conditionStatus } from '../../model/conditions.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { textOf } from '../../model/read.ts'
import type { HealthStatus } from '../../model/statuses.ts'
import { typeName } from '../convention/condition-types.ts'
import type { CompareTest, ConditionTest, FieldTest, Operand, Test, WhenRow } from './declarative-rule.ts'
import { pathSteps } from './paths.ts'

/* Reasons and messages that a row leaves out are made from its test. */

type Subject = ConditionTest | FieldTest | CompareTest

/** What a row is about: the first condition, field or comparison that it names. Of what is wrong a condition goes first: it comes with words of its controller. */
const subject = ({ when, status }: WhenRow): Subject | undefined => {
  const named = listSubjects(when)
  const wrong = status === 'Degraded' || status === 'Progressing' ? named.find(each => 'cond' in each) : undefined
  return wrong ?? named[0]
}

const listSubjects = (test: Test): readonly Subject[] => {
  if (isTestList(test)) return test.flatMap(listSubjects)
  if ('cond' in test || 'field' in test || 'compare' in test) return [test]
  if ('and' in test) return listSubjects(test.and)
  return 'or' in test ? listSubjects(test.or) : []
}

const isTestList = (test: Test): test is readonly Test[] => Array.isArray(test)

/** A row about a field is named after it, or after its word. */
export const deriveReason = (row: WhenRow): string | undefined => {
  const about = subject(row)
  return about !== undefined && 'field' in about ? camelCase(typeof about.is === 'string' ? about.is : labelPath(about.field)) : undefined
}

/** A row about a condition is named after the one that fitted: Ready, NotReady, ReadyUnknown. */
export const conditionName = (condition: JsonRecord | undefined): string | undefined => {
  const type = textOf(condition?.['type'])
  if (condition === undefined || type === undefined) return undefined
  const name = camelCase(typeName(type))
  const status = conditionStatus(condition)
  return status === 'False' ? `Not${name}` : status === 'Unknown' ? `${name}Unknown` : name
}

/** A text for what a row is about: what the controller says beside it, else its name and value. */
export const deriveMessage = (row: WhenRow): string | readonly string[] => {
  const about = subject(row)
  if (about === undefined) return ''
  if ('compare' in about) return compareText(about)
  if ('field' in about) return fieldText(about)
  const label = `{cond.message|${conditionLabel(about, row.status)}}`
  // A reason by itself is a word for machines.
  return row.status === 'Healthy' ? label : ['{cond.message}', '{cond.type} is {cond.status}: {cond.reason}', label]
}

const fieldText = ({ field, exists, empty }: FieldTest): string | readonly string[] => {
  const label = labelPath(field)
  if (empty === false) return `{value|'${label}'}`
  const text = exists === false || empty === true ? label : `${label} is {value}`
  return field.startsWith('status.') ? [pathBeside(field), text] : text
}

/** `Ready replicas: 1 of 3`, `Failed tasks count is 2`. */
const compareText = ({ compare: [left, , right] }: CompareTest): string => {
  const [a, b] = [hole(left), hole(right)]
  if (a === undefined) return ''
  return b === undefined ? `${a.label} is ${a.text}` : `${a.label}: ${a.text} of ${b.text}`
}

const hole = (operand: Operand): { readonly label: string; readonly text: string } | undefined => {
  const { path, or = 0 } =
    typeof operand === 'string' ? { path: operand } : typeof operand === 'object' && 'path' in operand ? operand : { path: '' }
  return path === '' ? undefined : { label: labelPath(path), text: `{${path}|'${or}'}` }
}

const conditionLabel = ({ cond, is }: ConditionTest, status: HealthStatus): string => {
  if (typeof cond !== 'string' || cond.includes('*')) return 'cond.type'
  const label = spellOut(typeName(cond))
  if (typeof is === 'string' && is !== 'True') return `'${label} is ${is}'`
  return is === 'True' || (status !== 'Progressing' && status !== 'Degraded') ? `'${label}'` : `'${label} is not True'`
}

/** What controllers write beside a phase to explain it; how many errors there are explains nothing by itself. */
export const pathBeside = (path: string): string => {
  const parent = path.slice(0, path.lastIndexOf('.') + 1)
  return `{${BESIDE.map(field => `~${parent}${field}`).join('|')}}`
}
const BESIDE: readonly string[] = [
  'failureMessage',
  'failureReason',
  'errorMessage',
  'errorDescription',
  'message',
  'error',
  'errors',
  'validationErrors',
  'reason',
]

/** `status.currentState` as people would say it: `Current state`. */
export const labelPath = (path: string): string => {
  const [name = '', parent = ''] = pathSteps(path)
    .filter(step => step !== '[]')
    .toReversed()
  return spellOut(name === 'status' && parent !== '' ? `${parent} ${name}` : name)
}

const spellOut = (name: string): string => {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-./]+/g, ' ')
    .toLowerCase()
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** 'PENDING_RERUN' and 'Updating MinIO version' as reasons: PendingRerun, UpdatingMinIOVersion. */
export const camelCase = (text: string): string =>
  text
    .split(/[^A-Za-z\d]+/)
    .filter(word => word !== '')
    .map(word =>
      word.length > 1 && word === word.toUpperCase()
        ? word.charAt(0) + word.slice(1).toLowerCase()
        : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join('')
