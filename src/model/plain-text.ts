// Control characters (C0, DEL, C1), which terminals obey, and the bidirectional ones, which make a line read as another (Unicode TR 36).
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]+/g

/**
 * One line of text that does nothing to the terminal, file or page that it is printed on: status messages come from the cluster, where
 * others write them. Line breaks and tabs become spaces, other control characters U+FFFD.
 */
export const plainText = (text: string): string => text.replaceAll(CONTROLS, run => (/^[\t\n\r]+$/.test(run) ? ' ' : '\uFFFD'))
