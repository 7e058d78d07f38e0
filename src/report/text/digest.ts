import { utf8 } from '../../model/scalars/base64.ts'
import type { Redacted } from '../../model/safe-content.ts'
import { countsText } from '../../model/statuses.ts'
import type { Shown } from '../../redact/index.ts'
import type { ApplicationAssessment } from '../../status/index.ts'
import { typeCommand } from '../order/command-text.ts'
import { orderConcerns } from '../order/order-concerns.ts'
import { tellConcern } from './concern-text.ts'
import type { ConcernText } from './concern-text.ts'
import { headlineText } from './headline.ts'
import { listPlaces } from './rows.ts'
import { someDigestOptions } from './text-options.ts'
import type { DigestOptions } from './text-options.ts'
import { renderSafely } from './text-report.ts'
import type { TextReport } from './text-report.ts'

/**
 * The answer to "why" in as little text as asked for, for a chat, a comment or an assistant: the label, then each problem with what is ill because of it, outages first;
 * then, as far as there is room, what containers and events said last of each, and what to type next.
 *
 * @param application what `assessApplication` or a tracker said with a redactor
 * @param options `maxBytes` of UTF-8 that the text may have, 4,096 where it is left out; `now` and `live` for events and commands
 * @returns plain lines, each ending in a line break, or why they are withheld. It is cut after redaction and between lines alone; the last line counts what was left out.
 * @throws TypeError where the answer was made without a redactor, or with one and crossed a wire: see `trustAsShown`.
 *
 * Source: this package's own; the order is that of `renderTable`.
 *
 * @example
 * ```ts
 * import { createRedactor } from 'live-object-status/redact'
 * import { assessApplication } from 'live-object-status/status'
 * import { digest } from 'live-object-status/report'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
 * const text = digest(assessApplication({ desired: [settings], live: [] }, { redactor: createRedactor([]) }), { maxBytes: 500 })
 * text.visible && text.value // => 'Missing: 1 problem\n- Missing: ConfigMap shop/settings is not in the cluster\n1 Missing\n'
 * ```
 */
export const digest = (application: Shown<ApplicationAssessment>, options: DigestOptions = {}): Redacted<string> =>
  renderSafely(application, { options, fits: someDigestOptions, evidence: true }, report =>
    writeDigest(report, options.maxBytes ?? MAX_BYTES),
  )

const MAX_BYTES = 4096

/** One thing that the text may hold, and what may stand below it. */
interface DigestEntry {
  readonly line: string
  /** The same in fewer words. */
  readonly short: string
  readonly details: readonly string[]
}

const writeDigest = (report: TextReport, maxBytes: number): string => {
  const { concerns } = orderConcerns(report.objects, report.causes)
  // Whoever reads it elsewhere does not know which namespace is meant.
  const places = { ...listPlaces(report), namespaces: true }
  const entries = concerns.map(concern => entryFor(tellConcern(concern, places)))
  const label = report.status ?? 'No status'
  const counts = countsText(report.counts)
  const told = [counts, report.policy].filter(text => text !== '')
  const budget = createBudget(maxBytes)
  const head = [`${label}: ${headlineText(report, concerns)}`, label].find(budget.take)
  if (head === undefined) return ''
  return toText([head, ...fill(entries, budget), ...told.filter(budget.take)])
}

const entryFor = ({ label, name, sentence, evidence, command }: ConcernText): DigestEntry => ({
  line: `- ${label}: ${sentence}`,
  short: `- ${label}: ${name === '' ? sentence : name}`,
  details: [...evidence, ...(command.length === 0 ? [] : [`$ ${typeCommand(command)}`])].map(text => `  ${text}`),
})

const toText = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('')

/** Room in bytes: what is taken is gone. */
interface ByteBudget {
  /** Takes a line with its break, where there is room for it. */
  readonly take: (line: string) => boolean
  readonly free: (line: string) => void
}

const createBudget = (maxBytes: number): ByteBudget => {
  let left = maxBytes
  const size = (line: string): number => utf8(line).length + 1
  return {
    take(line) {
      if (size(line) > left) return false
      left -= size(line)
      return true
    },
    free(line) {
      left += size(line)
    },
  }
}

/** As many entries as there is room for, in their order, then their details, those of the first first; what was left out is counted. */
const fill = (entries: readonly DigestEntry[], budget: ByteBudget): readonly string[] => {
  const lines: string[] = []
  for (const { line, short } of entries) {
    const fitting = [line, short].find(budget.take)
    if (fitting === undefined) break
    lines.push(fitting)
  }
  let more = moreText(entries.length - lines.length)
  while (more !== undefined && !budget.take(more)) {
    const last = lines.pop()
    if (last === undefined) return []
    budget.free(last)
    more = moreText(entries.length - lines.length)
  }
  const whole = lines.flatMap((line, index) => [line, ...(entries[index]?.details ?? []).filter(budget.take)])
  return more === undefined ? whole : [...whole, more]
}

const moreText = (count: number): string | undefined => (count === 0 ? undefined : `… and ${count} more`)
