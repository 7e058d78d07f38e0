import type { AssessOptions } from '../index.ts'
import type { Options } from './args.ts'
import { APPLIERS, DEPLOYERS, ROLL_UPS, WAIT_FOR } from './command-spec.ts'

type Chosen = Pick<
  AssessOptions,
  'applier' | 'deployer' | 'clusterVersion' | 'rollUp' | 'complete' | 'fieldManager' | 'force' | 'strict' | 'ignore'
>

/** Reads how to assess from the command line. `listed`: the kinds of which there are live objects. */
export const chosenOptions = (options: Options, listed: readonly string[]): Chosen => {
  const applier = options.one('applier', APPLIERS)
  const rollUp = options.one('for', WAIT_FOR) === 'health' ? 'health-only' : options.one('roll-up', ROLL_UPS)
  const deployer = options.one('deployer', DEPLOYERS)
  const clusterVersion = options.text('cluster-version')
  const fieldManager = options.text('field-manager')
  const ignore = options.texts('ignore').map(readRule)
  return {
    ...(applier === undefined ? undefined : { applier }),
    ...(deployer === undefined ? undefined : { deployer }),
    ...(clusterVersion === undefined ? undefined : { clusterVersion }),
    ...(rollUp === undefined ? undefined : { rollUp }),
    ...(fieldManager === undefined ? undefined : { fieldManager }),
    ...(options.flag('force') ? { force: true } : undefined),
    ...(options.flag('strict') ? { strict: true } : undefined),
    ...(ignore.length === 0 ? undefined : { ignore }),
    ...(options.flag('complete') ? { complete: [...new Set(listed.map(key => key.replace(/@.*/, '')))] } : undefined),
  }
}

const MANAGER = 'manager='

/** A pointer begins with a slash; `manager=NAME` is who may change what they like; all else is a path. */
const readRule = (text: string): NonNullable<AssessOptions['ignore']>[number] => {
  if (text.startsWith(MANAGER)) return { manager: text.slice(MANAGER.length) }
  return text.startsWith('/') ? { pointer: text } : { path: text }
}
