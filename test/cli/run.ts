import type { Terminal } from '../../src/cli/answer.ts'
import type { Options } from '../../src/cli/args.ts'
import { parseArgs } from '../../src/cli/args.ts'

/** The options of a command line, as the commands take them. */
export const optionsOf = (...argv: readonly string[]): Options => {
  const invocation = parseArgs(argv)
  if (invocation.kind !== 'run') throw new Error(`expected a command line that runs, got ${invocation.kind}`)
  return invocation.options
}

/** No terminal, no colours, a fixed salt. */
export const surroundings = (now: string): Terminal => ({ now, paint: (_, text) => text, salt: 'salt', progress: () => undefined })

/** A text in pieces of a size. */
export const chunksOf = async function* (text: string, size = 4096): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size)
}

/** All that a stream gives, and how it ends. */
export const drained = async <T>(
  pieces: AsyncGenerator<string, T, undefined>,
): Promise<{ readonly texts: readonly string[]; readonly ending: T }> => {
  const texts: string[] = []
  for (;;) {
    const next = await pieces.next()
    if (next.done === true) return { texts, ending: next.value }
    texts.push(next.value)
  }
}
