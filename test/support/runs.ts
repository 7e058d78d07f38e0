import process from 'node:process'

/** How often a property runs: as is usual there, or as FC_RUNS says, but at least so often; `npm run mutation` asks for the least. */
export const runs = (usual: number, least: number = Math.ceil(usual / 20)): number =>
  Math.max(least, Number(process.env['FC_RUNS'] ?? usual))
