import { isProblem } from '../order/impact.ts'
import type { Concern } from '../order/order-concerns.ts'
import type { TextReport } from './text-report.ts'

type CountedConcern = Pick<Concern<unknown, unknown>, 'impact' | 'members'>

/** Why the application has its label, where the objects decide it: how many things there are to repair, and what else is not well. Else what the answer says. */
export const headlineText = ({ reason, message }: Pick<TextReport, 'reason' | 'message'>, concerns: readonly CountedConcern[]): string => {
  const text = problemsText(concerns)
  return reason.startsWith('Objects') && text !== '' ? text : message
}

/** `6 problems, 2 of them outages; 1 object on the way, 3 objects drifted`: causes are counted, not what is ill because of them. */
export const problemsText = (concerns: readonly CountedConcern[]): string => {
  const problems = concerns.filter(({ impact }) => isProblem(impact)).length
  const outages = concerns.filter(({ impact }) => impact === 'outage').length
  const count = (impact: CountedConcern['impact'], label: string): string => {
    const found = concerns.filter(concern => concern.impact === impact).reduce((sum, { members }) => sum + members.length, 0)
    return found === 0 ? '' : `${found} ${found === 1 ? 'object' : 'objects'} ${label}`
  }
  const others = [count('unknown', 'Unknown'), count('progressing', 'on the way'), count('drift', 'drifted')].filter(text => text !== '')
  return [brokenText(problems, outages), others.join(', ')].filter(text => text !== '').join('; ')
}

const brokenText = (problems: number, outages: number): string => {
  if (problems === 0) return ''
  const all = `${problems} ${problems === 1 ? 'problem' : 'problems'}`
  if (outages === 0) return all
  if (outages === problems) return problems === 1 ? '1 problem, an outage' : `${all}, all of them outages`
  return `${all}, ${outages} of them ${outages === 1 ? 'an outage' : 'outages'}`
}
