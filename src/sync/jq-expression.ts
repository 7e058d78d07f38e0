import type { PathStep } from '../model/field-path.ts'

/** The jq path that names a place, in the form of Argo CD's `jqPathExpressions`: `.spec.containers[] | select(.name == "web") | .image`. */
export const jqExpression = (steps: readonly PathStep[]): string => {
  let text = ''
  for (const step of steps) {
    const root = text === '' || text.endsWith(' | ') ? '.' : ''
    if (typeof step === 'number') text += `${root}[${step}]`
    else if (typeof step === 'string') text += /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `${root}[${JSON.stringify(step)}]`
    else text += `${root}[] | select(${condition(step)}) | `
  }
  return text.replace(/ \| $/, '')
}

const condition = (step: PathStep & object): string =>
  Object.entries(step)
    .map(([key, value]) => `${key === '' ? '.' : jqExpression([key])} == ${JSON.stringify(value) ?? 'null'}`)
    .join(' and ')
