import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Policy } from '../../policy/index.ts'
import type { SourceText } from '../answer.ts'
import type { Options } from '../args.ts'

/** The name of a policy file. */
const NAME = 'live-status.yaml'

/**
 * Finds the policy file of a folder: in it or above, but not above the folder that holds `.git`. Outside a repository only the folder itself is
 * looked at, so that nobody's file in a shared folder above can silence anything.
 *
 * @param exists says whether there is a file or folder at a path.
 */
export const findPolicyFile = (folder: string, exists: (path: string) => boolean = existsSync): string | undefined => {
  const above = foldersUpFrom(folder)
  const repository = above.findIndex(each => exists(join(each, '.git')))
  return above
    .slice(0, Math.max(repository, 0) + 1)
    .map(each => join(each, NAME))
    .find(path => exists(path))
}

/** A folder and those above it. */
const foldersUpFrom = (folder: string): readonly string[] =>
  dirname(folder) === folder ? [folder] : [folder, ...foldersUpFrom(dirname(folder))]

/**
 * The policy that the options name, or that lies there; undefined where there is none.
 *
 * @param read gives a text without which there is nothing to do: a policy that is there and cannot be read ends everything.
 */
export const policyInput = async (
  options: Options,
  { folder, read }: { readonly folder: string; readonly read: (path: string) => Promise<SourceText> },
): Promise<{ readonly policy?: Policy }> => {
  if (options.flag('no-config')) return {}
  const found = options.text('config') ?? foundFrom(folder)
  if (found === undefined) return {}
  const { source, text } = await read(found)
  // Loaded here: reading a policy takes the schema of the file and CEL, and most have none.
  const { readPolicy } = await import('../../policy/index.ts')
  return { policy: readPolicy(text, { source }) }
}

const foundFrom = (folder: string): string | undefined => {
  const found = findPolicyFile(folder)
  return found === undefined ? undefined : relative(folder, found)
}
