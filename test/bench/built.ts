import { existsSync } from 'node:fs'

const isBuilt = existsSync(new URL('../../dist/index.js', import.meta.url))
if (!isBuilt) console.error('measured from the sources, which are slower: run npm run build first')

/**
 * A feature of the package as it is built, which is what users run. From the sources tsx keeps the name of every function while they run,
 * also of those that a loop makes, and that takes up to a tenth.
 */
export const built = async <Feature>(feature: string): Promise<Feature> =>
  (await import(new URL(`../../${isBuilt ? 'dist' : 'src'}/${feature}/index.${isBuilt ? 'js' : 'ts'}`, import.meta.url).href)) as Feature
