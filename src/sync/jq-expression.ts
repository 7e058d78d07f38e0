import type { PathStep } from '../model/field-path.ts'

/** The jq path that names a place, in the form of Argo CD's `jqPathExpressions`: `.spec.containers[] | select(.name == "web") | .image`. */
export const jqExpression = (steps: readonly PathStep[]): string => {
  let text = ''
  for (const step of steps) {
    if (typeof step === 'number') text += `[${step}]`
    else if (typeof step === 'string')
      text += /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `${text === '' ? '.' : ''}[${JSON.stringify(step)}]`
    else
      text += `[] | select(${Object.entries(step)
        .map(([key, value]) => `${'value' in step ? '.' : `.${key}`} == ${JSON.stringify(value)}`)
        .join(' and ')}) | `
  }
  return text.replaceAll('| [', '| .[').replace(/ \| $/, '')
}
