/** Text typed into the playground, packed into the fragment of a link: it never reaches a server. */
export interface Typed {
  readonly deployed: string
  readonly live: string
}

/** The fragment for what was typed: JSON, deflated, in the URL alphabet of base64. */
export const packTyped = async (typed: Typed): Promise<string> => {
  const packed = await through(new TextEncoder().encode(JSON.stringify([typed.deployed, typed.live])), new CompressionStream('deflate-raw'))
  let text = ''
  for (const byte of packed) text += String.fromCharCode(byte)
  return `#s=${btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}

/** Unpacks a fragment; undefined where it holds nothing, or something else. */
export const unpackTyped = async (fragment: string): Promise<Typed | undefined> => {
  const packed = /^#s=([\w-]+)$/.exec(fragment)?.[1]
  if (packed === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), character => character.codePointAt(0) ?? 0)
    const [deployed, live] = JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')))) as unknown[]
    return typeof deployed === 'string' && typeof live === 'string' ? { deployed, live } : undefined
  } catch {
    return undefined
  }
}

/** Bytes packed or unpacked. */
export const through = async (bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer())
