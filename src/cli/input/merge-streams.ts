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
export const mergeStreams = (streams: readonly NamedStream[], ticks: AsyncIterable<unknown>): AsyncGenerator<Piece, void, undefined> =>
  mergeSources(streams.map(namedPieces), tickPieces(ticks))

const namedPieces = async function* ({ name, chunks }: NamedStream): AsyncGenerator<Piece, void, undefined> {
  for await (const chunk of chunks) yield { stream: name, text: chunk }
}

const tickPieces = async function* (ticks: AsyncIterable<unknown>): AsyncGenerator<Piece, void, undefined> {
  for await (const _ of ticks) yield { text: '' }
}

/** The items of several sources as they come; ends when all of them have, whatever still comes from `beside`. */
export const mergeSources = async function* <T>(
  sources: readonly AsyncIterable<T>[],
  beside?: AsyncIterable<T>,
): AsyncGenerator<T, void, undefined> {
  const arrived: Arrival<T>[] = []
  let wake = (): void => undefined
  const arrive = (arrival: Arrival<T>): void => {
    arrived.push(arrival)
    wake()
  }
  for (const source of sources) void bring(source, arrive)
  if (beside !== undefined) void bring(beside, arrive, 'beside')
  for (let open = sources.length; open > 0;) {
    const arrival = arrived.shift()
    // A promise for each wait: racing those of quiet sources again and again would add to each of them for as long as it is quiet.
    if (arrival === undefined) await new Promise<void>(resolve => (wake = resolve))
    else if (arrival.kind === 'item') {
      yield arrival.item
      arrival.goOn()
    } else if (arrival.kind === 'failure') throw arrival.error
    else open--
  }
}

/** A delivery of a source: an item, with which it waits until that is used, or its end. */
type Arrival<T> =
  | { readonly kind: 'item'; readonly item: T; readonly goOn: () => void }
  | { readonly kind: 'end' }
  | { readonly kind: 'failure'; readonly error: unknown }

const bring = async <T>(source: AsyncIterable<T>, arrive: (arrival: Arrival<T>) => void, beside?: 'beside'): Promise<void> => {
  try {
    for await (const item of source) await new Promise<void>(goOn => arrive({ kind: 'item', item, goOn }))
    if (beside === undefined) arrive({ kind: 'end' })
  } catch (error) {
    arrive({ kind: 'failure', error })
  }
}
