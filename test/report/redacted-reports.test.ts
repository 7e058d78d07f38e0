import { describe, expect, expectTypeOf, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.ts'
import type { Redacted, Redactor } from '../../src/redact/index.ts'
import { describeObject, preparePage, renderGithub, renderJunit, renderMarkdown, renderPage, renderTable } from '../../src/report/index.ts'
import type { PageData } from '../../src/report/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import type { ApplicationAssessment } from '../../src/status/index.ts'

const VALUE = 'correct-horse-battery'
/** The value in a name, in a message, in the reason of a condition and in the name of a manager. */
const telling = (message: string, name = 'web'): ApplicationAssessment => {
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
  return assessApplication({ desired: [pod], live: [live] })
}

type Render = (application: ApplicationAssessment, redactor: Redactor | 'none') => Redacted<string>
const reports: Readonly<Record<string, Render>> = {
  renderTable: (application, redactor) => renderTable(application, { redactor }),
  'renderTable, wide and with a tree': (application, redactor) => renderTable(application, { redactor, wide: true, tree: true }),
  renderMarkdown: (application, redactor) => renderMarkdown(application, { redactor }),
  renderJunit: (application, redactor) => renderJunit(application, { redactor }),
  renderGithub: (application, redactor) =>
    renderGithub(application, { redactor, placeOf: ({ name }) => ({ file: `${name}.yaml`, line: 3 }) }),
}

describe.each(Object.entries(reports))('%s', (_, render) => {
  test('hides a value in a name, a message, a reason and a manager', () => {
    const application = telling(`cannot log in with ${VALUE}`, `web-${VALUE}`)
    const shown = render(application, createRedactor([{ name: 'PASSWORD', value: VALUE }]))
    expect(shown).toMatchObject({ visible: true })
    expect(JSON.stringify(shown)).not.toContain(VALUE)
    expect(JSON.stringify(shown).replaceAll('\\', '')).toContain('********')
    expect(JSON.stringify(render(application, 'none'))).toContain(VALUE)
  })

  test('hides it where it is wrapped or would be respelled by the markup', () => {
    const nasty = 'p<&"\\|*_[]`@%:, w0rd'
    const shown = render(telling(`with ${nasty.slice(0, 13)}\n    ${nasty.slice(13)} and ${nasty}`), createRedactor([nasty]))
    expect(shown.visible && shown.value).not.toMatch(/w0rd/)
  })

  test('shows nothing of Secrets with none either, as when an error repeats what was sent', () => {
    const shown = render(telling('Secret "s" is invalid: Invalid value: "map[data:map[k:dmFsdWU=] kind:Secret]"'), 'none')
    expect(shown).toMatchObject({ visible: true })
    expect(JSON.stringify(shown)).not.toContain('dmFsdWU')
  })

  test('shows labels as they are, also where a value is the word of one', () => {
    const shown = render(telling('Degraded by Failed'), createRedactor(['Degraded']))
    expect(shown.visible && shown.value).toMatch(/Degraded/)
    expect(shown.visible && shown.value).not.toMatch(/Degraded by/)
  })

  test('is withheld where the redactor withholds, names the weak, and fails closed', () => {
    expect(render(telling('a'), createRedactor('stale'))).toEqual({ visible: false, reason: 'stale' })
    expect(render(telling('a'), createRedactor([{ name: 'PIN', value: '12' }]))).toMatchObject({ visible: true, weak: ['PIN'] })
    const failing = { ...createRedactor([]), object: () => { throw new Error(VALUE) } } // prettier-ignore
    expect(render(telling('a'), failing as unknown as Redactor)).toEqual({ visible: false, reason: 'not-readable' })
    expect(render({ ...telling('a'), objects: [5] } as unknown as ApplicationAssessment, 'none')).toEqual({
      visible: false,
      reason: 'not-readable',
    })
  })

  test('asks for the decision', () => {
    for (const redactor of [undefined, null, 'all', {}])
      expect(() => render(telling('a'), redactor as never)).toThrow("options.redactor: expected a redactor or 'none', got")
  })
})

test('an annotation and an age are found by the name as it is, and shown by the name as it may be', () => {
  const redactor = createRedactor([VALUE])
  const application = telling('a', `web-${VALUE}`)
  const places: string[] = []
  renderGithub(application, {
    redactor,
    placeOf: ({ name }) => {
      places.push(name)
      return undefined
    },
  })
  expect(new Set(places)).toEqual(new Set([`web-${VALUE}`]))
  const live = [
    { kind: 'Pod', apiVersion: 'v1', metadata: { name: `web-${VALUE}`, namespace: 'shop', creationTimestamp: '2026-11-23T09:00:00Z' } },
  ]
  const table = renderTable(application, { redactor, live, now: '2026-11-23T10:00:00Z' })
  expect(table.visible && table.value).toMatch(/Pod shop\/web-\*{8}.* 60m /)
})

test('a page hides what an error repeats of a Secret, with none too', () => {
  const assessment = telling('Invalid value: "map[data:map[k:dmFsdWU=] kind:Secret]"')
  const page = preparePage({ moments: [{ at: 0, assessment }] }, { redactor: 'none' })
  expect(page.visible).toBe(true)
  expect(JSON.stringify(page)).not.toContain('dmFsdWU')
})

/** Checked by the compiler: `npm run types` fails where one of the lines below does compile. */
describe('what is not redacted does not pass for it', () => {
  const raw: PageData = { title: '', moments: [], objects: [], manifests: [], thresholds: [], marks: [] }
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
    // @ts-expect-error no decision
    renderTable(telling('')),
    // @ts-expect-error no decision
    renderMarkdown(telling(''), {}),
    // @ts-expect-error no decision
    renderJunit(telling(''), {}),
    // @ts-expect-error no decision
    renderGithub(telling(''), { redactor: undefined }),
    // @ts-expect-error a mistyped one
    renderTable(telling(''), { redactor: 'non' }),
    // @ts-expect-error no decision
    describeObject({ assessment: telling('').objects[0] }, { now: 0 }),
  ]
  test('by the compiler', () => expect(compiledOnly).toBeTypeOf('function'))

  test('and a result has the shape that the interface promises', () => {
    type Promised<T> =
      | { readonly visible: true; readonly value: T; readonly weak?: readonly string[] }
      | { readonly visible: false; readonly reason: string }
    expectTypeOf<Redacted<string>>().toExtend<Promised<string>>()
    expectTypeOf<Promised<string>>().not.toExtend<Redacted<string>>()
    // The brand is one of types: nothing of it is in the value.
    expect(Object.keys(createRedactor([]).text('a'))).toEqual(['visible', 'value'])
  })
})
