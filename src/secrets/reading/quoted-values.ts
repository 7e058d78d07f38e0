/**
 * Error texts repeat what somebody sent: `Invalid value: "map[data:map[k:…]]"`, `bigger context ...|"pw":"x"|...`, strict decoding
 * errors, answers of admission webhooks (CVE-2021-23135, argo-cd#16193). Of a Secret such a text is not shown.
 */
export const mayQuoteValues = (text: string): boolean =>
  /map\[|invalid value|\.\.\.\||decod|unmarshal|parsing|data["']?\s*:|stringData|denied the request|\{/i.test(text)

/** Hides what stands in `data:map[…]` and `stringData:map[…]`, as Go prints objects: the rest of such a text may be shown. */
export const hideQuotedValues = (text: string, mask: string): string => {
  let result = ''
  let from = 0
  for (const match of text.matchAll(/data:map\[/gi)) {
    const start = match.index + match[0].length
    if (match.index < from) continue
    const end = closing(text, start)
    result += text.slice(from, start) + (end > start ? mask : '')
    from = end
  }
  return result + text.slice(from)
}

/** Finds where the bracket that is open at `start` closes; the end of the text where it does not. */
const closing = (text: string, start: number): number => {
  let depth = 1
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '[') depth++
    if (char === ']' && --depth === 0) return at
  }
  return text.length
}
