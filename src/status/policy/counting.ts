import { type Check, aString, aWord, exactly } from '../../model/expect.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { KubeObjectLike } from '../../model/kube-object.ts'
import { type ObjectScope, anObjectScope, selects } from '../../model/selectors/object-selector.ts'
import type { Redactor } from '../../redact/index.ts'

/** Objects that do not count as others do. */
export interface CountingRule {
  /** Which, by their manifests. */
  readonly for: ObjectScope
  /** 'nothing': the object keeps its status, and holds neither the application nor its gate back. */
  readonly countsAs: 'nothing'
  /** Why, for people. */
  readonly because?: string
  /** The name that answers give the rule. Absent: its place in the options, as `/counting/0`. */
  readonly name?: string
}

/** The word of a counting rule on an object. */
export interface AppliedCounting {
  readonly countsAs: 'nothing'
  /** The rule: its name, or its place in the options. */
  readonly by: string
  readonly because?: string
}

/** One counting rule. */
export const aCountingRule: Check = /* @__PURE__ */ exactly<CountingRule>(
  'a counting rule',
  () => ({ for: anObjectScope, countsAs: aWord('nothing'), because: aString, name: aString }),
  ['for', 'countsAs'],
)

/** How an object is counted: by the first rule about it. */
interface Counting {
  readonly counting?: readonly CountingRule[]
  readonly redactor?: Redactor
}

/**
 * Finds how an object counts; undefined where it counts as others do.
 *
 * @param manifest what was applied, or the live object where nobody applied it.
 */
export const findCounting = (
  ref: ObjectRef,
  manifest: KubeObjectLike,
  { counting = [], redactor }: Counting,
): AppliedCounting | undefined => {
  const index = counting.findIndex(rule => selects(rule.for, ref, manifest))
  const rule = counting[index]
  if (rule === undefined) return undefined
  const { countsAs, because, name = `/counting/${index}` } = rule
  const shown = because === undefined ? undefined : shownText(because, redactor)
  return shown === undefined ? { countsAs, by: name } : { countsAs, by: name, because: shown }
}

const shownText = (text: string, redactor: Redactor | undefined): string | undefined => {
  if (redactor === undefined) return text
  const redacted = redactor.text(text)
  return redacted.visible ? redacted.value : undefined
}
