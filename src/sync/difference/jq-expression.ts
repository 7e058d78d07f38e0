import type { PathStep } from '../../model/field-path.ts'

/** The jq path that names a place, in the form of Argo CD's `jqPathExpressions`: `.spec.containers[] | select(.name == "web") | .image`. */
export const jqExpression = (steps: readonly PathStep[]): string => {
  let text = ''
  // A path begins with a dot, and begins anew after a selection.
  let begins = true
  for (const step of steps) {
    const isSelection = typeof step === 'object'
    const piped = begins && text !== '' ? ' | ' : ''
    if (typeof step === 'string' && NAME.test(step)) text += `${piped}.${step}`
    else text += `${piped}${begins ? '.' : ''}${isSelection ? `[] | select(${condition(step)})` : `[${JSON.stringify(step)}]`}`
    begins = isSelection
  }
  return text
}

const NAME = /^[A-Za-z_]\w*$/

const condition = (step: PathStep & object): string =>
  Object.entries(step)
    .map(([key, value]) => `${key === '' ? '.' : jqExpression([key])} == ${JSON.stringify(value) ?? 'null'}`)
    .join(' and ')
