/** How a pattern hides more than itself: base64 that begins, or ends, inside a group leaves some bits in the neighbouring character. */
export const BEFORE = 1
export const AFTER = 2

/** Every text to look for, one after the other as UTF-16 code units, in one array: 10,000 values make 11 million of them. */
export interface PatternPool {
  /** Bytes as long as every unit fits one, which halves the memory of nearly all pools. */
  readonly units: Uint8Array | Uint16Array
  readonly length: number
  /** Where each pattern begins, and at last where the pool ends. */
  readonly starts: Int32Array
  readonly count: number
  /** BEFORE, AFTER, both or none, per pattern. */
  readonly flags: Uint8Array
  /** Which value a pattern belongs to, per pattern. */
  readonly owners: Int32Array
}

/** Writes the pool. A pattern is what was written between two calls of `end`. */
export interface PatternWriter {
  write(unit: number): void
  text(text: string): void
  /** Closes the pattern and gives where it began; an empty one is none. */
  end(owner: number, flags: number): number
  /** A unit written before. */
  at(index: number): number
  length(): number
  finish(): PatternPool
}

const grown = <T extends Uint8Array | Uint16Array | Int32Array>(array: T, make: (length: number) => T): T => {
  const larger = make(array.length * 2)
  larger.set(array)
  return larger
}

/** An empty pool, to be filled. */
export const patternWriter = (): PatternWriter => {
  let units: Uint8Array | Uint16Array = new Uint8Array(1 << 12)
  let starts: Int32Array = new Int32Array(1 << 8)
  let owners: Int32Array = new Int32Array(1 << 8)
  let flags: Uint8Array = new Uint8Array(1 << 8)
  let length = 0
  let count = 0
  const write = (unit: number): void => {
    if (unit > 255 && units instanceof Uint8Array) units = Uint16Array.from(units)
    if (length === units.length)
      units = units instanceof Uint8Array ? grown(units, size => new Uint8Array(size)) : grown(units, size => new Uint16Array(size))
    units[length++] = unit
  }
  const end = (owner: number, flag: number): number => {
    const start = starts[count] ?? 0
    if (length === start) return start
    owners[count] = owner
    flags[count] = flag
    count++
    if (count + 1 >= starts.length) {
      starts = grown(starts, size => new Int32Array(size))
      owners = grown(owners, size => new Int32Array(size))
      flags = grown(flags, size => new Uint8Array(size))
    }
    starts[count] = length
    return start
  }
  return {
    write,
    text(text) {
      for (let i = 0; i < text.length; i++) write(text.charCodeAt(i))
    },
    end,
    at: index => units[index] ?? 0,
    length: () => length,
    finish: () => ({
      units: units.slice(0, length),
      length,
      starts: starts.slice(0, count + 1),
      count,
      flags: flags.slice(0, count),
      owners: owners.slice(0, count),
    }),
  }
}
