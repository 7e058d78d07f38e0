import { lineHunks } from '../../../line-hunks.ts'
import type { PageObject } from '../../page-data.ts'
import type { Difference } from '../../../../sync/index.ts'
import { addedByOthers } from '../parts/words.ts'
import { markedLines, yamlLines } from './yaml-lines.ts'
import type { YamlLine } from './yaml-lines.ts'

/** The kind of a pair of lines: the same on both sides, a difference that counts, something that others added, or what the cluster made of what was applied. */
export type PairKind = 'same' | 'changed' | 'added' | 'made'

/** A line as applied and as live; either side may be missing. */
export interface Pair {
  readonly kind: PairKind
  readonly applied?: YamlLine
  readonly live?: YamlLine
  /** On the first line of a difference: the change with who and when. */
  readonly change?: Difference
}

/** A stretch of pairs that is shown, or folded since nothing in it differs in a way that counts. */
export interface Stretch {
  readonly folded: boolean
  readonly pairs: readonly Pair[]
}

/** Lines beside a difference that stay in sight. */
const CONTEXT = 3

/** Both manifests line by line. Which differences count is what the comparison says; the rest is what the cluster made of what was applied. */
export const pairLines = (applied: string, live: string, object: PageObject): readonly Pair[] => {
  const [left, right] = [yamlLines(applied), yamlLines(live)]
  const [changed, gaps] = [marksOn(right, object.differences), object.differences.filter(({ live: value }) => value === undefined)]
  const added = marksOn(right, addedByOthers(object))
  const missing = marksOn(left, gaps)
  const pairs: Pair[] = []
  let [l, r] = [0, 0]
  for (const { count, side } of lineHunks(left.map(joinTokens), right.map(joinTokens), MOST_EDITS)) {
    if (side === 'both') for (let end = l + count; l < end; l++, r++) pairs.push(makePair('same', left[l], right[r]))
    else if (side === 'before')
      for (let end = l + count; l < end; l++) pairs.push(makePair(missing.has(l) ? 'changed' : 'made', left[l], undefined, missing.get(l)))
    else
      for (let end = r + count; r < end; r++) {
        const kind = changed.has(r) ? 'changed' : added.has(r) ? 'added' : 'made'
        pairs.push(makePair(kind, undefined, right[r], changed.get(r) ?? added.get(r)))
      }
  }
  return joinSides(pairs)
}

const makePair = (kind: PairKind, applied: YamlLine | undefined, live: YamlLine | undefined, change?: Difference): Pair => ({
  kind,
  ...(applied === undefined ? undefined : { applied }),
  ...(live === undefined ? undefined : { live }),
  ...(change === undefined ? undefined : { change }),
})

/** More edits than these are no longer one object that changed. */
const MOST_EDITS = 3000

const joinTokens = ({ tokens }: YamlLine): string => tokens.map(({ text }) => text).join('')

/** The change that each line shows. */
const marksOn = (lines: readonly YamlLine[], changes: readonly Difference[]): ReadonlyMap<number, Difference> => {
  const marks = new Map<number, Difference>()
  for (const change of changes)
    for (const [line, mark] of markedLines(lines, [change.pointer])) if (mark === 'changed' && !marks.has(line)) marks.set(line, change)
  return marks
}

/** Puts what went beside what came in its place, as far as both reach; each change is told once. */
const joinSides = (pairs: readonly Pair[]): readonly Pair[] => {
  const joined: Pair[] = []
  const told = new Set<Difference>()
  for (let index = 0; index < pairs.length;) {
    const gone = takeRun(pairs, index, pair => pair.kind !== 'same' && pair.live === undefined)
    const come = takeRun(pairs, index + gone.length, pair => pair.kind !== 'same' && pair.applied === undefined)
    const rows = Math.max(gone.length, come.length, 1)
    for (let row = 0; row < rows; row++)
      joined.push(onceTold(gone.length + come.length === 0 ? pairs[index] : beside(gone[row], come[row]), told))
    index += Math.max(gone.length + come.length, 1)
  }
  return joined
}

const takeRun = (pairs: readonly Pair[], from: number, fits: (pair: Pair) => boolean): readonly Pair[] => {
  let to = from
  for (let pair = pairs[to]; pair !== undefined && fits(pair); pair = pairs[to]) to++
  return pairs.slice(from, to)
}

/** The worst that is said of either. */
const beside = (gone: Pair | undefined, come: Pair | undefined): Pair => {
  const kinds = new Set([gone?.kind, come?.kind])
  const kind = kinds.has('changed') ? 'changed' : kinds.has('added') ? 'added' : 'made'
  return makePair(kind, gone?.applied, come?.live, come?.change ?? gone?.change)
}

const onceTold = (pair: Pair | undefined, told: Set<Difference>): Pair => {
  const { change, ...rest } = pair ?? { kind: 'same' }
  if (change === undefined || told.has(change)) return rest
  told.add(change)
  return { ...rest, change }
}

/** Folds what is far from every difference that counts. */
export const foldPairs = (pairs: readonly Pair[]): readonly Stretch[] => {
  const near = new Uint8Array(pairs.length)
  for (const [index, { kind }] of pairs.entries())
    if (kind === 'changed' || kind === 'added') near.fill(1, Math.max(0, index - CONTEXT), index + CONTEXT + 1)
  const stretches: { folded: boolean; pairs: Pair[] }[] = []
  for (const [index, pair] of pairs.entries()) {
    const folded = near[index] === 0
    const last = stretches.at(-1)
    if (last?.folded === folded) last.pairs.push(pair)
    else stretches.push({ folded, pairs: [pair] })
  }
  return stretches
}
