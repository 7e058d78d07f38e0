import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printYaml } from '../../src/parse/index.ts'
import { plainText } from '../../src/model/plain-text.ts'
import { needsLook } from '../../src/model/statuses.ts'
import { createRedactor } from '../../src/redact/index.ts'
import { orderKeys } from '../../src/report/describe/order-keys.ts'
import { preparePage, renderPage, renderTable } from '../../src/report/index.ts'
import type { PageData } from '../../src/report/index.ts'
import { readIncidents, sortObjects } from '../../src/report/page/client/grid/problems.ts'
import { listRows } from '../../src/report/page/client/grid/rows.ts'
import type { Listing } from '../../src/report/page/client/grid/rows.ts'
import { foldPairs, pairLines } from '../../src/report/page/client/drawer/side-by-side.ts'
import { readLevel, tellsTrouble } from '../../src/report/order/log-level.ts'
import { typeCommand } from '../../src/report/order/command-text.ts'
import { openData } from '../../src/report/page/client/parts/page-source.ts'
import { withoutSharedStart } from '../../src/report/page/client/parts/shared-start.ts'
import { clockText, keyOf } from '../../src/report/page/client/parts/words.ts'
import { assessApplication } from '../../src/status/index.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { WrittenCase } from '../support/incident-truth.ts'
import { hidesNoValue } from '../support/shown.ts'

const LISTING: Listing = { view: 'table', filters: [], query: '', sort: 'worst', opened: {} }
const valueOf = (data: ReturnType<typeof preparePage>): PageData => {
  if (!data.visible) throw new Error(data.reason)
  return data.value
}

/** The written clusters with one thing wrong in each, as a page takes them. */
const cases = fixtureLines<WrittenCase>('incidents/root-causes.jsonl.gz')

describe('the list of a page', () => {
  test('has each object that is not well once: as a problem or folded under the one that it follows from', () => {
    let folded = 0
    for (const { id, now, desired, objects, complete } of cases) {
      const assessment = assessApplication(
        { desired, live: objects },
        { now, redactor: hidesNoValue, ...(complete === undefined ? undefined : { complete }) },
      )
      const data = openData(valueOf(preparePage({ moments: [{ at: now, assessment, live: objects, desired }] })))
      const [moment] = data.moments
      if (moment === undefined) throw new Error(id)
      const { all, problems, remarkable, well } = sortObjects(data, moment)
      const told = problems.flatMap(({ head, members }) => [...(head === undefined ? [] : [head]), ...members])
      expect([id, new Set(told).size, told.length]).toEqual([id, told.length, all.filter(needsLook).length])
      expect(told.length + remarkable.length + well.length).toBe(moment.objects.length + moment.orphans.length)
      const table = renderTable(assessment, { now, live: objects })
      expect([id, plainText(moment.headline)]).toEqual([
        id,
        table.visible && table.value.slice(0, table.value.indexOf('\n')).replace(`${assessment.status ?? 'No status'}  `, ''),
      ])
      const ids = new Set(readIncidents(data, moment).map(incident => incident.id))
      for (const { members, incident } of problems)
        for (const member of members) {
          folded++
          expect(member.incidents).toContain(incident?.id)
          expect(ids).toContain(incident?.id)
        }
      const rows = listRows(data, moment, LISTING)
      const keys = new Set(rows.map(({ key }) => key))
      expect(keys.size).toBe(rows.length)
      for (const { head, members } of problems) for (const member of members) expect(keys.has(keyOf(member))).toBe(member === head)
      expect(listRows(data, moment, { ...LISTING, query: 'o' }).every(({ object }) => object !== undefined)).toBe(true)
    }
    expect(folded).toBeGreaterThan(20)
  })
})

const json = fc.letrec(tie => ({
  value: fc.oneof({ maxDepth: 4 }, fc.constantFrom('a', 'b c', 'x\ny\n', ''), fc.integer(), tie('list'), tie('map')),
  list: fc.array(fc.oneof(tie('value'), fc.record({ name: fc.constantFrom('a', 'b', 'c'), v: fc.integer() })), { maxLength: 4 }),
  map: fc.dictionary(fc.constantFrom('a', 'b', 'name', 'c/d', '__proto__'), tie('value'), { maxKeys: 4 }),
}))

describe('what was applied, beside what is live', () => {
  test('is the same value in another order of keys, which is that of the live object as far as it goes', () => {
    fc.assert(
      fc.property(json.map, json.map, (value, model) => {
        const ordered = orderKeys(value, model) as object
        expect(ordered).toEqual(value)
        const [keys, theirs] = [Object.keys(ordered), Object.keys(model)]
        expect(keys.filter(key => theirs.includes(key))).toEqual(theirs.filter(key => keys.includes(key)))
      }),
    )
    expect(printYaml(orderKeys([{ v: 1, name: 'b' }], [{ name: 'a' }, { name: 'b', v: 2 }]))).toBe('- name: b\n  v: 1\n')
  })

  test('stands line by line on its side, nothing more and nothing less, also where it is folded', () => {
    const nothing = { differences: [], notes: [] } as never
    fc.assert(
      fc.property(json.map, json.map, (value, model) => {
        const [applied, live] = [printYaml(orderKeys(value, model)), printYaml(model)]
        const pairs = foldPairs(pairLines(applied, live, nothing)).flatMap(({ pairs: inner }) => inner)
        for (const [side, text] of [
          ['applied', applied],
          ['live', live],
        ] as const) {
          const lines = pairs.flatMap(pair => (pair[side] === undefined ? [] : [pair[side].tokens.map(token => token.text).join('')]))
          expect(`${lines.join('\n')}\n`).toBe(text)
        }
        expect(pairs.every(({ kind }) => kind === 'same' || kind === 'made')).toBe(true)
      }),
    )
  })

  test('shows each difference with who made it, folds what the cluster filled in, and says what is gone', () => {
    const wanted = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'c', namespace: 'shop', labels: { a: '1', b: '2' } },
      data: { level: 'info' },
    }
    const live = {
      ...wanted,
      metadata: {
        name: 'c',
        namespace: 'shop',
        uid: 'u',
        labels: { a: '1' },
        managedFields: [
          {
            manager: 'kubectl-edit',
            operation: 'Update',
            time: '2026-11-23T09:00:00Z',
            fieldsType: 'FieldsV1',
            fieldsV1: { 'f:data': { 'f:level': {} } },
          },
        ],
      },
      data: { level: 'debug' },
    }
    const assessment = assessApplication({ desired: [wanted], live: [live] }, { redactor: hidesNoValue })
    const data = valueOf(preparePage({ moments: [{ at: '2026-11-23T10:00:00Z', assessment, live: [live], desired: [wanted] }] }))
    const source = openData(data)
    const [object] = source.objects
    if (object === undefined) throw new Error('no object')
    const { manifest, applied } = source.details(object)
    const pairs = pairLines(source.manifest(applied) ?? '', source.manifest(manifest) ?? '', object)
    const told = pairs.map(({ kind, applied: left, live: right, change }) => [
      kind,
      ...[left, right].map(line =>
        line?.tokens
          .map(({ text }) => text)
          .join('')
          .trim(),
      ),
      change?.by?.manager,
    ])
    expect(told).toContainEqual(['changed', 'level: info', 'level: debug', 'kubectl-edit'])
    expect(told).toContainEqual(['made', undefined, 'uid: u', undefined])
    expect(told.filter(([, left]) => left === "b: '2'" || left === 'b: "2"').map(([kind]) => kind)).toEqual(['changed'])
  })
})

describe('texts of the page', () => {
  test('a command is quoted so that a shell reads back the same words, whatever names hold', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom("it's", '$(id)', '`id`', '; rm -rf /', '-n', '', 'a b', '*', '~', '\\', '"', '!x', '#a', 'a=b'),
    )
    fc.assert(
      fc.property(
        fc.array(
          word.filter(text => !text.includes('\0') && Buffer.from(text).toString() === text),
          { minLength: 1, maxLength: 4 },
        ),
        words => {
          const read = execFileSync('sh', ['-c', `printf '%s\\0' ${typeCommand(['x', ...words])}`], { encoding: 'utf8' })
          expect(read.split('\0').slice(1, -1)).toEqual(words)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('a time is that of its day with its zone, and never "ago"', () => {
    const now = '2026-11-23T10:00:00Z'
    expect(clockText('2026-11-23T09:59:21Z', now)).toBe('09:59:21 UTC')
    expect(clockText('2026-11-22T09:59:21Z', now)).toBe('22 Nov 09:59 UTC')
    expect(clockText('2025-01-02T09:59:21+02:00', now)).toBe('2 Jan 2025 07:59 UTC')
    expect(clockText('soon', now)).toBe('soon')
  })

  test('names lose what all of them begin with, and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[ab-]{1,8}(?:\/[ab]{1,3})?$/), { minLength: 2, maxLength: 5 }), names => {
        const { shared, rest } = withoutSharedStart(names)
        expect(names.map(name => `${shared}${rest.get(name) ?? ''}`)).toEqual(names)
        expect(new Set(rest.values()).size).toBe(names.length)
      }),
    )
    expect([...withoutSharedStart(['web-7d4-ab', 'web-7d4-cd']).rest.values()]).toEqual(['ab', 'cd'])
  })

  test('a line of a log tells its level by field, letter or word', () => {
    const lines = [
      '{"level":"error","msg":"x"}',
      'time=1 level=fatal msg=x',
      'E1123 10:00:00.000 1 a.go:1] x',
      '2026 ERROR x',
      'java.lang.IllegalStateException: x',
    ]
    expect(lines.map(readLevel)).toEqual(lines.map(() => 'error'))
    expect(['WARN x', 'W1123 a', '{"severity": "warning"}'].map(readLevel)).toEqual(['warning', 'warning', 'warning'])
    expect(['all is well', 'error-free', 'GET /errors 200'].map(readLevel)).toEqual(['', '', ''])
    expect(tellsTrouble('cannot connect to redis:6379')).toBe(true)
  })
})

test('the last words are those of the newest ill pod, and the newest warning about it', () => {
  const at = '2026-11-23T10:00:00Z'
  const pod = (name: string, created: string, phase: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'shop',
      uid: name,
      creationTimestamp: created,
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'rs', controller: true }],
    },
    spec: { containers: [{ name: 'main' }] },
    status: { phase },
  })
  const set = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'web', namespace: 'shop', uid: 'rs' },
    spec: { replicas: 2 },
    status: { replicas: 2, readyReplicas: 0 },
  }
  const live = [set, pod('old', '2026-11-23T09:00:00Z', 'Failed'), pod('new', '2026-11-23T09:30:00Z', 'Failed')]
  const warning = (name: string, time: string) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}${time}`, namespace: 'shop' },
    involvedObject: { kind: 'Pod', namespace: 'shop', name, uid: name },
    type: 'Warning',
    reason: 'Unhealthy',
    message: `about ${name}`,
    lastTimestamp: time,
  })
  const events = [warning('new', '2026-11-23T09:50:00Z'), warning('old', '2026-11-23T09:40:00Z')]
  const logs = [
    { namespace: 'shop', name: 'old', text: '2026-11-23T09:10:00Z ERROR old\n' },
    { namespace: 'shop', name: 'new', text: '2026-11-23T09:40:00Z cannot connect to redis\n2026-11-23T09:41:00Z bye\n' },
  ]
  const assessment = assessApplication({ desired: [set], live, events }, { now: at, redactor: hidesNoValue })
  const data = openData(valueOf(preparePage({ moments: [{ at, assessment, live, events, logs }] })))
  const [top] = (data.moments[0]?.objects ?? []).flatMap(place => data.objects[place] ?? [])
  if (top === undefined) throw new Error('no object')
  expect(top.status).toBe('Degraded')
  expect(data.details(top).said).toMatchObject({
    line: { text: 'cannot connect to redis', of: 'new' },
    warning: { message: 'about new' },
  })
})

test('no value is in a page with incidents, what was applied, warnings and logs', () => {
  const VALUE = 'correct-horse-battery-staple'
  const redactor = createRedactor([{ name: 'P', value: VALUE }], { secrets: { salt: 'sixteen bytes of salt' } })
  let [incidents, applied] = [0, 0]
  const spoil = (objects: readonly object[]): readonly object[] =>
    JSON.parse(
      JSON.stringify(objects).replaceAll(
        /"(message|value|reason)":"([^"\\]{3,})"/g,
        (_, key: string, text: string) => `"${key}":"${text} ${VALUE}"`,
      ),
    ) as readonly object[]
  for (const { now, ...given } of cases.slice(0, 40)) {
    const [desired, live] = [spoil(given.desired), spoil(given.objects)]
    const assessment = assessApplication({ desired, live }, { now, redactor })
    const page = preparePage({ title: VALUE, moments: [{ at: now, assessment, live, desired }] })
    expect(page.visible).toBe(true)
    if (page.visible) incidents += page.value.incidents.length
    if (page.visible) applied += page.value.details.filter(details => details.applied !== undefined).length
    expect(renderPage(page)).not.toContain(VALUE)
  }
  expect(incidents).toBeGreaterThan(20)
  expect(applied).toBeGreaterThan(20)
})
