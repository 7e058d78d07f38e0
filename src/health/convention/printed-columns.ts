import type { PrinterColumn } from '../../model/kind-hints.ts'

/** Columns that a kind's definition prints of its status: what its authors think sums it up. */
export interface Printed {
  /** Types of conditions whose status is shown. */
  readonly conditions: readonly string[]
  /** Paths of other fields that are shown as how the object is, in the form of a rule's. */
  readonly fields: readonly string[]
}

const CONDITION = /^\.?status\.conditions\[\?\(@\.type ?={1,2} ?["']([^"']{1,200})["']\)\]\.status$/
const FIELD = /^\.?(status(?:\.\w{1,60}){1,8})$/
const TELLS_HOW_IT_IS = /phase|state|status|health|ready|condition|sync|result|stage/i

/** Columns of `kubectl get` that show a condition, or a field whose title or name says that it tells how the object is. */
export const selectPrinted = (columns: readonly PrinterColumn[]): Printed => ({
  conditions: columns.flatMap(({ path }) => CONDITION.exec(path)?.[1] ?? []),
  fields: columns.flatMap(({ name, path }) => {
    const field = FIELD.exec(path)?.[1]
    return field !== undefined && TELLS_HOW_IT_IS.test(name + field.slice(field.lastIndexOf('.'))) ? [field] : []
  }),
})
