import { sameJson } from '../../model/same-json.ts'
import type { Blame, Charge, ObjectFacts, Fault, Link, Quoted } from './fault.ts'
import { textAt } from './words.ts'

/** True where two answers about one object lead to the same ways and the same sentences, whatever else of the objects is another. */
export const sameFacts = (a: ObjectFacts, b: ObjectFacts): boolean =>
  a === b ||
  (a.status === b.status &&
    a.settled === b.settled &&
    a.until === b.until &&
    sameJson(a.ref, b.ref) &&
    sameJson(a.top, b.top) &&
    sameList(a.charges, b.charges, sameCharge))

const sameList = <T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean =>
  a.length === b.length && a.every((item, index) => same(item, b[index] as T))

const sameCharge = (a: Charge, b: Charge): boolean =>
  a.since === b.since &&
  a.elsewhere === b.elsewhere &&
  sameJson(a.unseen, b.unseen) &&
  sameFault(a.fault, b.fault) &&
  sameList(a.blames, b.blames, sameBlame)

const sameBlame = (a: Blame, b: Blame): boolean =>
  a.key === b.key && a.sure === b.sure && a.latest === b.latest && sameFault(a.fault, b.fault) && sameList(a.links, b.links, sameLink)

const sameLink = (a: Link, b: Link): boolean =>
  a.by === b.by && a.field === b.field && sameJson(a.from, b.from) && sameJson(a.to, b.to) && sameQuote(a.quote, b.quote)

const sameFault = (a: Fault | undefined, b: Fault | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.reason === b.reason &&
    a.exists === b.exists &&
    a.since === b.since &&
    a.vague === b.vague &&
    a.outdated === b.outdated &&
    a.more === b.more &&
    sameQuote(a.quote, b.quote) &&
    sameQuote(a.detail, b.detail))

/** Compares no more of quoted objects than is quoted. */
const sameQuote = (a: Quoted | undefined, b: Quoted | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    sameJson(a.path, b.path) &&
    (a.object === b.object || textAt(a.object, a.path) === textAt(b.object, b.path)))
