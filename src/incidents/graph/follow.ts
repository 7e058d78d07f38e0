import type { ObjectRef } from '../../model/identity.ts'
import type { Blame, Certainty, Charge, ObjectFacts, Fault, Link, Root } from './fault.ts'
import { isExternal, rootKey } from './root.ts'

/** The way from an object to one of its roots. */
export interface Way {
  readonly root: Root
  readonly fault: Fault
  readonly sure: Exclude<Certainty, 'likely'>
  readonly links: readonly Link[]
  /** Suspects behind the root's own fault, by key. */
  readonly suspects?: ReadonlyMap<string, Way> | undefined
}

/** The origins of an object's troubles. */
export interface Origins {
  /** By {@link rootKey}. */
  readonly ways: ReadonlyMap<string, Way>
  /** Suspects that are only likely, for troubles that no way explains; by key. */
  readonly suspects: ReadonlyMap<string, Way>
  /** True where somebody is to blame who is not in sight. */
  readonly open: boolean
  /** Kinds that would have told more, of troubles that no blame explains. */
  readonly unseen: readonly string[]
  /** The least depth of the walk at which the answer depended on an object that was being asked itself; Infinity where it did not. */
  readonly circle: number
}

/** Chains of owners, routes, producers and stores together: fifteen is a long one, and a circle ends before. */
const DEEPEST = 24

/** Ways into circles of circles are without number: after these the last answer stands. */
const MOST_TRIES = 12

const NOTHING: Origins = Object.freeze({ ways: new Map(), suspects: new Map(), open: false, unseen: [], circle: Infinity })

/** One walk over the graph of blames. */
export interface Walk {
  /** Finds where the troubles of an object come from; with `latest`, those of them that began by then. */
  readonly origins: (ref: ObjectRef, key: string, latest?: number) => Origins
  readonly factsOn: (ref: ObjectRef, key: string) => ObjectFacts
  /** How deep in the present question an object is being asked itself; undefined where it is not. */
  readonly depthOf: (key: string) => number | undefined
  /** Every object that was asked, by key. */
  readonly visited: ReadonlyMap<string, ObjectFacts>
}

/** Follows blames until nobody is blamed. One walk shares what it found: each object is asked once, whoever it is that asks. */
export const createWalk = (readFacts: (ref: ObjectRef, key: string) => ObjectFacts): Walk => {
  const known = new Map<string, Origins>()
  const unsettled = new Map<string, { readonly found: Origins; readonly tries: number }>()
  const visited = new Map<string, ObjectFacts>()
  const open = new Map<string, number>()
  const factsOn = (ref: ObjectRef, key: string): ObjectFacts => {
    const facts = visited.get(key) ?? readFacts(ref, key)
    visited.set(key, facts)
    return facts
  }
  const origins = (ref: ObjectRef, key: string, latest?: number): Origins => {
    const facts = factsOn(ref, key)
    if (facts.charges.length === 0) return NOTHING
    const early = latest === undefined ? facts.charges : facts.charges.filter(({ since }) => since === undefined || since <= latest)
    const isWhole = early.length === facts.charges.length
    const before = isWhole ? known.get(key) : undefined
    if (before !== undefined) return before
    const tried = isWhole ? unsettled.get(key) : undefined
    if (tried !== undefined && tried.tries >= MOST_TRIES) return tried.found
    const depth = open.size
    if (depth >= DEEPEST) return NOTHING
    open.set(key, depth)
    const found = gather(facts, early, walk)
    open.delete(key)
    // An answer found within a circle is whole only for the object at which the circle was entered.
    const settled: Origins = found.circle >= depth && found.circle < Infinity ? { ...found, circle: Infinity } : found
    if (isWhole && settled.circle === Infinity) known.set(key, settled)
    else if (isWhole) unsettled.set(key, { found: settled, tries: (tried?.tries ?? 0) + 1 })
    return settled
  }
  const walk: Walk = { origins, factsOn, depthOf: key => open.get(key), visited }
  return walk
}

type Ways = Map<string, Way>
const NO_WAYS: Origins['ways'] = NOTHING.ways

/** The origins of all charges together. */
const gather = (facts: ObjectFacts, charges: readonly Charge[], walk: Walk): Origins => {
  const [only] = charges
  if (charges.length === 1 && only !== undefined) return ofCharge(facts, only, { walk, isLast: true })
  const [ways, suspects]: [Ways, Ways] = [new Map(), new Map()]
  let [isOpen, circle, unseen] = [false, Infinity, NONE]
  // A vague fault comes last, and only where nothing else leads anywhere.
  for (const charge of charges.toSorted((a, b) => Number(isVague(a)) - Number(isVague(b)))) {
    const found = ofCharge(facts, charge, { walk, isLast: ways.size === 0 && !isOpen })
    circle = Math.min(circle, found.circle)
    isOpen ||= found.open
    if (found.unseen.length > 0) unseen = [...new Set([...unseen, ...found.unseen])]
    for (const [key, way] of found.ways) takeWay(ways, key, { way })
    takeSuspects(suspects, found.suspects)
  }
  return { ways, suspects, open: isOpen, unseen, circle }
}

const isVague = ({ fault }: Charge): boolean => fault?.vague ?? false

const takeSuspects = (suspects: Ways, more: Origins['suspects']): void => {
  for (const [key, way] of more) if (!suspects.has(key)) suspects.set(key, way)
}

/** A way, and the blame by which it is longer. */
interface Offer {
  readonly way: Way
  readonly by?: Blame
}

/** Prefers the firmer of two ways to one root, then the shorter. */
const takeWay = (ways: Ways, key: string, offer: Offer): void => {
  const before = ways.get(key)
  if (before === undefined) {
    ways.set(key, extended(offer))
    return
  }
  const { way, by } = offer
  const sure = by?.sure === 'linked' ? 'linked' : way.sure
  const isBetter = before.sure === sure ? way.links.length + (by?.links.length ?? 0) < before.links.length : sure === 'stated'
  const suspects = bothSuspects(before.suspects, way.suspects)
  if (isBetter || suspects !== before.suspects) ways.set(key, { ...(isBetter ? extended(offer) : before), suspects })
}

const extended = ({ way, by }: Offer): Way =>
  by === undefined ? way : { ...way, sure: by.sure === 'linked' ? 'linked' : way.sure, links: [...by.links, ...way.links] }

const bothSuspects = (before: Way['suspects'], more: Way['suspects']): Way['suspects'] => {
  if (more === undefined || more.size === 0 || more === before) return before
  return before === undefined || before.size === 0 ? more : new Map([...before, ...more])
}

interface Asking {
  readonly walk: Walk
  /** True where a vague fault may count. */
  readonly isLast: boolean
}

const ofCharge = (facts: ObjectFacts, { blames, fault, elsewhere, unseen }: Charge, { walk, isLast }: Asking): Origins => {
  const [ways, suspects]: [Ways, Ways] = [new Map(), new Map()]
  let [isOpen, isCircular, circle] = [elsewhere, false, Infinity]
  for (const blame of blames) {
    const { found, isWhole } = ofBlame(blame, walk)
    circle = Math.min(circle, found.circle)
    const into = blame.sure === 'likely' ? suspects : ways
    for (const [key, way] of found.ways) takeWay(into, key, isWhole ? { way } : { way, by: blame })
    if (blame.sure === 'likely') continue
    isOpen ||= found.open
    isCircular ||= found.circle < Infinity
    takeSuspects(suspects, found.suspects)
  }
  if (ways.size > 0) return { ways, suspects: NO_WAYS, open: false, unseen: NONE, circle }
  // In a circle everybody waits for everybody: nobody is the root.
  const isOwn = !isCircular && !isOpen && (isLast || fault?.vague !== true)
  if (!isOwn || fault === undefined) return { ways, suspects, open: isOpen, unseen, circle }
  const way = { ...ownWay(facts, fault), suspects }
  return { ways: new Map([[rootKey(way.root), way]]), suspects: NO_WAYS, open: false, unseen, circle }
}

const NONE: readonly string[] = Object.freeze([])

/** Reasons for which the object itself has to be changed, whoever made it. */
const ITS_OWN: ReadonlySet<string> = new Set([
  'FinalizerRemains',
  'WebhookUnreachable',
  'SelectorMatchesNothing',
  'PortUnknown',
  'NodeLost',
  'NodeNotReady',
  'NodePressure',
  'Missing',
])

const ownWay = (facts: ObjectFacts, fault: Fault): Way => {
  const { ref } = facts
  const top = ITS_OWN.has(fault.reason) ? ref : facts.top
  const isSame = rootKey(top) === rootKey(ref)
  const lift: Link = { from: ref, to: top, by: 'owner', field: 'metadata.ownerReferences' }
  return { root: top, fault, sure: 'stated', links: isSame ? [] : [lift] }
}

/** The result of one blame; the blame itself has yet to be put before the ways where these are not whole. */
interface Blamed {
  readonly found: Origins
  readonly isWhole: boolean
}

const ofBlame = (blame: Blame, walk: Walk): Blamed => {
  const { target, key, fault } = blame
  if (isExternal(target)) return stated(blame, target)
  const depth = walk.depthOf(key)
  if (depth !== undefined) return fault === undefined ? { found: { ...NOTHING, circle: depth }, isWhole: true } : stated(blame, target)
  // An object that is not in sight need not be absent, so what is said of it is believed.
  const isUnseen = fault !== undefined && fault.exists !== false && walk.factsOn(target, key).status === 'Missing'
  const found = isUnseen ? NOTHING : walk.origins(target, key, blame.latest)
  const isItself = fault?.exists === false && found.ways.size === 1 && found.ways.has(key)
  if (isItself) return stated(blame, target, { unseen: found.unseen, circle: found.circle })
  if (found.ways.size > 0 || fault === undefined) return { found, isWhole: false }
  const own = ownWay(walk.factsOn(target, key), fault)
  return stated(blame, own.root, { suspects: found.suspects, circle: found.circle }, own.links)
}

/** The target is the root by what is said of it. */
const stated = ({ fault, sure, links }: Blame, root: Root, rest: Partial<Origins> = {}, more: readonly Link[] = []): Blamed => {
  if (fault === undefined) return { found: NOTHING, isWhole: true }
  const way: Way = { root, fault, sure: sure === 'stated' ? 'stated' : 'linked', links: [...links, ...more] }
  return { found: { ...NOTHING, ways: new Map([[rootKey(root), way]]), ...rest }, isWhole: true }
}
