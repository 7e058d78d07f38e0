import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digest, preparePage, renderGithub, renderJunit, renderMarkdown, renderTable } from '../../src/report/index.ts'
import type { TableOptions } from '../../src/report/index.ts'
import { quoteArgument } from '../../src/report/order/command-text.ts'
import { readImpact } from '../../src/report/order/impact.ts'
import { orderConcerns } from '../../src/report/order/order-concerns.ts'
import type { Redacted, Shown } from '../../src/redact/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import type { ApplicationAssessment } from '../../src/status/index.ts'
import { randomApplication } from '../support/random-application.ts'
import type { RandomApplication } from '../support/random-application.ts'
import { hidesNoValue } from '../support/shown.ts'

const NOW = '2026-11-22T11:00:00Z'
const assess = ({ desired, live }: RandomApplication): Shown<ApplicationAssessment> =>
  assessApplication({ desired, live }, { now: NOW, redactor: hidesNoValue, complete: ['Pod', 'ReplicaSet', 'apps/ReplicaSet'] })
const textOf = (report: Redacted<string>): string => (report.visible ? report.value : report.reason)
const linesOf = (application: RandomApplication, options: TableOptions = {}): readonly string[] =>
  textOf(renderTable(assess(application), { now: NOW, live: application.live, ...options }))
    .trimEnd()
    .split('\n')

/** A line that is about an object: its own paragraph, its row, or its line below a cause. */
const isAbout = (line: string, kind: string, name: string): boolean =>
  new RegExp(`^(?:(?:Outage|[A-Z][A-Za-z ]*?) {2,}| {4}[A-Z][A-Za-z ]*: )${kind} (?:shop/|bank/)?${name}(?![\\w-])`).test(line)

describe('the first screen', () => {
  test('has every object in one place: under the cause that explains it, by itself, or among the well', () => {
    fc.assert(
      fc.property(randomApplication, application => {
        const { objects, incidents } = assess(application)
        const { concerns, well } = orderConcerns(
          objects.map(object => ({ ...object, impact: readImpact(object) })),
          incidents,
        )
        const placed = [...concerns.flatMap(({ members }) => members), ...well].map(({ ref }) => `${ref.kind}/${ref.namespace}/${ref.name}`)
        expect(placed.toSorted()).toEqual(objects.map(({ ref }) => `${ref.kind}/${ref.namespace}/${ref.name}`).toSorted())
      }),
    )
  })

  test('has the headline of the page', () => {
    fc.assert(
      fc.property(randomApplication, application => {
        const assessment = assess(application)
        const page = preparePage({ moments: [{ at: NOW, assessment, live: application.live }] })
        if (!page.visible) throw new Error(page.reason)
        const [moment] = page.value.moments
        expect(linesOf(application)[0]).toBe(`${moment?.status ?? 'No status'}  ${moment?.headline ?? ''}`)
        const { concerns } = orderConcerns(
          assessment.objects.map(object => ({ ...object, impact: readImpact(object) })),
          assessment.incidents,
        )
        const names = moment?.concerns.map(({ members }) => members.map(place => page.value.objects[place]?.ref))
        expect(names).toEqual(concerns.map(({ members }) => members.map(({ ref }) => ref)))
      }),
    )
  })

  test('has a line for every object where all are asked for, and one alone', () => {
    fc.assert(
      fc.property(randomApplication, application => {
        const lines = linesOf(application, { all: true })
        // A cause is named by its sentence beside its own row.
        for (const { ref } of assess(application).objects.filter(each => each.ref.name !== 'settings'))
          expect([ref.kind, ref.name, lines.filter(line => isAbout(line, ref.kind, ref.name)).length]).toEqual([ref.kind, ref.name, 1])
      }),
    )
  })

  test('counts what it folds: a line for each label that is well, with as many as have it', () => {
    fc.assert(
      fc.property(randomApplication, application => {
        const { counts } = assess(application)
        const lines = linesOf(application)
        for (const label of ['Suspended', 'Healthy', 'In Sync'] as const) {
          const folds = lines.filter(line => line.startsWith(`${label}  `)).slice(lines[0]?.startsWith(`${label}  `) === true ? 1 : 0)
          const told = folds.map(line => Number(/^[A-Za-z ]+? {2,}(\d+) objects: /.exec(line)?.[1] ?? 1))
          expect(told).toEqual(counts[label] === 0 ? [] : [counts[label]])
        }
      }),
    )
  })

  test('has no line longer than the terminal but for one word', () => {
    fc.assert(
      fc.property(randomApplication, fc.integer({ min: 20, max: 100 }), fc.boolean(), fc.boolean(), (application, columns, all, tree) => {
        for (const line of linesOf(application, { columns, all, tree })) {
          const words = line.replace(/^(?:[A-Z][A-Za-z ]*? {2,}| {4,}\$ | +)/, '').replace(/ \\$/, '')
          expect(Array.from(line).length <= columns || !words.trim().includes(' ')).toBe(true)
        }
      }),
    )
  })

  test('has the headline last as well where the list is longer than the terminal, and folds drift before that', () => {
    fc.assert(
      fc.property(randomApplication, fc.integer({ min: 3, max: 40 }), (application, rows) => {
        const whole = linesOf(application, { columns: 80 })
        const fitted = linesOf(application, { columns: 80, rows })
        expect(fitted[0]).toBe(whole[0])
        expect(whole.length >= rows || fitted.join('\n') === whole.join('\n')).toBe(true)
        // A headline may take two lines itself.
        const again = fitted.slice(fitted.lastIndexOf('') + 1)
        expect(fitted.length < rows || fitted.slice(0, again.length).join('\n') === again.join('\n')).toBe(true)
        expect(fitted.length < rows || again.length < fitted.length).toBe(true)
      }),
    )
  })

  test('keeps its headline whatever is asked for', () => {
    fc.assert(
      fc.property(randomApplication, fc.constantFrom('ConfigMap', 'Deployment', 'Degraded', 'Healthy'), (application, word) => {
        const only: TableOptions['only'] = ({ ref, status }) => ref.kind === word || status === word
        const lines = linesOf(application, { only, all: true })
        expect(lines[0]).toBe(linesOf(application)[0])
        const { objects } = assess(application)
        for (const object of objects.filter(each => each.ref.name !== 'settings'))
          expect(lines.filter(line => isAbout(line, object.ref.kind, object.ref.name))).toHaveLength(only(object) ? 1 : 0)
      }),
    )
  })

  test('tells of what serves nothing before what old pods still serve, and of drift after both', () => {
    fc.assert(
      fc.property(randomApplication, application => {
        const ranks = linesOf(application).flatMap(line => RANKS.findIndex(label => line.startsWith(`${label}  `)))
        const body = ranks.slice(1).filter(rank => rank >= 0)
        expect(body).toEqual(body.toSorted((a, b) => a - b))
      }),
    )
  })

  test('has the same order as Markdown, JUnit and GitHub', () => {
    fc.assert(
      fc.property(randomApplication, application => {
        const assessed = assess(application)
        const names = (text: string): readonly string[] =>
          Array.from(
            text.matchAll(
              /(?:^\| |title=|name=")(?:[A-Z][A-Za-z ]*? \| )?(?:ConfigMap|Deployment|Service) (?:(?:shop|bank)\/)?((?:app|set)-\d+)/gm,
            ),
            ([all, name = '']) => `${all.includes('Service') ? 's' : ''}${name}`,
          )
        const ill = new Set(
          assessed.objects
            .filter(({ status }) => !['Healthy', 'In Sync'].includes(status))
            .map(({ ref }) => `${ref.kind === 'Service' ? 's' : ''}${ref.name}`),
        )
        const markdown = names(textOf(renderMarkdown(assessed))).filter(name => ill.has(name))
        const github = names(textOf(renderGithub(assessed))).filter(name => ill.has(name))
        expect(markdown).toEqual(github)
        expect(
          names(textOf(renderJunit(assessed)))
            .filter(name => ill.has(name))
            .toSorted(),
        ).toEqual(github.toSorted())
      }),
    )
  })
})

/** Degraded may be an outage no more, and Missing may be one. */
const RANKS = ['Outage', 'Unknown', 'Progressing', 'Out of Sync']

describe('what to type next', () => {
  const HOSTILE = [
    "it's",
    '"quoted"',
    '$(touch hacked)',
    '`id`',
    'a b',
    'a;b',
    '*',
    '~',
    '#',
    'a\\b',
    '\\',
    '!',
    "'",
    "''",
    'ä😀',
    '$HOME',
    '-x',
    '&&',
    '|',
    '>',
    '',
  ]

  test('is read back by a shell as the same arguments', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(...HOSTILE, 'a\nb'),
            fc.string({ unit: 'binary' }).filter(text => !text.includes('\0')),
          ),
          { minLength: 1, maxLength: 5 },
        ),
        argv => {
          const read = execFileSync('sh', ['-c', `printf '%s\\0' ${argv.map(quoteArgument).join(' ')}`], { encoding: 'utf8' })
          expect(read.split('\0').slice(0, -1)).toEqual(argv)
        },
      ),
      { numRuns: 100 },
    )
  })

  const screenOf = (name: string, columns?: number): string => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'shop', uid: 'u' },
      spec: { containers: [{ name: 'a', image: 'a' }] },
    }
    const live: Record<string, unknown> = { ...pod, status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on memory' } }
    const assessed = assessApplication({ desired: [pod], live: [live] }, { now: NOW, redactor: hidesNoValue })
    return textOf(renderTable(assessed, { live: [live], now: NOW, ...(columns === undefined ? {} : { columns }) }))
  }

  test.each(HOSTILE.filter(name => name !== '' && !name.startsWith('-')))('is one command for a pod called %j, wrapped or not', name => {
    for (const text of [screenOf(name), screenOf(name, 30)]) {
      const script = `kubectl() { printf '%s\\0' "$@"; }\n${text.slice(text.indexOf('$ kubectl') + 2)}`
      const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
      expect(read.split('\0').slice(0, -1)).toEqual(['describe', 'pod', name, '-n', 'shop'])
    }
  })

  test('is not said where a name would be read as an option', () => {
    expect(screenOf('-x')).toContain('Pod -x')
    expect(screenOf('-x')).not.toContain('kubectl')
  })

  test('is not said where a name holds what no line can', () => {
    expect(screenOf('a\nb')).not.toContain('kubectl')
  })
})

describe('a digest', () => {
  const bytes = (text: string): number => new TextEncoder().encode(text).length

  test('never has more bytes than asked for, and is whole lines of the longer one', () => {
    fc.assert(
      fc.property(randomApplication, fc.integer({ min: 0, max: 3000 }), (application, maxBytes) => {
        const assessed = assess(application)
        const whole = textOf(digest(assessed, { maxBytes: 1_000_000, live: application.live, now: NOW })).split('\n')
        const text = textOf(digest(assessed, { maxBytes, live: application.live, now: NOW }))
        expect(bytes(text)).toBeLessThanOrEqual(maxBytes)
        for (const line of text.split('\n').filter(each => !/^… and \d+ more$/.test(each)))
          expect(whole.some(each => each === line || each.startsWith(`${line}:`) || each.startsWith(`${line} `))).toBe(true)
        expect(text === '' || text.endsWith('\n')).toBe(true)
      }),
    )
  })

  test('counts what it leaves out', () => {
    fc.assert(
      fc.property(randomApplication, fc.integer({ min: 60, max: 1500 }), (application, maxBytes) => {
        const assessed = assess(application)
        const count = (text: string): number => text.split('\n').filter(line => line.startsWith('- ')).length
        const text = textOf(digest(assessed, { maxBytes }))
        const more = Number(/^… and (\d+) more$/m.exec(text)?.[1] ?? 0)
        const all = count(textOf(digest(assessed, { maxBytes: 1_000_000 })))
        // Where there is not even room to say how many, there is but the headline.
        expect(count(text) + more === all || count(text) + more === 0).toBe(true)
      }),
    )
  })
})
