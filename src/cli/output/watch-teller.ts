import { renderTable } from '../../index.ts'
import type { ApplicationAssessment, IncidentChange, Paint, Shown, Time, Tracker } from '../../index.ts'
import { refKey, refText } from '../../model/identity.ts'
import { plainText } from '../../model/plain-text.ts'
import { millisecondsOf, timestamp } from '../../model/scalars/time.ts'
import { opened } from './guarded.ts'
import type { LabelNews } from './label-news.ts'
import { createNews } from './label-news.ts'

/** How what changes is told. */
export interface TellerOptions {
  /** 'table': redrawn after every piece. 'lines': a line for each change of a label; 'ndjson': the same as JSON. */
  readonly format: 'table' | 'lines' | 'ndjson'
  /** The name that tells the application from others, as it may be shown; '' where it is the only one. */
  readonly title?: string
}

/** The terminal, as far as a teller asks. */
export interface TellerTerminal {
  readonly paint: Paint
  readonly columns?: number
  readonly rows?: number
}

/** Tells what changed since it was last asked. */
export const createTeller = (
  tracker: Tracker<Shown<ApplicationAssessment>>,
  { format, title = '' }: TellerOptions,
  surroundings: TellerTerminal,
) => {
  const news = createNews(tracker)
  let drawn = ''
  const isTold = createSieve()
  return (now: Time): readonly string[] => {
    if (format === 'table') {
      const before = drawn
      drawn = screen(tracker.assess(now), surroundings)
      return drawn === before ? [] : [drawn]
    }
    const all = news(now).filter(isNews)
    if (format === 'ndjson') return all.map(change => jsonLine(now, change, title))
    return all.filter(isTold).map(change => textLine(now, change, { title, paint: surroundings.paint }))
  }
}

/** That nothing is known yet of what nobody has heard of is none. */
const isNews = (news: LabelNews | IncidentChange): boolean =>
  news.incident !== undefined || news.from !== null || news.reason !== 'NotObserved'

/** Passes labels, and the causes that explain more than themselves: that an object is its own cause its label says already. */
const createSieve = (): ((news: LabelNews | IncidentChange) => boolean) => {
  const told = new Set<string>()
  return news => {
    if (news.incident === undefined) return true
    if (news.to === 'closed') return told.delete(news.incident)
    const { root, objects } = news
    const isAlone = !('external' in root) && objects.every(ref => refKey(ref) === refKey(root))
    if (!isAlone) told.add(news.incident)
    return !isAlone
  }
}

const clockText = (now: Time): string => timestamp(millisecondsOf(now) ?? 0)
const jsonLine = (now: Time, change: LabelNews | IncidentChange, title: string): string =>
  `${JSON.stringify({ at: clockText(now), ...(title === '' ? undefined : { application: title }), ...change })}\n`

interface LineStyle {
  readonly title: string
  readonly paint: Paint
}

const textLine = (now: Time, news: LabelNews | IncidentChange, style: LineStyle): string => {
  if (news.incident !== undefined) return causeLine(now, news, style)
  const { ref, from, to, message } = news
  const { title, paint } = style
  const name = ref === undefined ? paint('bold', title === '' ? 'Application' : plainText(title)) : plainText(refText(ref))
  const change = from === null ? (to ?? 'gone') : `${from} → ${to ?? 'gone'}`
  return `${paint('dim', clockText(now).slice(11, 19))}  ${name}  ${change}${message === '' ? '' : `  ${plainText(message)}`}\n`
}

/** A cause that closed names what it explained no more, as that is well again or about to be. */
const causeLine = (now: Time, { to, message, objects }: IncidentChange, { title, paint }: LineStyle): string => {
  const left = to === 'closed' && objects.length > 0 ? `; ${objects.length} still ${objects.length === 1 ? 'recovers' : 'recover'}` : ''
  const name = paint('bold', title === '' ? 'Cause' : `Cause of ${plainText(title)}`)
  return `${paint('dim', clockText(now).slice(11, 19))}  ${name}  ${to}  ${plainText(message)}${left}\n`
}

const HOME_AND_ERASE = '\u001B[H\u001B[J'

/** The table from the top of the screen, cut to its height. What no stream is about has a line, not a row each. */
const screen = (application: Shown<ApplicationAssessment>, { paint, columns, rows }: TellerTerminal): string => {
  const objects = application.objects.filter(({ health }) => health.reason !== 'NotObserved')
  const unseen = application.objects.length - objects.length
  const style = { paint, ...(columns === undefined ? undefined : { columns }) }
  const table = opened(renderTable({ ...application, objects }, style))
  const lines = [...(unseen === 0 ? [] : [paint('dim', `${unseen} more are of kinds that no stream is about`)]), '']
  const all = [...table.trimEnd().split('\n'), ...lines]
  const room = (rows ?? Infinity) - 1
  const shown = all.length > room ? [...all.slice(0, room - 1), paint('dim', `… and ${all.length - room} more lines`), ''] : all
  return HOME_AND_ERASE + shown.join('\n')
}
