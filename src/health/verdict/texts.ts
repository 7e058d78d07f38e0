/** The lines of a text as one, without the bullets that some controllers write before each: `* Machine a: no disk` is told as it is. */
export const oneLine = (text: string): string =>
  text.includes('\n')
    ? text
        .split('\n')
        .map(line => line.trim().replace(/^\* /, ''))
        .filter(line => line !== '')
        .join(' ')
    : text.trim().replace(/^\* /, '')

/** Controllers write what they like into their messages; here it is one line that a table can show. */
export const brief = (message: string): string => {
  const line = oneLine(message.length > 4 * LONGEST ? message.slice(0, 4 * LONGEST) : message)
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}
const LONGEST = 400

/** Two sentences as one. */
export const joined = (first: string, second: string): string =>
  first === '' || second === '' ? first || second : `${first}; ${continued(second)}`

/** A sentence within another: a capital in the middle is kept only where it begins a name. */
export const continued = (sentence: string): string =>
  /^[A-Z][a-z]* /.test(sentence) && !NAME.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence
const NAME = /^(?:Deployment|Gateway|Ingress|Job|Namespace|Node|Pod|Secret|Service) /

/** `1 pod`, `3 pods`. */
export const countText = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** Adds what follows a colon, where there is anything. */
export const after = (text: string): string => (text === '' ? '' : `: ${text}`)

/**
 * Finds what a form does behind the words that open it, at the first place where it does: two steps, so that a text is not searched from each of its places.
 *
 * @param form of what follows, from its `^` on; its parts are bounded, but for one that takes all the rest.
 */
export const execAfter = (text: string, opening: string, form: RegExp): RegExpExecArray | null => {
  for (let start = text.indexOf(opening); start >= 0; start = text.indexOf(opening, start + 1)) {
    const found = form.exec(text.slice(start + opening.length))
    if (found !== null) return found
  }
  return null
}
