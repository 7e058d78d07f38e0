import { type Check, type MakeChecks, aBoolean, aFunction, aNumber, aString, aTime, anIterable, someOptions } from '../../model/expect.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { KubeObjectLike } from '../../model/kube-object.ts'
import type { Time } from '../../model/scalars/time.ts'
import type { Paint } from '../../model/texts/text-columns.ts'
import type { Shown } from '../../redact/index.ts'
import type { ObjectAssessment } from '../../status/index.ts'

/** Options of the text reports, beside the assessment. */
export interface RowOptions {
  /** For ages; without it there are none. */
  readonly now?: Time
  /** The live objects and events, for ages, for what containers and events said last, and for what to type next. */
  readonly live?: Iterable<KubeObjectLike>
  /** True to show what each object owns below it. */
  readonly tree?: boolean
}

/** How the table looks. */
export interface TableOptions extends RowOptions {
  /** True for one line an object, its message last and never wrapped. */
  readonly wide?: boolean
  /** True for a line each of what is well, which is counted otherwise. */
  readonly all?: boolean
  /** Which objects are told of; the headline is about all of them. Absent: all. */
  readonly only?: (object: Shown<ObjectAssessment>) => boolean
  /** Columns of the terminal; lines are wrapped there. Absent: they are not wrapped. */
  readonly columns?: number
  /** Rows of the terminal; where there are more lines the headline is the last one too. Absent: it is not. */
  readonly rows?: number
  /** Colours a piece of text. Absent: none. */
  readonly paint?: Paint
}

/** How much is told, and what is known beside the assessment. */
export interface DigestOptions extends Omit<RowOptions, 'tree'> {
  /** How many bytes of UTF-8 the text may have; 4,096 where it is left out. */
  readonly maxBytes?: number
}

/** Options of metrics, beside the assessment. */
export interface MetricOptions extends Omit<RowOptions, 'tree'> {
  /** The label `application` of every sample; none where it is left out. */
  readonly title?: string
}

/** Options of annotations, beside the assessment. */
export interface GithubOptions {
  /**
   * Finds where an object stands in the manifests, relative to the root of the repository, so that its annotation is shown there. It is asked with the
   * identity as it is shown.
   */
  readonly placeOf?: (ref: ObjectRef) => { readonly file: string; readonly line: number } | undefined
}

/** Checks of the options of a report by rows. */
export const rowChecks: MakeChecks<RowOptions> = () => ({
  now: aTime,
  live: anIterable('the live objects'),
  tree: aBoolean,
})
export const someRowOptions: Check = /* @__PURE__ */ someOptions(rowChecks)
export const someTableOptions: Check = /* @__PURE__ */ someOptions<TableOptions>(() => ({
  ...rowChecks(),
  wide: aBoolean,
  all: aBoolean,
  only: aFunction,
  columns: aNumber('characters'),
  rows: aNumber('lines'),
  paint: aFunction,
}))
const besideChecks: MakeChecks<Omit<RowOptions, 'tree'>> = () => ({ now: aTime, live: anIterable('the live objects') })
export const someDigestOptions: Check = /* @__PURE__ */ someOptions<DigestOptions>(() => ({
  ...besideChecks(),
  maxBytes: aNumber('bytes'),
}))
export const someMetricOptions: Check = /* @__PURE__ */ someOptions<MetricOptions>(() => ({ ...besideChecks(), title: aString }))
export const someGithubOptions: Check = /* @__PURE__ */ someOptions<GithubOptions>(() => ({ placeOf: aFunction }))
export const noOptions: Check = /* @__PURE__ */ someOptions<{ readonly [name: string]: never }>(() => ({}))
