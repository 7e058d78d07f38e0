const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as HTML content or as the value of a quoted attribute. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, character => ENTITIES[character] ?? character)

/**
 * JSON that may stand in a `<script type="application/json">`: the parser of HTML looks for `</script` and `<!--` there, so no `<`
 * and no `>` is left; U+2028 and U+2029 end lines in older scripts. All of them are escapes that JSON.parse reads back.
 */
export const embedJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
