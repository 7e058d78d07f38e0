import type { ObjectRef } from '../../model/identity.ts'
import { total } from '../../model/total.ts'
import { withheld } from '../../model/safe-content.ts'
import type { Redacted } from '../../model/safe-content.ts'
import type { Redactor } from '../../redact/index.ts'
import type { Difference } from '../../sync/index.ts'
import { shownAuthor } from '../../sync/presenting.ts'
import type { Cause } from '../../health/index.ts'
import type { Incident, Step } from '../../status/index.ts'
import { shownRef } from '../../status/presenting.ts'

/**
 * The redactor, field by field: the names of our own fields and the words of closed sets are no content and stay, whatever the
 * sensitive values are. What is withheld is '' and noted, so that the whole can be withheld in the end.
 */
export interface SafeTexts {
  readonly text: (text: string) => string
  readonly value: (value: unknown) => unknown
  readonly ref: (ref: ObjectRef) => ObjectRef
  readonly difference: (difference: Difference) => Difference
  readonly cause: (cause: Cause) => Cause
  readonly incident: (incident: Incident) => Incident
  /** Why something was withheld: the first reason, with the names of the values at fault. */
  readonly withheld: () => { readonly reason: string; readonly weak: readonly string[] } | undefined
  readonly weak: () => readonly string[]
}

/** See {@link SafeTexts}. */
export const createSafeTexts = (redactor: Redactor): SafeTexts => {
  const weak = new Set<string>()
  let fault: { readonly reason: string; readonly weak: readonly string[] } | undefined
  const take = <T>(redact: () => Redacted<T>): T | undefined => {
    const result = total(redact, () => withheld<T>('redactor-failed'))
    if (!result.visible) fault ??= { reason: result.reason, weak: result.weak ?? [] }
    else for (const name of result.weak ?? []) weak.add(name)
    return result.visible ? result.value : undefined
  }
  const known = new Map<string, string>()
  const text = (given: string): string => {
    const found = known.get(given) ?? take(() => redactor.object(take(() => redactor.text(given)) ?? '')) ?? ''
    known.set(given, found)
    return found
  }
  const value = (given: unknown): unknown => take(() => redactor.object(given))
  const ref = (given: ObjectRef): ObjectRef => shownRef(given, text)
  const cause = (given: Cause): Cause => ({
    ...given,
    ref: ref(given.ref),
    reason: text(given.reason),
    message: text(given.message),
    ...(given.container === undefined ? undefined : { container: text(given.container) }),
    ...(given.causes === undefined ? undefined : { causes: given.causes.map(cause) }),
  })
  return {
    text,
    value,
    ref,
    cause,
    difference: safeDifference(text, value),
    incident: safeIncident(text, ref),
    withheld: () => fault,
    weak: () => [...weak],
  }
}

/** Its id is a hash, and its reason a word of a closed set. */
const safeIncident =
  (text: SafeTexts['text'], ref: SafeTexts['ref']) =>
  ({ root, message, remedy, command, explains, ...given }: Incident): Incident => ({
    ...given,
    root: 'external' in root ? { external: root.external, name: text(root.name) } : ref(root),
    message: text(message),
    ...(remedy === undefined ? undefined : { remedy: text(remedy) }),
    ...(command === undefined ? undefined : { command: command.map(text) }),
    explains: explains.map(({ ref: of, whole, via }) => ({ ref: ref(of), whole, via: via.map(step => safeStep(step, text, ref)) })),
  })

const safeStep = ({ from, to, by, field, quote }: Step, text: SafeTexts['text'], ref: SafeTexts['ref']): Step => ({
  from: ref(from),
  to: typeof to === 'string' ? text(to) : ref(to),
  by,
  field: text(field),
  ...(quote === undefined ? undefined : { quote: text(quote) }),
})

const SIDES = ['desired', 'live', 'predicted'] as const

const safeDifference =
  (text: SafeTexts['text'], value: SafeTexts['value']) =>
  (given: Difference): Difference => ({
    path: text(given.path),
    pointer: text(given.pointer),
    class: given.class,
    ...Object.fromEntries(SIDES.flatMap(side => (given[side] === undefined ? [] : [[side, value(given[side])]]))),
    ...(given.by === undefined ? undefined : { by: shownAuthor(given.by, text) }),
    ...(given.effect === undefined ? undefined : { effect: given.effect }),
    message: text(given.message),
    ...(given.ignoreRule === undefined ? undefined : { ignoreRule: value(given.ignoreRule) as NonNullable<Difference['ignoreRule']> }),
  })
