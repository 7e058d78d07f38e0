import parse from 'parse-prometheus-text-format'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinMetrics } from '../../src/cli/output/join-documents.ts'
import { createRedactor } from '../../src/redact/index.ts'
import { renderOpenMetrics } from '../../src/report/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { randomApplication } from '../support/random-application.ts'
import { hidesNoValue } from '../support/shown.ts'

const NOW = '2026-11-22T11:00:00Z'

/** What a reader of the format makes of a text. */
interface ReadFamily {
  readonly name: string
  readonly type: string
  readonly metrics: readonly { readonly value: string; readonly labels?: Readonly<Record<string, string>> }[]
}

const read = (text: string): ReadonlyMap<string, ReadFamily> => new Map((parse(text) as ReadFamily[]).map(family => [family.name, family]))

/** A line of the format: OpenMetrics 1.0, section "Text format", ABNF. */
const LINE = /^(?:# (?:TYPE|HELP|UNIT) [a-z_]+ .+|# EOF|[a-z_]+(?:\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*\})? \d+(?:\.\d+)?)$/

const expose = (desired: readonly object[], live: readonly object[], redactor = hidesNoValue): string => {
  const metrics = renderOpenMetrics(assessApplication({ desired, live }, { now: NOW, redactor }), {
    now: NOW,
    live: live as never,
  })
  return metrics.visible ? metrics.value : metrics.reason
}

describe('metrics', () => {
  test('say of a random application what its assessment says', () => {
    fc.assert(
      fc.property(randomApplication, ({ desired, live }) => {
        const assessed = assessApplication({ desired, live }, { now: NOW, redactor: hidesNoValue })
        const families = read(expose(desired, live))
        const states = families.get('live_object_status_application_status')?.metrics.filter(({ value }) => value === '1')
        expect(states?.map(({ labels }) => labels?.['live_object_status_application_status'])).toEqual([assessed.status])
        const counts = families.get('live_object_status_objects')?.metrics.map(({ labels, value }) => [labels?.['status'], Number(value)])
        expect(Object.fromEntries(counts ?? [])).toEqual(assessed.counts)
        expect(Number(families.get('live_object_status_incidents')?.metrics[0]?.value)).toBe(assessed.incidents.length)
        const labels = families
          .get('live_object_status_object_status')
          ?.metrics.map(metric => `${metric.labels?.['kind']} ${metric.labels?.['name']} ${metric.labels?.['status']}`)
        expect(labels).toEqual(assessed.objects.map(({ ref, status }) => `${ref.kind} ${ref.name} ${status}`))
      }),
      { numRuns: 40 },
    )
  })

  test('have one line for each thing, no series twice, and an end', () => {
    fc.assert(
      fc.property(randomApplication, ({ desired, live }) => {
        const lines = expose(desired, live).trimEnd().split('\n')
        expect(lines.filter(line => !LINE.test(line))).toEqual([])
        expect(lines.at(-1)).toBe('# EOF')
        const series = lines.filter(line => !line.startsWith('#')).map(line => line.slice(0, line.lastIndexOf(' ')))
        expect(new Set(series).size).toBe(series.length)
      }),
      { numRuns: 40 },
    )
  })

  test.each(['a"b', 'a\\b', 'a\\nb', 'a\nb', 'a{b="c"} 1', '# EOF', 'ä', '\uD800', '\\'])('escape a name that is %j', name => {
    const text = expose([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' } }], [])
    expect(
      text
        .trimEnd()
        .split('\n')
        .filter(line => !LINE.test(line)),
    ).toEqual([])
    const found = read(text)
      .get('live_object_status_object_status')
      ?.metrics.map(({ labels }) => labels?.['name'])
    expect(found).toEqual([name.replace('\n', ' ').replace('\uD800', '\uFFFD')])
  })

  test('hide a value in a name, and stay one series where two are hidden alike', () => {
    const value = 'correct-horse-battery'
    const map = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' } })
    const text = expose([map(value), map(`${value}-2`), map(value.toUpperCase())], [], createRedactor([value, `${value}-2`]))
    expect(text).not.toContain(value)
    expect(text).toContain('name="********"')
    const series = text.split('\n').filter(line => line.startsWith('live_object_status_object_status'))
    expect(new Set(series).size).toBe(series.length)
  })

  test('of several applications stand together by their names', () => {
    const one = (title: string): string => {
      const metrics = renderOpenMetrics(assessApplication({ desired: [], live: [] }, { redactor: hidesNoValue }), { title })
      return metrics.visible ? metrics.value : ''
    }
    const joined = joinMetrics([one('helm shop/a'), one('helm shop/b')])
    expect(joined.match(/^# EOF$/gm)).toHaveLength(1)
    expect(joined.match(/^# TYPE live_object_status_orphans /gm)).toHaveLength(1)
    expect(
      read(joined)
        .get('live_object_status_orphans')
        ?.metrics.map(({ labels }) => labels?.['application']),
    ).toEqual(['helm shop/a', 'helm shop/b'])
  })
})
