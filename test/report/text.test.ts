import { describe, expect, test } from 'vitest'
import type { ApplicationAssessment } from '../../src/status/index.ts'
import type { Redacted, Shown } from '../../src/redact/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { hidesNoValue } from '../support/shown.ts'
import { renderGithub, renderJunit, renderMarkdown, renderTable } from '../../src/report/index.ts'

/** A cluster that says of a pod whatever somebody wrote. */
const saying = (message: string, name = 'web'): Shown<ApplicationAssessment> => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' }, spec: { containers: [{ name: 'a', image: 'a' }] } }
  const status = { phase: 'Failed', reason: 'Evicted', message }
  const evicted: Record<string, unknown> = { ...pod, status }
  return assessApplication({ desired: [pod], live: [evicted] }, { redactor: hidesNoValue })
}

/** The text of a report, which must not be withheld. */
const textOf = (report: Redacted<string>): string => (report.visible ? report.value : report.reason)

const HOSTILE = [
  '\u001B[2J\u001B[31mred',
  'a\r\n::error::injected',
  'a\n::add-mask::x',
  '<script>alert(1)</script>',
  ']]><failure/>',
  '| a | b |',
  '**bold** `code` [link](http://example.com) ![image](x)',
  '@everyone #1 ~~x~~ &amp;',
  '\u202Egnp.exe',
  '\uD800 \uFFFE \u0000',
  '%0A::error::x',
]

describe('whatever the cluster says is only text', () => {
  test.each(HOSTILE)('in a table: %j', message => {
    for (const wide of [true, false]) {
      const lines = textOf(renderTable(saying(message), { wide })).split('\n')
      expect(lines.join('')).not.toMatch(/[\p{Cc}\u202A-\u202E]/u)
      expect(lines.length).toBeLessThanOrEqual(7)
    }
  })

  test.each(HOSTILE)('in commands of GitHub: %j', message => {
    const lines = textOf(renderGithub(saying(message)))
      .trimEnd()
      .split('\n')
    expect(lines).toHaveLength(2)
    expect(lines.every(line => /^::(?:error|warning|notice) [^:]*::/.test(line))).toBe(true)
    expect(lines.join('')).not.toMatch(/\p{Cc}|%0A/u)
  })

  test.each(HOSTILE)('in JUnit: %j', message => {
    const xml = textOf(renderJunit(saying(message)))
    expect(xml).not.toMatch(/<(?!\?xml|\/?testsuites?\b|\/?testcase\b|failure\b)/)
    expect(xml).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/)
    expect(xml).not.toMatch(/(?!\n)\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/u)
  })

  test.each(HOSTILE)('in Markdown: %j', message => {
    const markdown = textOf(renderMarkdown(saying(message)))
    const rows = markdown.split('\n').filter(line => line.startsWith('|'))
    expect(rows).toHaveLength(3)
    // Five bars that are not escaped: four columns, as there are no ages, and the axes say what the label says.
    expect(rows[0]).toBe('| Status | Object | Reason | Message |')
    expect(rows[2]?.match(/(?<!\\)\|/g)).toHaveLength(5)
    const plain = markdown.replaceAll(/<!-- -->|<\/?details>|<\/?summary>/g, '')
    expect(plain).not.toMatch(/(?<!\\)[<`*[\]]/)
    expect(markdown).not.toMatch(/@\w/)
  })
})

test('GitHub shows annotations where an object stands in the manifests', () => {
  const text = textOf(renderGithub(saying('a'), { placeOf: ref => ({ file: `k8s/${ref.name}, a.yaml`, line: 12 }) }))
  expect(text).toMatch(/^::error file=k8s\/web%2C a\.yaml,line=12,title=Pod shop\/web is Degraded::/)
})

test('a table wraps messages at the width of the terminal, below their object', () => {
  const lines = textOf(renderTable(saying('word '.repeat(40)), { columns: 60 })).split('\n')
  expect(lines.slice(1).every(line => line.length <= 60)).toBe(true)
  expect(
    lines
      .slice(5)
      .filter(line => line !== '')
      .every(line => line.startsWith('    ')),
  ).toBe(true)
})

test('nothing deployed is told, not made up', () => {
  const nothing = assessApplication({ desired: [], live: [] }, { redactor: hidesNoValue })
  expect(textOf(renderTable(nothing))).toBe('No status  The latest deployment applied nothing that can be monitored\n')
  expect(textOf(renderMarkdown(nothing))).toMatch(/^### No status\n/)
  expect(textOf(renderJunit(nothing))).toContain('tests="0"')
  expect(textOf(renderGithub(nothing))).toMatch(/^::(?:warning|error) title=No status::/)
})
