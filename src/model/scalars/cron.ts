/**
 * How far apart two runs of a cron schedule are at most, in milliseconds, whatever its time zone: by the coarsest of its five fields that is not `*`, so that
 * it is seldom exact and never too short. Undefined where the text is no schedule of robfig/cron, which Kubernetes reads.
 */
export const longestGap = (schedule: string): number | undefined => {
  const text = schedule.trim().replace(/^(?:CRON_)?TZ=\S{1,100}\s+/, '')
  if (text.startsWith('@')) return WORDS[text] ?? goDuration(text.replace('@every ', ''))
  const [, hour = '', day = '', month = '', weekday = '', ...more] = text.split(/\s+/)
  if (weekday === '' || more.length > 0) return undefined
  if (isLimited(month)) return 366 * DAY
  // A day of the month and one of the week are alternatives where neither is `*` (crontab(5)).
  if (isLimited(weekday)) return weekdayGap(weekday)
  if (isLimited(day)) return 31 * DAY
  return isLimited(hour) ? DAY : HOUR
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

const WORDS: Readonly<Record<string, number>> = {
  '@hourly': HOUR,
  '@daily': DAY,
  '@midnight': DAY,
  '@weekly': 7 * DAY,
  '@monthly': 31 * DAY,
  '@yearly': 366 * DAY,
  '@annually': 366 * DAY,
}

const isLimited = (field: string): boolean => field !== '*' && field !== '?'

/** `1-5` and `mon-fri` leave a weekend of three days between two runs. */
const weekdayGap = (field: string): number => {
  const [from, to] = (/^(\w{1,3})-(\w{1,3})$/.exec(field.toLowerCase()) ?? [])
    .slice(1)
    .map(day => Number(day.replaceAll(/[a-z]+/g, name => String('sunmontuewedthufrisat'.indexOf(name) / 3))))
  return from === undefined || to === undefined || !(to > from) ? 7 * DAY : (7 - to + from) * DAY
}

const goDuration = (text: string): number | undefined => {
  const [, hours = 0, minutes = 0, seconds = 0] = /^(?:(\d{1,6})h)?(?:(\d{1,8})m)?(?:(\d{1,9})s)?$/.exec(text) ?? []
  return Number(hours) * HOUR + Number(minutes) * 60_000 + Number(seconds) * 1000 || undefined
}
