import type { ObjectRef } from '../../model/identity.ts'
import type { Redactor } from '../../redact/index.ts'
import { WithheldError } from '../../redact/index.ts'
import { insideOf, type ShownCopies } from '../../redact/internal.ts'
import { indexRelated } from '../../tree/index.ts'
import type { RelatedIndex } from '../../tree/index.ts'
import { hasKind, isRelatedIndex } from '../../tree/internal.ts'
import type { HealthContext } from '../../health/index.ts'

/** What makes answers such as people may see: a redactor, and what it has made so far. It lives as long as what asks it. */
export interface Showing {
  readonly redactor: Redactor
  readonly copies: ShownCopies
  /** Why nothing is shown at all, and which values are at fault. */
  readonly refusal: Withholding | undefined
  /** The values that are hidden only where they stand alone. */
  readonly weak: readonly string[]
}

/** Why something is withheld, and the names of the values at fault. */
export interface Withholding {
  readonly reason: string
  readonly weak: readonly string[]
}

export const createShowing = (redactor: Redactor): Showing => {
  const { refusal, weak, createCopies } = insideOf(redactor)
  return { redactor, copies: rememberingCopies(createCopies()), refusal, weak }
}

/** More texts are forgotten: whoever follows a cluster meets new ones for ever. */
const MOST_KNOWN = 50_000

/** The same sentences and names come again with every object. */
const rememberingCopies = (copies: ShownCopies): ShownCopies => {
  const known = new Map<string, string>()
  return {
    of: (object, isSecret) => copies.of(object, isSecret),
    text(text) {
      const before = known.get(text)
      if (before !== undefined) return before
      const shown = copies.text(text)
      if (known.size > MOST_KNOWN) known.clear()
      known.set(text, shown)
      return shown
    },
  }
}

/** The texts of one answer: what is withheld is '' and noted, so that the answer can say why. */
export interface ShownTexts {
  readonly text: (text: string) => string
  readonly fault: () => Withholding | undefined
}

export const createTexts = ({ copies, refusal }: Showing): ShownTexts => {
  let fault = refusal
  return {
    text(text) {
      if (text === '' || refusal !== undefined) return ''
      try {
        return copies.text(text)
      } catch (error) {
        fault ??= readFault(error)
        return ''
      }
    },
    fault: () => fault,
  }
}

/** Why a redactor failed. */
export const readFault = (error: unknown): Withholding =>
  error instanceof WithheldError ? { reason: error.reason, weak: error.weak } : { reason: 'not-readable', weak: [] }

/** An identity as it may be shown. */
export const shownRef = (ref: ObjectRef, text: ShownTexts['text']): ObjectRef => ({
  group: text(ref.group),
  version: text(ref.version),
  kind: text(ref.kind),
  namespace: text(ref.namespace),
  name: text(ref.name),
  ...(ref.source === undefined ? undefined : { source: text(ref.source) }),
})

/** An object as it may be shown, noting in `seen` where that is not the object itself. */
export const shownObject = <T extends object>(object: T, { copies }: Showing, seen: { hidden: boolean }): T => {
  const shown = copies.of(object).object as T
  if (shown !== object) seen.hidden = true
  return shown
}

/** Related objects as they may be shown; one of which nothing may be shown has no fields. */
export const shownRelated = (related: HealthContext['related'], showing: Showing, seen: { hidden: boolean }): RelatedIndex | undefined => {
  if (related === undefined) return undefined
  const index = isRelatedIndex(related) ? related : indexRelated(related)
  const shown = <T extends object>(object: T): T => {
    try {
      return shownObject(object, showing, seen)
    } catch {
      seen.hidden = true
      return {} as T
    }
  }
  return {
    size: index.size,
    ownedBy: uid => index.ownedBy(uid).map(shown),
    find: (kind, namespace, name) => {
      const found = index.find(kind, namespace, name)
      return found && shown(found)
    },
    has: kind => hasKind(index, kind),
    ofKind: kind => index.ofKind(kind).map(shown),
    ofKindIn: (kind, namespace) => index.ofKindIn(kind, namespace).map(shown),
    referringTo: (kind, namespace, name) => index.referringTo(kind, namespace, name).map(shown),
    eventsAbout: uid => index.eventsAbout(uid).map(shown),
    labelled: (namespace, key, value) => index.labelled(namespace, key, value).map(shown),
    onNode: node => index.onNode(node).map(shown),
    preemptionsIn: namespace => index.preemptionsIn(namespace).map(shown),
  }
}
