import { describe, expect, expectTypeOf, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.ts'
import type { Redacted, Redactor, Shown } from '../../src/redact/index.ts'
import {
  describeObject,
  digest,
  preparePage,
  renderGithub,
  renderJunit,
  renderMarkdown,
  renderOpenMetrics,
  renderPage,
  renderTable,
} from '../../src/report/index.ts'
import type { PageData } from '../../src/report/index.ts'
import { parseLogLines, presentEvents } from '../../src/activity/index.ts'
import { assessApplication, assessObject, toLiveStatus } from '../../src/status/index.ts'
import { hidesNoValue, shown } from '../support/shown.ts'
import type { ApplicationAssessment } from '../../src/status/index.ts'

const VALUE = 'correct-horse-battery'
/** The value in a name, in a message, in the reason of a condition and in the name of a manager. */
const telling = (message: string, name = 'web', redactor: Redactor = hidesNoValue): Shown<ApplicationAssessment> => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', creationTimestamp: '2026-11-23T09:00:00Z' },
    spec: { nodeName: 'a' },
  }
  const managedFields = [
    {
      manager: VALUE,
      operation: 'Update',
      time: '2026-11-23T10:00:00Z',
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:spec': { 'f:nodeName': {} } },
    },
  ]
  const live = {
    ...pod,
    metadata: { ...pod.metadata, managedFields },
    spec: { nodeName: 'b' },
    status: { phase: 'Failed', reason: VALUE, message },
  }
  return assessApplication({ desired: [pod], live: [live] }, { redactor })
}

type Render = (application: Shown<ApplicationAssessment>) => Redacted<string>
const reports: Readonly<Record<string, Render>> = {
  renderTable: application => renderTable(application),
  'renderTable, wide and with a tree': application => renderTable(application, { wide: true, tree: true }),
  renderMarkdown: application => renderMarkdown(application),
  digest: application => digest(application),
  renderOpenMetrics: application => renderOpenMetrics(application),
  renderJunit: application => renderJunit(application),
  renderGithub: application => renderGithub(application, { placeOf: ({ name }) => ({ file: `${name}.yaml`, line: 3 }) }),
}

describe.each(Object.entries(reports))('%s', (_, render) => {
  test('hides a value in a name, a message, a reason and a manager', () => {
    const said = [`cannot log in with ${VALUE}`, `web-${VALUE}`] as const
    const text = render(telling(...said, createRedactor([{ name: 'PASSWORD', value: VALUE }])))
    expect(text).toMatchObject({ visible: true })
    expect(JSON.stringify(text)).not.toContain(VALUE)
    expect(JSON.stringify(text).replaceAll('\\', '')).toContain('********')
    expect(JSON.stringify(render(telling(...said)))).toContain(VALUE)
  })

  test('hides it where it is wrapped or would be respelled by the markup', () => {
    const nasty = 'p<&"\\|*_[]`@%:, w0rd'
    const text = render(telling(`with ${nasty.slice(0, 13)}\n    ${nasty.slice(13)} and ${nasty}`, 'web', createRedactor([nasty])))
    expect(text.visible && text.value).not.toMatch(/w0rd/)
  })

  test('shows nothing of Secrets where no value is known either, as when an error repeats what was sent', () => {
    const text = render(telling('Secret "s" is invalid: Invalid value: "map[data:map[k:dmFsdWU=] kind:Secret]"'))
    expect(text).toMatchObject({ visible: true })
    expect(JSON.stringify(text)).not.toContain('dmFsdWU')
  })

  test('shows labels as they are, also where a value is the word of one', () => {
    const text = render(telling('Degraded by Failed', 'web', createRedactor(['Degraded'])))
    expect(text.visible && text.value).toMatch(/Degraded/)
    expect(text.visible && text.value).not.toMatch(/Degraded by/)
  })

  test('is withheld where the redactor withholds, names the weak, and fails closed', () => {
    expect(render(telling('a', 'web', createRedactor('stale')))).toEqual({ visible: false, reason: 'stale' })
    expect(render(telling('a', 'web', createRedactor([{ name: 'PIN', value: '12' }])))).toMatchObject({ visible: true, weak: ['PIN'] })
    const failing = { ...createRedactor([]), object: () => { throw new Error(VALUE) } } // prettier-ignore
    expect(render(shown(telling('a'), failing as unknown as Redactor))).toEqual({ visible: false, reason: 'not-readable' })
    expect(render({ ...telling('a'), objects: [5] } as unknown as Shown<ApplicationAssessment>)).toEqual({
      visible: false,
      reason: 'not-readable',
    })
  })

  test('takes nothing that did not pass a redactor, and no redactor beside it', () => {
    const { objects } = telling('a')
    const raw = assessApplication({ live: [] })
    const wire = JSON.parse(JSON.stringify(telling('a'))) as unknown
    for (const answer of [raw, wire, structuredClone(raw)])
      expect(() => render(answer as never)).toThrow('application: expected an answer made with a redactor, which it carries')
    expect(render({ ...telling('a'), objects: objects.filter(() => true) }).visible).toBe(true)
  })
})

test('no presenter takes a redactor of its own', () => {
  for (const render of [renderTable, renderMarkdown, renderJunit, renderGithub, renderOpenMetrics, digest])
    for (const option of ['redactor', 'secrets'])
      expect(() => render(telling('a'), { [option]: hidesNoValue } as never)).toThrow(
        new TypeError(`options.${option}: expected none here, where it would be ignored, got an object`),
      )
})

test('an annotation is asked for by the name as it may be shown, and an age is found by it', () => {
  const redactor = createRedactor([VALUE])
  const application = telling('a', `web-${VALUE}`, redactor)
  const places: string[] = []
  renderGithub(application, {
    placeOf: ({ name }) => {
      places.push(name)
      return undefined
    },
  })
  expect(new Set(places)).toEqual(new Set(['web-********']))
  const live = [
    { kind: 'Pod', apiVersion: 'v1', metadata: { name: `web-${VALUE}`, namespace: 'shop', creationTimestamp: '2026-11-23T09:00:00Z' } },
  ]
  const table = renderTable(application, { live, now: '2026-11-23T10:00:00Z', wide: true })
  expect(table.visible && table.value).toMatch(/Pod web-\*{8}.* 60m /)
})

test('a page hides what an error repeats of a Secret, also where no value is known', () => {
  const assessment = telling('Invalid value: "map[data:map[k:dmFsdWU=] kind:Secret]"')
  const page = preparePage({ moments: [{ at: 0, assessment }] })
  expect(page.visible).toBe(true)
  expect(JSON.stringify(page)).not.toContain('dmFsdWU')
})

/** Checked by the compiler: `npm run types` fails where one of the lines below does compile. */
describe('what is not redacted does not pass for it', () => {
  const raw: PageData = { title: '', moments: [], objects: [], details: [], manifests: [], thresholds: [], incidents: [], marks: [] }
  const compiledOnly = (): readonly unknown[] => [
    // @ts-expect-error made by hand
    renderPage({ visible: true, value: raw }),
    // @ts-expect-error made by hand, with a reason
    renderPage({ visible: false, reason: 'none' }),
    // @ts-expect-error the data alone
    renderPage(raw),
    // @ts-expect-error of something else
    renderPage(createRedactor([]).text('')),
    // @ts-expect-error a copy is not what the redactor gave
    renderPage({ visible: true, value: raw, weak: [] } satisfies Redacted<PageData>),
    // @ts-expect-error made without a redactor
    renderTable(assessApplication({ live: [] })),
    // @ts-expect-error made without a redactor
    renderMarkdown(assessApplication({ live: [] }), {}),
    // @ts-expect-error made without a redactor
    renderJunit(assessApplication({ live: [] })),
    // @ts-expect-error made without a redactor
    renderGithub(assessApplication({ live: [] })),
    // @ts-expect-error made without a redactor
    toLiveStatus(assessApplication({ live: [] })),
    // @ts-expect-error a redactor beside the answer
    renderTable(telling(''), { redactor: hidesNoValue }),
    // @ts-expect-error made without a redactor
    describeObject({ assessment: assessObject({}) }, { now: 0 }),
    // @ts-expect-error made without a redactor
    preparePage({ moments: [{ at: 0, assessment: assessApplication({ live: [] }) }] }),
    // @ts-expect-error no redactor
    presentEvents([], { now: 0 }),
    // @ts-expect-error no redactor
    parseLogLines(''),
  ]
  test('by the compiler', () => expect(compiledOnly).toBeTypeOf('function'))

  test('and a result has the shape that the interface promises', () => {
    type Promised<T> =
      | { readonly visible: true; readonly value: T; readonly weak?: readonly string[] }
      | { readonly visible: false; readonly reason: string; readonly weak?: readonly string[] }
    expectTypeOf<Redacted<string>>().toExtend<Promised<string>>()
    expectTypeOf<Promised<string>>().not.toExtend<Redacted<string>>()
    // The brand is one of types: nothing of it is in the value.
    expect(Object.keys(createRedactor([]).text('a'))).toEqual(['visible', 'value'])
  })
})
