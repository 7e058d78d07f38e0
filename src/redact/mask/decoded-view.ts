import { type Escape, familyOf, readEscape } from './escapes.ts'
import { OVERLAP, type View } from './view.ts'

/**
 * A decoded view: what a reader of escapes makes of the view below it, unit by unit with its place in the text. Nearly all of a text is the
 * same in both, and was searched below; so only the stretches around escapes are here, one after the other: from a window before the first
 * escape to a window after the last. No match reaches from one stretch into another.
 */
export interface DecodedView extends View {
  readonly below: View
  readonly families: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly deciders: Int32Array
  /** True while a stretch is under way. */
  readonly isOpen: boolean
  /** How many units are kept for what comes after them. */
  readonly kept: number
}

/** The same while it is made. */
interface GrowingView extends DecodedView {
  units: Uint16Array
  starts: Int32Array
  ends: Int32Array
  deciders: Int32Array
  length: number
  escapes: number[]
  isOpen: boolean
  /** The extent taken from the view below, up to where escapes were looked for, and the end of the last one. */
  next: number
  looked: number
  escaped: number
  readonly escape: Escape
}

const none = new Int32Array(0)

/** A view of nothing, to be extended; it keeps the last `kept` units for what comes after them. */
export const createDecoded = (below: View, families: number, kept: number): DecodedView => {
  const view: GrowingView = {
    below,
    families,
    kept,
    units: new Uint16Array(0),
    starts: none,
    ends: none,
    deciders: none,
    length: 0,
    escapes: [],
    isOpen: false,
    next: 0,
    looked: 0,
    escaped: 0,
    escape: { size: 0, stands: -1 },
    start: index => view.starts[index] ?? 0,
    end: index => view.ends[index] ?? 0,
    decided: index => view.deciders[index] ?? 0,
  }
  return view
}

/** The state of a decoded view: nothing is near an escape, a stretch goes on, or one has come to its end. */
export type DecodedExtent = 'idle' | 'open' | 'complete'

/** Goes on as far as the view below tells, up to the end of one stretch; `final` where nothing follows. */
export const extendDecoded = (given: DecodedView, final: boolean): DecodedExtent => {
  const view = given as GrowingView
  const { below, families, escape } = view
  for (;;) {
    const at = nextEscape(view)
    if (view.isOpen && at >= view.escaped + OVERLAP) return endStretch(view, final)
    if (at >= below.length) return view.isOpen ? endStretch(view, final) : 'idle'
    readEscape({ units: below.units, to: below.length, final }, at, families, escape)
    if (escape.size < 0) return view.isOpen ? 'open' : 'idle'
    view.looked = at + Math.max(1, escape.size)
    if (escape.size === 0) continue
    if (!view.isOpen) openStretch(view, Math.max(0, at - OVERLAP))
    copy(view, at)
    decode(view, at)
  }
}

/** The first place from which escapes are not looked for yet; beyond the end where there is none. */
const nextEscape = ({ below: { escapes }, looked }: GrowingView): number => {
  let [low, high] = [0, escapes.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((escapes[middle] ?? 0) >= looked) high = middle
    else low = middle + 1
  }
  return escapes[low] ?? Infinity
}

const openStretch = (view: GrowingView, from: number): void => {
  view.isOpen = true
  view.length = 0
  view.escapes = []
  view.next = from
}

/** Takes what is left of a stretch behind its last escape. */
const endStretch = (view: GrowingView, final: boolean): DecodedExtent => {
  const end = view.escaped + OVERLAP
  copy(view, Math.min(end, view.below.length))
  return view.next >= end || final ? 'complete' : 'open'
}

/** Forgets a stretch that has been searched. */
export const closeStretch = (given: DecodedView): void => {
  const view = given as GrowingView
  view.isOpen = false
  view.length = 0
  view.escapes = []
}

/** Begins anew: the view below forgot its stretch. */
export const resetDecoded = (given: DecodedView): void => {
  closeStretch(given)
  Object.assign(given, { next: 0, looked: 0, escaped: 0 })
}

/** Units as they stand in the view below. */
const copy = (view: GrowingView, to: number): void => {
  const { below } = view
  reserve(view, to - view.next)
  for (; view.next < to; view.next++) {
    const at = view.next
    append(view, below.units[at] ?? 0, below.start(at), below.end(at), below.decided(at))
  }
}

/** The escape that was read at a place. */
const decode = (view: GrowingView, at: number): void => {
  const { below, escape } = view
  const last = at + escape.size - 1
  reserve(view, 2)
  const [start, end, decided] = [below.start(at), below.end(last), below.decided(last)]
  const { stands } = escape
  if (stands > 0xffff) {
    append(view, 0xd800 + ((stands - 0x10000) >> 10), start, end, decided)
    append(view, 0xdc00 + ((stands - 0x10000) & 0x3ff), start, end, decided)
  } else if (stands >= 0) append(view, stands, start, end, decided)
  view.next = last + 1
  view.escaped = last + 1
}

// Four numbers in place of an object: this is done for every unit of a text that consists of escapes.
const append = (view: GrowingView, unit: number, start: number, end: number, decided: number): void => {
  const { length } = view
  if (familyOf(unit) > 0) view.escapes.push(length)
  view.units[length] = unit
  view.starts[length] = start
  view.ends[length] = end
  view.deciders[length] = decided
  view.length = length + 1
}

const reserve = (view: GrowingView, more: number): void => {
  const size = view.length + Math.max(0, more)
  if (size <= view.units.length) return
  view.units = larger(view.units, new Uint16Array(size * 2))
  view.starts = larger(view.starts, new Int32Array(size * 2))
  view.ends = larger(view.ends, new Int32Array(size * 2))
  view.deciders = larger(view.deciders, new Int32Array(size * 2))
}

const larger = <T extends Uint16Array | Int32Array>(array: T, room: T): T => {
  room.set(array)
  return room
}

/**
 * The text was handed on up to `place`, and the view below forgot `gone` units: counts anew, and forgets what no search needs. Returns how many
 * units it forgot itself.
 */
export const shiftDecoded = (given: DecodedView, gone: number, place: number): number => {
  const view = given as GrowingView
  view.next = Math.max(0, view.next - gone)
  view.looked = Math.max(0, view.looked - gone)
  view.escaped -= gone
  if (!view.isOpen) return 0
  const forgotten = Math.max(0, view.length - view.kept)
  const { starts, ends, deciders } = view
  view.units.copyWithin(0, forgotten, view.length)
  for (let index = forgotten; index < view.length; index++) {
    starts[index - forgotten] = (starts[index] ?? 0) - place
    ends[index - forgotten] = (ends[index] ?? 0) - place
    deciders[index - forgotten] = (deciders[index] ?? 0) - place
  }
  view.length -= forgotten
  view.escapes = view.escapes.flatMap(at => (at >= forgotten ? [at - forgotten] : []))
  return forgotten
}

/** From where on the text must be held back, since what stands there may be part of a match that is not complete. */
export const heldFrom = (view: DecodedView): number =>
  view.isOpen && view.length > 0 ? view.start(Math.max(0, view.length - view.kept)) : Infinity
