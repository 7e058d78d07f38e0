import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLogLines, presentEvents } from '../../src/activity/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { createRedactor } from '../../src/redact/index.ts'
import { preparePage, renderGithub, renderOpenMetrics, renderPage } from '../../src/report/index.ts'
import { recordedApplications } from '../../src/sources/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { WrittenCase } from '../support/incident-truth.ts'
import { presentEverything } from '../support/present-everything.ts'
import { runs } from '../support/runs.ts'
import { saltObject, WAYS } from '../support/salted-objects.ts'

/** Small clusters with something wrong in each, so that every sentence of ours is made from them. */
const cases = fixtureLines<WrittenCase>('incidents/root-causes.jsonl.gz')

/** Letters that no field name, kind, mask or sentence of ours contains. */
const secrets = fc.string({ unit: fc.constantFrom(...Array.from('ѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾ')), minLength: 8, maxLength: 40 })

/** How writers print a value, and how long a piece of that is that tells as much as eight characters of the value. */
const SPELLINGS: readonly (readonly [spell: (value: string) => string, piece: number])[] = [
  [value => value, 8],
  [value => Buffer.from(value).toString('base64'), 16],
  [value => Buffer.from(value).toString('base64url'), 16],
  [value => Buffer.from(Buffer.from(value).toString('base64')).toString('base64'), 24],
  [value => Buffer.from(value).toString('hex'), 16],
  [value => encodeURIComponent(value), 48],
  [value => encodeURIComponent(encodeURIComponent(value)), 80],
  [value => Array.from(value, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''), 48],
  [value => Array.from(value, char => `&#${char.charCodeAt(0)};`).join(''), 56],
]

interface Salted {
  readonly desired: readonly KubeObject[]
  readonly live: readonly KubeObject[]
  /** The value as it was written into them, and everything else is called. */
  readonly told: string
}

/** Everything that can be made of objects and shown. */
const everything = ({ desired, live, told }: Salted, value: string, now: string): unknown[] => {
  const redactor = createRedactor([value])
  const steps = [
    { id: told, name: told, state: 'applied', kind: 'helm', namespace: told, desired },
    { id: `2${told}`, name: told, state: 'skipped', kind: 'script', desired },
  ] as const
  const application = assessApplication({ desired, live }, { redactor, now, policy: { source: told } })
  const named = assessApplication(
    {
      deployments: [{ id: told, state: 'failed', steps }],
      live: live.map(object => ({ object, source: told, observedAt: now })),
      sources: { [told]: { observedAt: now, forbidden: [told, 'Pod'] } },
    },
    { redactor, now },
  )
  const tracker = createTracker({ redactor })
  tracker.recordDeployment({ id: told, state: 'succeeded', steps })
  const later = createTracker()
  later.recordDeployment({ id: told, state: 'succeeded', desired })
  for (const object of live) for (const each of [tracker, later]) each.observeEvent({ type: 'ADDED', object }, now)
  later.assess(now)
  later.changes(now)
  for (const object of live.slice(0, 3)) later.observeEvent({ type: 'DELETED', object }, now)
  const shown = later.useRedactor(redactor)
  const page = preparePage({
    title: told,
    marks: [{ at: now, kind: 'edit', title: told }],
    moments: [
      {
        at: now,
        assessment: named,
        live,
        events: live,
        desired,
        logs: live
          .slice(0, 4)
          .map(object => ({ kind: object.kind ?? '', name: object.metadata?.name ?? '', text: `${told}\n${now} ${told}` })),
        deployment: { id: told, state: 'failed', name: told },
      },
    ],
  })
  return [
    ...presentEverything(application, { desired, live, now }),
    [named, renderGithub(named, { placeOf: () => ({ file: told, line: 1 }) }), renderOpenMetrics(named, { title: told, now, live })],
    [page, renderPage(page)],
    [tracker.changes(now), tracker.assess(now)],
    [shown.changes(now), shown.assess(now)],
    recordedApplications(live).map(recorded => assessApplication({ recorded, live }, { redactor, now })),
    presentEvents(live, { now, redactor }),
    live.map(object => [redactor.object(object), redactor.event(object)]),
    [redactor.text(JSON.stringify(live)), parseLogLines(JSON.stringify(live), { redactor })],
    parseLogLines(live.map(object => `${now} ${JSON.stringify(object, null, 1)}`).join('\n'), { redactor }),
  ]
}

test('no piece of eight characters of a value shows, whatever holds it and however it is spelled: identities, names of fields, sentences of controllers', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...cases),
      secrets,
      fc.constantFrom(...SPELLINGS),
      fc.array(fc.integer({ min: -6, max: WAYS.length - 1 }), { minLength: 5, maxLength: 40 }),
      ({ desired, objects, now }, value, [spell, piece], ways) => {
        const told = spell(value)
        let count = 0
        const next = (): number => ways[count++ % ways.length] ?? -1
        const put = (list: readonly KubeObject[]): KubeObject[] => list.map(object => saltObject(object, told, next))
        const shown = JSON.stringify(everything({ desired: put(desired), live: put(objects), told }, value, now))
        const needles = [value, told].flatMap((text, index) => piecesOf(text, index === 0 ? 8 : piece))
        const leak = needles.map(needle => shown.indexOf(needle)).find(at => at >= 0)
        expect(leak === undefined ? '' : shown.slice(Math.max(0, leak - 200), leak + 60)).toBe('')
      },
    ),
    { numRuns: runs(60) },
  )
})

const piecesOf = (text: string, size: number): readonly string[] =>
  Array.from({ length: Math.max(1, text.length - size + 1) }, (_, at) => JSON.stringify(text.slice(at, at + size)).slice(1, -1))
