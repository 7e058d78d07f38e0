import process from 'node:process'

/** How often a property runs: as often as is usual there, or, for each of thousands of mutants, a twentieth of that. */
export const runs = (usual: number): number => (process.env['MUTATED'] === undefined ? usual : Math.ceil(usual / 20))
