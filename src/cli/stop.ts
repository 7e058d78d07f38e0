/** What cannot go on: wrong usage. */
export class Misuse extends Error {}

/** What cannot be answered, said in one sentence. */
export class Refusal extends Error {}
