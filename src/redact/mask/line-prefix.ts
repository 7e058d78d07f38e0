/** The viewers of logs that put something before every line. */
export type LinePrefix = 'timestamps' | 'pod' | 'cri' | 'klog' | 'compose' | 'stern' | 'diff'

/** A run of units of one class; `^` first negates. Each class excludes the first unit of what follows, so runs need no second try. */
type PrefixRun = readonly [characters: string, min: number, max: number]

const DIGITS = '0123456789'
const digits = (count: number): PrefixRun => [DIGITS, count, count]
const one = (characters: string): PrefixRun => [characters, 1, 1]

const CLOCK: readonly PrefixRun[] = [digits(2), one(':'), digits(2), one(':'), digits(2)]
const FRACTION: PrefixRun = [`.${DIGITS}`, 0, 10]
const OFFSET: PrefixRun = [`:${DIGITS}`, 0, 5]
/** RFC 3339 with up to nine digits of a second, and a space. */
const TIME: readonly PrefixRun[] = [
  digits(4),
  one('-'),
  digits(2),
  one('-'),
  digits(2),
  one('Tt'),
  ...CLOCK,
  FRACTION,
  one('Zz+-'),
  OFFSET,
  one(' '),
]

const PROCESS: readonly PrefixRun[] = [
  [' ', 1, 8],
  [DIGITS, 1, 9],
]
const PLACE: readonly PrefixRun[] = [one(' '), ['^ ]\n', 1, 128], one(']'), one(' ')]

/** Names of pods and containers, and a space. */
const NAME: readonly PrefixRun[] = [['abcdefghijklmnopqrstuvwxyz0123456789.-', 1, 253], one(' ')]

/** `optional` runs may follow: `kubectl logs --prefix --timestamps` writes both, and so do the others with theirs. */
const PREFIXES: Readonly<Record<LinePrefix, { readonly runs: readonly PrefixRun[]; readonly optional?: readonly PrefixRun[] }>> = {
  // kubectl logs --timestamps
  timestamps: { runs: TIME },
  // kubectl logs --prefix: [pod/web-0/app]
  pod: { runs: [one('['), ['^ ]\n', 1, 400], one(']'), one(' ')], optional: TIME },
  // The container runtime interface: time, stream, full or partial.
  cri: { runs: [...TIME, ['stdouer', 6, 6], one(' '), one('FP'), one(' ')] },
  // I0102 15:04:05.000000   12345 file.go:12]
  klog: {
    runs: [one('IWEF'), digits(4), one(' '), ...CLOCK, one('.'), digits(6), ...PROCESS, ...PLACE],
  },
  // docker compose logs: web-1  |
  compose: {
    runs: [
      ['^ |\n', 1, 128],
      [' ', 0, 64],
      ['|', 1, 1],
      [' ', 0, 1],
    ],
    optional: TIME,
  },
  // stern: pod, container, with --timestamps a time after them
  stern: { runs: [...NAME, ...NAME], optional: TIME },
  diff: { runs: [one('+- ')] },
}

export const linePrefixes: readonly string[] = Object.keys(PREFIXES)

/** The end of a prefix that may begin at `from`; `from` where there is none, -1 where more text is needed. `seen`: the unit that told. */
export interface PrefixMatch {
  readonly end: number
  readonly seen: number
}

/** Looks for the declared prefix at the start of a line. */
export const prefixEnd = (prefix: LinePrefix, text: Uint16Array, within: { from: number; to: number; final: boolean }): PrefixMatch => {
  const { runs, optional } = PREFIXES[prefix]
  const first = runsEnd(runs, text, within)
  if (optional === undefined || first.end <= within.from) return first
  return runsEnd(optional, text, { ...within, from: first.end })
}

const runsEnd = (runs: readonly PrefixRun[], text: Uint16Array, within: { from: number; to: number; final: boolean }): PrefixMatch => {
  let here = within.from
  for (const [characters, min, max] of runs) {
    const start = here
    while (here < within.to && here - start < max && isIn(characters, text[here] ?? 0)) here++
    if (here === within.to && here - start < max && !within.final) return { end: -1, seen: here }
    if (here - start < min) return { end: within.from, seen: here }
  }
  return { end: here, seen: here }
}

const isIn = (characters: string, unit: number): boolean =>
  characters.charCodeAt(0) === 94 ? !characters.includes(String.fromCharCode(unit)) : characters.includes(String.fromCharCode(unit))
