declare const passed: unique symbol

/**
 * Content that may be shown, or why it may not: the only form in which content leaves this library for a viewer. The brand exists in types
 * alone. It makes a raw object unfit where a redacted one is asked for, so that nothing gets past the redactor by mistake.
 */
export type Redacted<T> =
  | { readonly visible: true; readonly value: T; readonly weak?: readonly string[]; readonly [passed]: true }
  | { readonly visible: false; readonly reason: string; readonly weak?: readonly string[]; readonly [passed]: true }

/** Content that was made safe. To be called only where that has just been done; `weak` names the values that were too short or too common. */
export const visible = <T>(value: T, weak: readonly string[] = []): Redacted<T> =>
  (weak.length > 0 ? { visible: true, value, weak } : { visible: true, value }) as Redacted<T>

/** Nothing is shown, with the reason as a code; `weak` names the values at fault. A reason never holds text of the content, nor its length. */
export const withheld = <T>(reason: string, weak: readonly string[] = []): Redacted<T> =>
  (weak.length > 0 ? { visible: false, reason, weak } : { visible: false, reason }) as Redacted<T>

/** The redacted content made into something else that holds nothing but it; a withheld one stays withheld. */
export const mapRedacted = <T, U>(content: Redacted<T>, change: (value: T) => U): Redacted<U> =>
  content.visible ? visible(change(content.value), content.weak) : withheld(content.reason, content.weak)
