import { aDocument, aList, aString, aTime, anything, expect, someOptions } from '../../model/expect.ts'
import { someThresholds } from '../../model/thresholds.ts'
import { presentEvents } from '../../activity/index.ts'
import type { PresentedEvent } from '../../activity/index.ts'
import { parseLogLines } from '../../activity/index.ts'
import type { Thresholds } from '../../health/index.ts'
import { isAppliedCopy } from '../../model/annotations.ts'
import { eventSubject, sharesUid } from '../../model/event-subject.ts'
import { type ObjectRef, refOf } from '../../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../../model/kube-object.ts'
import { isRecord, listOf, recordOf, textOf } from '../../model/read.ts'
import { visible, withheld } from '../../model/safe-content.ts'
import type { Redacted } from '../../model/safe-content.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import type { Time } from '../../model/scalars/time.ts'
import { total } from '../../model/total.ts'
import { printYaml } from '../../parse/index.ts'
import type { LogLine, Redactor, Shown } from '../../redact/index.ts'
import { carriedRedactor, insideOf } from '../../redact/internal.ts'
import { isSecret } from '../../secrets/index.ts'
import type { ObjectAssessment } from '../../status/index.ts'
import type { Difference } from '../../sync/index.ts'
import { definedColumns } from './column-lines.ts'
import { aShownAnswer } from '../shown-arguments.ts'
import { orderKeys } from './order-keys.ts'
import { summaryLines } from './summary-lines.ts'
import type { SummaryLine } from './summary-line.ts'
import { thresholdLines } from './threshold-lines.ts'

/** The drawer of one object, as people see it who open it. */
export interface ObjectDescription {
  readonly ref: ObjectRef
  /** Labels, annotations, owner, and what `kubectl describe` and the printer columns of its kind give, in their order. */
  readonly summary: readonly SummaryLine[]
  /** Those about this object, the newest first. */
  readonly events: readonly PresentedEvent[]
  readonly logs: readonly LogLine[]
  /** The live object as YAML, without managedFields and copies of what was applied; '' where there is none or it is withheld. */
  readonly manifest: string
  /** Why the manifest is not shown: 'no-salt' for a Secret where the redactor has no salt to hash its values with. */
  readonly manifestWithheld?: string
  /** The manifest as applied, as YAML with its keys in the order of the live object; absent where it was not given or is withheld. */
  readonly applied?: string
  /** The comparison with what was applied. */
  readonly differences: readonly Difference[]
  /** After how long which state changes the answer: `No node takes it` · `Degraded after 5m`. */
  readonly thresholds: readonly SummaryLine[]
}

/** Everything known of one object. */
export interface DescribeInput {
  /** Made with a redactor, which everything else passes as well. */
  readonly assessment: Shown<ObjectAssessment>
  readonly live?: KubeObjectLike
  /** The manifest as applied, to stand beside the live one. */
  readonly desired?: KubeObjectLike
  /** The CustomResourceDefinition of its kind, whose printer columns are shown. */
  readonly definition?: KubeObjectLike
  /** Events about it; others among them are passed over. */
  readonly events?: readonly KubeObjectLike[]
  /** As `kubectl logs --timestamps` prints them. */
  readonly logs?: string
}

/** How an object is described. */
export interface DescribeOptions {
  /** For ages. */
  readonly now: Time
  /** Those that the assessment was made with. */
  readonly thresholds?: Partial<Thresholds>
}

/**
 * Describes one object as people see it who open it: the product's drawer. Everything has passed the redactor that the assessment was made with, or nothing is
 * shown; and the values of Secrets, wherever they are nested, are shown to nobody.
 *
 * @param input the assessment, and what is known beside it; any JSON.
 * @param options see {@link DescribeOptions}
 * @returns the description, or why it is withheld: a reason of the redactor's.
 * @throws TypeError where `now` is no time, or the assessment was made without a redactor.
 *
 * Source: the drawer of the product's live object status.
 *
 * @example
 * ```ts
 * import { createRedactor } from 'live-object-status/redact'
 * import { assessObject } from 'live-object-status/status'
 * import { describeObject } from 'live-object-status/report'
 *
 * const live = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data: { level: 'info' } }
 * const assessment = assessObject({ live }, { redactor: createRedactor([]) })
 * const described = describeObject({ assessment, live }, { now: 0 })
 * described.visible && described.value.summary[2] // => { label: 'Data', value: 'level' }
 * ```
 */
export const describeObject = (input: DescribeInput, options: DescribeOptions): Redacted<ObjectDescription> => {
  expect('input', aDescribeInput, input)
  expect('options', someDescribeOptions, options)
  const now = millisecondsOf(options.now) ?? 0
  const redactor = carriedRedactor(input.assessment)
  return total(
    () => (redactor === undefined ? withheld('not-readable') : described(input, { now, redactor, thresholds: options.thresholds })),
    () => withheld('not-readable'),
  )
}

const aDescribeInput = /* @__PURE__ */ aDocument<DescribeInput>(
  'an object with an assessment',
  () => ({
    assessment: aShownAnswer,
    live: anything,
    desired: anything,
    definition: anything,
    events: aList('a list of events'),
    logs: aString,
  }),
  ['assessment'],
)
const someDescribeOptions = /* @__PURE__ */ someOptions<DescribeOptions>(
  () => ({
    now: aTime,
    thresholds: someThresholds,
  }),
  ['now'],
)

interface Describing {
  readonly now: number
  readonly redactor: Redactor
  readonly thresholds: DescribeOptions['thresholds']
}

const described = (
  { assessment, live, desired, definition, events, logs }: DescribeInput,
  { now, redactor, thresholds }: Describing,
): Redacted<ObjectDescription> => {
  const safe = redactor.object(withoutCopies(live))
  const ref = redactor.object(assessment.ref)
  const columns = redactor.object(definedColumns(definition, assessment.ref))
  const manifest = makeManifest(live, safe, redactor)
  const applied = describeApplied(desired, safe, redactor)
  const presented = presentEvents(listOf(events).filter(isAbout(isRecord(live) ? refOf(live) : assessment.ref, live)), { now, redactor })
  const lines = typeof logs === 'string' ? parseLogLines(logs, { redactor }) : visible<readonly LogLine[]>([])
  const differences = redactor.object(assessment.comparison?.differences ?? [])
  for (const part of [safe, ref, columns, presented, lines, differences]) if (!part.visible) return withheld(part.reason, part.weak)
  if (!safe.visible || !ref.visible || !columns.visible || !presented.visible || !lines.visible || !differences.visible)
    return withheld('not-readable')
  const weak = new Set(
    [safe, ref, columns, presented, lines, differences, manifest].flatMap(part => (part.visible ? (part.weak ?? []) : [])),
  )
  for (const name of applied.weak) weak.add(name)
  const description: ObjectDescription = {
    ref: ref.value,
    summary: summaryLines(safe.value, now, columns.value),
    events: presented.value,
    logs: lines.value,
    manifest: manifest.visible ? manifest.value : '',
    ...(manifest.visible ? undefined : { manifestWithheld: manifest.reason }),
    ...applied.text,
    differences: differences.value,
    thresholds: thresholdLines(assessment.health.rule, safe.value, thresholds),
  }
  return visible(description, [...weak])
}

/** As kubectl shows objects since 1.21, without managedFields; and as the product does, without copies of what was applied. */
const withoutCopies = (live: unknown): JsonRecord => {
  if (!isRecord(live)) return {}
  const { managedFields: _, annotations, ...metadata } = recordOf(live['metadata'])
  const kept = Object.entries(recordOf(annotations)).filter(([name]) => !isAppliedCopy(name))
  return {
    ...live,
    ...(isRecord(live['metadata'])
      ? { metadata: { ...metadata, ...(kept.length === 0 ? undefined : { annotations: Object.fromEntries(kept) }) } }
      : undefined),
  }
}

interface DescribedApplied {
  readonly text: Pick<ObjectDescription, 'applied'>
  readonly weak: readonly string[]
}

/** Makes the manifest as applied, in the order of the live object; nothing where it is not known or may not be shown. */
const describeApplied = (desired: unknown, live: Redacted<JsonRecord>, redactor: Redactor): DescribedApplied => {
  if (!isRecord(desired)) return { text: {}, weak: [] }
  const applied = makeManifest(desired, redactor.object(withoutCopies(desired)), redactor, live.visible ? live.value : undefined)
  return applied.visible ? { text: { applied: applied.value }, weak: applied.weak ?? [] } : { text: {}, weak: [] }
}

/** The YAML of an object as it may be shown, with the keys in the order of `model` where there is one. */
const makeManifest = (object: unknown, safe: Redacted<JsonRecord>, redactor: Redactor, model?: JsonRecord): Redacted<string> => {
  if (!safe.visible) return withheld(safe.reason, safe.weak)
  if (!isRecord(object)) return visible('')
  if (isSecret(object) && insideOf(redactor).hashing === undefined) return withheld('no-salt')
  return visible(printYaml(model === undefined ? safe.value : orderKeys(safe.value, model)), safe.weak)
}

/** Events name their object by kind, namespace and name; where both know a uid it decides between objects that had the name in turn. */
const isAbout =
  (ref: ObjectRef, live: unknown) =>
  (event: unknown): event is KubeObjectLike => {
    const { kind, name, namespace } = eventSubject(event)
    return kind === ref.kind && name === ref.name && (textOf(namespace) ?? ref.namespace) === ref.namespace && sharesUid(event, live)
  }
