import { groupVersion, kindKeyOf } from '../model/identity.ts'
import type { ObjectRef } from '../model/identity.ts'
import type { JsonRecord } from '../model/kube-object.ts'
import { compileGlob } from '../model/glob.ts'
import { at, textOf } from '../model/read.ts'
import { earliest, timestamp } from '../model/scalars/time.ts'
import { total } from '../model/total.ts'
import type { Blame, Charge, ObjectFacts, Link, Trouble, TroubleKind } from './graph/fault.ts'
import { findLive, readNamespace, seenRef } from './graph/look.ts'
import type { Look } from './graph/look.ts'
import { findController, topController } from './graph/owners.ts'
import { rootKey, toKindKey } from './graph/root.ts'
import { references } from './references/references.ts'
import type { Needed, Reference } from './references/reference.ts'
import { absentFault } from './sentences/names.ts'
import type { Named, Sentence, SentencePlace } from './sentences/sentence.ts'
import { sentences } from './sentences/sentences.ts'
import { findTroubles } from './troubles/troubles.ts'

/**
 * All that is known of an object, or of one that is not there: what is wrong with it, and for each trouble those to blame, by the words of
 * controllers and by declared references. Nobody is asked in turn: whoever follows the blames does that.
 */
export const findFacts = (ref: ObjectRef, look: Look): ObjectFacts =>
  total(
    () => {
      const object = findLive(ref, look)
      return object === undefined ? absentFacts(withVersion(ref, look), look) : liveFacts(object, look)
    },
    () => ({ ref, status: 'Unknown', settled: false, charges: [], top: ref }),
  )

/** Whoever asks, an object that is not there is of the version in which it was deployed. */
const withVersion = (ref: ObjectRef, look: Look): ObjectRef => ({
  ...ref,
  version: groupVersion(textOf(look.desired(ref)?.apiVersion)).version,
})

const NOBODY: JsonRecord = Object.freeze({})

const absentFacts = (ref: ObjectRef, given: Look): ObjectFacts => {
  const trouble: Trouble = { what: 'missing', words: [], fault: absentFault(toKindKey(ref), undefined) }
  const noted = createNotes(given)
  return { ref, status: 'Missing', settled: false, charges: [chargeOn({ ref, object: NOBODY, trouble, noted })], top: ref }
}

const liveFacts = (object: JsonRecord, given: Look): ObjectFacts => {
  const noted = createNotes(given)
  const { look } = noted
  const ref = seenRef(object, look)
  const { status, settled, until: first } = look.health(object)
  const found = findTroubles(object, look).map(trouble => chargeOn({ ref, object, trouble: withFault(trouble, ref, status), noted }))
  const top = found.some(isPerhapsOwn) ? topController(object, look) : undefined
  const isOutdated = top !== undefined && ref.kind === 'Pod' && rootKey(top) === rootKey(ref) && findController(object, look) !== undefined
  const charges = isOutdated ? found.map(outdated) : found
  const until = earliest(first, noted.until)
  return { ref, status, settled, charges, top: top ?? ref, ...(until === undefined ? undefined : { until }) }
}

const outdated = (charge: Charge): Charge =>
  charge.fault === undefined ? charge : { ...charge, fault: { ...charge.fault, outdated: true } }

const isPerhapsOwn = ({ fault, elsewhere }: Charge): boolean => fault !== undefined || !elsewhere

/** A look that notes what readers tell beside their answers. */
interface Notes {
  readonly look: Look
  /** Kinds that were asked for by the trouble that is being read, and never shown. */
  unseen: Set<string>
  until: string | undefined
}

const createNotes = (given: Look): Notes => {
  const notes: Notes = {
    look: {
      ...given,
      unseen: kind => notes.unseen.add(kind),
      dueAt: time => {
        notes.until = earliest(notes.until, timestamp(time))
      },
    },
    unseen: new Set(),
    until: undefined,
  }
  return notes
}

/** Whatever a pod waits for in vain is its own where nobody else is found to be at fault. */
const withFault = (trouble: Trouble, { kind }: ObjectRef, status: ObjectFacts['status']): Trouble => {
  if (trouble.fault !== undefined || status !== 'Degraded' || kind !== 'Pod') return trouble
  return { ...trouble, fault: { reason: 'Failing', vague: true, quote: trouble.words[0]?.quote, since: trouble.since } }
}

interface Accused {
  readonly ref: ObjectRef
  readonly object: JsonRecord
  readonly trouble: Trouble
  readonly noted: Notes
}

/** Troubles that an object never has of itself. */
const NEVER_OWN: ReadonlySet<TroubleKind> = new Set<TroubleKind>(['unreported', 'evicted'])

const chargeOn = (accused: Accused): Charge => {
  const unseen = new Set<string>()
  accused.noted.unseen = unseen
  const blames = new Map<string, Blame>()
  const add = (blame: Blame): void => {
    const key = blame.sure === 'likely' ? `${blame.key}?` : blame.key
    if (!blames.has(key)) blames.set(key, blame)
  }
  for (const blame of byWords(accused)) add(blame)
  for (const blame of byReference(accused)) add(blame)
  const { fault, since, what } = accused.trouble
  // If a kind that is asked for was never shown, what is not plainly its own is left open.
  const isVague = fault === undefined || fault.reason === 'Failing'
  const elsewhere = NEVER_OWN.has(what) || (isVague && blames.size === 0 && unseen.size > 0)
  return { blames: [...blames.values()], fault, since, elsewhere, unseen: [...unseen] }
}

const byWords = ({ ref, object, trouble, noted: { look } }: Accused): readonly Blame[] =>
  trouble.words.flatMap(words => {
    const place = { object, namespace: listSpoken(object), words, look }
    for (const sentence of spoken(trouble.what)) {
      const named = namesIn(sentence, place)
      if (named.length > 0) return named.map(each => statement(ref, words, each))
    }
    return []
  })

/** A form may fit a part of a text that names nothing: then the next part is tried. */
const MOST_PARTS = 4

const namesIn = ({ form, names }: Sentence, place: SentencePlace): readonly Named[] => {
  let rest = place.words.text
  for (let part = 0; part < MOST_PARTS; part++) {
    const match = form.exec(rest)
    if (match === null) break
    const named = names(match, place)
    if (named.length > 0) return named
    rest = rest.slice(match.index + match[0].length)
  }
  return NONE
}

const NONE: readonly Named[] = Object.freeze([])

/** The namespace that the words of a reconciler are about. */
const listSpoken = (object: JsonRecord): string =>
  textOf(at(object, 'spec', 'destination', 'namespace')) ??
  textOf(at(object, 'spec', 'targetNamespace')) ??
  (kindKeyOf(object) === 'Namespace' ? (textOf(at(object, 'metadata', 'name')) ?? '') : readNamespace(object))

const statement = (from: ObjectRef, words: Trouble['words'][number], { root, fault, sure = 'stated', further = [] }: Named): Blame => {
  const first: Link = { from, to: root, by: 'text', field: words.field, quote: words.quote }
  return blaming([first, ...further], { sure, fault })
}

const byReference = ({ ref, object, trouble, noted: { look } }: Accused): readonly Blame[] => {
  const kind = toKindKey(ref)
  return declared(kind, trouble.what).flatMap(reference =>
    reference.needs({ ref, object, trouble, look }).map(needed => reliance(ref, needed)),
  )
}

const reliance = (from: ObjectRef, { root, by, field, quote, sure = 'linked', fault, further = [], latest }: Needed): Blame =>
  blaming([{ from, to: root, by, field, quote }, ...further], { sure, fault, latest })

const blaming = (links: Blame['links'], rest: Pick<Blame, 'sure' | 'fault' | 'latest'>): Blame => {
  const target = (links.at(-1) ?? links[0]).to
  return { target, key: rootKey(target), links, ...rest }
}

/** The sentences that are looked for in the words of a trouble. */
const spoken = (what: TroubleKind): readonly Sentence[] => {
  const known = byTrouble.get(what)
  if (known !== undefined) return known
  const found = sentences.filter(each => each.in.includes(what))
  byTrouble.set(what, found)
  return found
}
const byTrouble = new Map<TroubleKind, readonly Sentence[]>()

/** The references that a kind has and that can produce a trouble. */
const declared = (kind: string, what: TroubleKind): readonly Reference[] => {
  const key = `${what} ${kind}`
  const known = byKind.get(key)
  if (known !== undefined) return known
  const found = references.filter(({ from, produces }) => produces.includes(what) && from.some(pattern => compileGlob(pattern)(kind)))
  // Kinds are few, but nobody vouches for it.
  if (byKind.size > 4096) byKind.clear()
  byKind.set(key, found)
  return found
}
const byKind = new Map<string, readonly Reference[]>()
