/** A stream of text and what it is called. */
export interface NamedStream {
  readonly name: string
  readonly chunks: AsyncIterable<string>
}

/** A piece of one of the streams; without a name a sign that time has passed. */
export interface Piece {
  readonly stream?: string
  readonly text: string
}

/** The pieces of several streams as they come, with `ticks` between them; ends when the last stream does. */
export const mergeStreams = async function* (
  streams: readonly NamedStream[],
  ticks: AsyncIterable<unknown>,
): AsyncGenerator<Piece, void, undefined> {
  const sources: readonly StreamSource[] = [
    ...streams.map(({ name, chunks }) => ({ name, iterator: chunks[Symbol.asyncIterator]() })),
    { iterator: ticks[Symbol.asyncIterator]() },
  ]
  const pending = new Map(sources.map(source => [source, arrivalOf(source)]))
  while ([...pending.keys()].some(({ name }) => name !== undefined)) {
    const { source, result } = await Promise.race(Array.from(pending.values()))
    if (result.done === true) pending.delete(source)
    else {
      pending.set(source, arrivalOf(source))
      yield source.name === undefined ? { text: '' } : { stream: source.name, text: String(result.value) }
    }
  }
}

interface StreamSource {
  readonly name?: string
  readonly iterator: AsyncIterator<unknown>
}

/** What comes next of a stream, and which it is. */
const arrivalOf = async (source: StreamSource) => ({ source, result: await source.iterator.next() })
