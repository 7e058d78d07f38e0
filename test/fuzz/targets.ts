import fc from 'fast-check'
import { compareObject, type CompareOptions } from '../../src/sync/index.ts'
import { hashSecret } from '../../src/secrets/index.ts'
import { assessApplication, assessObject } from '../../src/status/index.ts'
import { createTracker } from '../../src/watch/index.ts'
import { createRedactor } from '../../src/redact/index.ts'
import { describeObject, preparePage, renderMarkdown, renderTable } from '../../src/report/index.ts'
import { parseLogLines, presentEvents } from '../../src/activity/index.ts'
import { recordOf } from '../../src/model/read.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { hostileCalls, type HostileCall } from '../support/hostile-calls.ts'
import { applications, programmed, frames, kubeJson, texts, withCanary } from './arbitraries.ts'
import { hidesNoValue } from '../support/shown.ts'

/** Something to call with made-up input again and again. */
export interface Target {
  readonly name: string
  readonly takes: HostileCall['takes']
  readonly input: fc.Arbitrary<unknown>
  readonly run: (input: never) => unknown
  /** Must not show in what is returned, in any of its forms. */
  readonly canary?: string
}

const INPUTS = { data: kubeJson, text: texts, argument: programmed }
/** Every function of every door, at every place where it takes something. */
const calls: readonly Target[] = Object.entries(hostileCalls).flatMap(([door, exports]) =>
  Object.entries(exports).flatMap(([name, list]) =>
    list.map(({ takes, run }, index) => ({ name: `${door}.${name}#${index}`, takes, input: INPUTS[takes], run })),
  ),
)

const NOW = '2026-11-23T12:00:00Z'
const CANARY = 'canary-5up3r-s3cr3t-v4lue'
const redactor = createRedactor([{ name: 'DB_PASSWORD', value: CANARY }], { secrets: { salt: 'salt salt salt salt' } })
const options = { redactor, now: NOW }

const stories: readonly Target[] = [
  {
    name: 'a pair, any applier',
    takes: 'data',
    input: fc.record({
      desired: kubeJson,
      live: kubeJson,
      previous: kubeJson.map(recordOf),
      applier: fc.constantFrom('client-side', 'server-side', 'auto'),
      strict: fc.boolean(),
    }),
    run: ({ desired, live, ...more }: { desired: KubeObject; live: KubeObject } & CompareOptions) => compareObject(desired, live, more),
  },
  {
    name: 'a tracker, frame by frame',
    takes: 'data',
    input: fc.record({ frames, desired: fc.array(kubeJson, { maxLength: 2 }) }),
    run: ({ frames: sent, desired }: { frames: { type: 'ADDED'; object: KubeObject }[]; desired: KubeObject[] }) => {
      const tracker = createTracker()
      tracker.recordDeployment({ id: 'd1', state: 'succeeded', desired })
      sent.forEach((frame, index) => tracker.observeEvent(frame, Date.parse(NOW) + index))
      const resumed = createTracker({ snapshot: JSON.parse(JSON.stringify(tracker.snapshot())) as never })
      return [tracker.assess(NOW), tracker.changes(NOW), resumed.assess(NOW)]
    },
  },
  {
    name: 'an application and its page',
    takes: 'data',
    input: applications,
    run: ({ desired, live, events }: { desired: KubeObject[]; live: KubeObject[]; events: KubeObject[] }) => {
      const assessment = assessApplication({ desired, live, events }, { now: NOW, redactor: hidesNoValue })
      return [
        assessment,
        renderTable(assessment),
        renderMarkdown(assessment),
        preparePage({ moments: [{ at: NOW, assessment, live, events }] }),
      ]
    },
  },
]

const salted = (input: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(input, fc.integer({ min: 1, max: 4 })).map(([value, every]) => withCanary(value, CANARY, every))
const safe = (name: string, input: fc.Arbitrary<unknown>, run: (input: never) => unknown): Target => ({
  name: `no canary: ${name}`,
  takes: 'data',
  input: salted(input),
  run,
  canary: CANARY,
})
/** The raw sides that compareObject documents as such. */
const withoutPatch = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'patch' ? undefined : inner)) ?? 'null')

const hidden: readonly Target[] = [
  safe('a redacted object', kubeJson, (object: KubeObject) => redactor.object(object)),
  safe('a redacted event', kubeJson, (event: KubeObject) => redactor.event(event)),
  safe('redacted text', texts, (text: string) => [redactor.text(text), parseLogLines(text, { redactor })]),
  safe('presented events', fc.array(kubeJson, { maxLength: 3 }), (events: KubeObject[]) => presentEvents(events, { now: NOW, redactor })),
  safe('a hashed Secret', kubeJson, (object: KubeObject) => {
    const { metadata, type: _public, immutable: _too, ...rest } = recordOf(object)
    // Names, labels and owners of a Secret are public by definition.
    const annotations = (metadata as Record<string, unknown> | undefined)?.['annotations']
    return hashSecret(
      { ...rest, kind: 'Secret', metadata: { annotations }, stringData: { password: CANARY } },
      { salt: 'salt salt salt salt' },
    )
  }),
  safe('a comparison', fc.record({ desired: kubeJson, live: kubeJson }), ({ desired, live }: { desired: KubeObject; live: KubeObject }) =>
    withoutPatch(compareObject(desired, live, options)),
  ),
  safe('an assessment', applications, (input: { desired: KubeObject[]; live: KubeObject[]; events: KubeObject[] }) =>
    withoutPatch(assessApplication(input, options)),
  ),
  safe('a description', fc.record({ live: kubeJson, event: kubeJson }), ({ live, event }: { live: KubeObject; event: KubeObject }) =>
    describeObject({ assessment: assessObject({ desired: live, live }, options), live, events: [event] }, { now: NOW }),
  ),
]

export const targets: readonly Target[] = [...calls, ...stories, ...hidden]
