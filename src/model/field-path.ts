/** One step of a path: a field or map key, an index, or the keys that single out an item of a list; of a set `{ '': item }`. */
export type PathStep = string | number | { readonly [key: string]: unknown }

/** RFC 6901: `~` and `/` escaped. */
export const escapePointer = (token: string): string =>
  token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token

/** The RFC 6901 pointer of these tokens. */
export const pointerOf = (tokens: readonly (string | number)[]): string => {
  let pointer = ''
  for (const token of tokens) pointer += `/${typeof token === 'number' ? token : escapePointer(token)}`
  return pointer
}

/** The tokens of an RFC 6901 pointer, or undefined where the text is none. */
export const pointerTokens = (pointer: string): readonly string[] | undefined => {
  if (pointer === '') return []
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined
  return pointer
    .slice(1)
    .split('/')
    .map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

const PLAIN = /^[A-Za-z_$][\w$-]*$/

/** A path as people write it: `spec.containers[name=web].image`, `metadata.annotations["example.com/a"]`, `args[2]`. */
export const pathText = (steps: readonly PathStep[]): string => {
  let text = ''
  for (const step of steps) {
    if (typeof step === 'number') text += `[${step}]`
    else if (typeof step === 'string') text += PLAIN.test(step) ? `${text === '' ? '' : '.'}${step}` : `[${JSON.stringify(step)}]`
    else
      text += `[${Object.entries(step)
        .map(([key, value]) => `${key === '' ? 'value' : key}=${keyText(value)}`)
        .join(',')}]`
  }
  return text
}

/** The value of a key in a path: as it is, or as JSON where it could be taken for something else (a text for a number, a comma for the end). */
export const keyText = (value: unknown): string =>
  typeof value === 'string' && /^[^\s"[\],=]+$/.test(value) && !/^(?:-?\d[\d.eE+-]*|true|false|null)$/.test(value)
    ? value
    : (JSON.stringify(value) ?? 'null')
