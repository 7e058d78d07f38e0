import type { SourceText } from '../answer.ts'
import type { Options } from '../args.ts'
import { Misuse } from '../stop.ts'
import { readPaths } from './inputs.ts'
import { policyInput } from './policy-file.ts'

/** The policy file that was named or lies there. One that cannot be read stops everything: nothing may be judged by half of the rules. */
export const findPolicy = (options: Options): ReturnType<typeof policyInput> => {
  if (options.flag('no-config') && options.text('config') !== undefined) throw new Misuse('--config and --no-config exclude each other')
  return policyInput(options, { folder: process.cwd(), read: path => readOne(path) })
}

/** Values that were asked for and cannot be read stop everything: nothing may be shown without them. */
export const valuesInput = async (options: Options): Promise<{ readonly values?: SourceText }> => {
  const path = options.text('values')
  return path === undefined ? {} : { values: await readOne(path, '--values') }
}

/** A text without which there is nothing to do. Where a path could be a value that was given by mistake, `option` is told in its place. */
export const readOne = async (path: string, option?: string): Promise<SourceText> => {
  const { texts, problems } = await readPaths([path], /(?!)/)
  const [text] = texts
  if (text !== undefined) return text
  throw new Misuse(`${option ?? path}: ${problems[0]?.message ?? 'This is a directory'}`)
}
