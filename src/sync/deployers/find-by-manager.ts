import type { Deployer } from './deployer.ts'
import { DEPLOYERS } from './deployers.ts'

/** Finds the deployers that write under a manager's name, the more particular one first. */
export const findByManager = (manager: string): readonly Deployer[] => {
  const found = BY_NAME.get(manager)
  if (found !== undefined) return found
  for (const [start, deployers] of BY_START) if (manager.startsWith(start)) return deployers
  return NONE
}

const NONE: readonly Deployer[] = []

const named = DEPLOYERS.filter(({ byMark }) => byMark !== true)
const names = [...new Set(named.flatMap(({ managers }) => managers))]
const writers = (name: string): readonly Deployer[] => named.filter(({ managers }) => managers.includes(name))

const BY_NAME: ReadonlyMap<string, readonly Deployer[]> = new Map(names.map(name => [name, writers(name)]))
const BY_START: readonly (readonly [string, readonly Deployer[]])[] = names
  .filter(name => name.endsWith('*'))
  .map(name => [name.slice(0, -1), writers(name)])
