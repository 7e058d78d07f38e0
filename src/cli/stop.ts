/** Thrown where a command cannot go on: wrong usage. */
export class Misuse extends Error {}

/** Thrown where a command cannot answer, with one sentence. */
export class Refusal extends Error {}
