/** Replaced by the parser of path expressions. */
export const parsePathExpression = (_text: string): ((object: unknown) => readonly string[]) | undefined => undefined
