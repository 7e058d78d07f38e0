import { readdirSync } from 'node:fs'
import type { DeclarativeRule } from '../../src/health/index.ts'

const folder = new URL('../../src/health/catalogue/', import.meta.url)
type RuleFile = Readonly<Record<string, readonly DeclarativeRule[]>>
const files = await Promise.all(readdirSync(folder).map(async file => (await import(new URL(file, folder).href)) as RuleFile))

/** Every rule of the catalogue as data, read from its files. */
export const catalogueRules = (): readonly DeclarativeRule[] => files.flatMap(file => Object.values(file).flat())
