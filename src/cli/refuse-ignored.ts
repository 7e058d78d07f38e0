import type { Options } from './args.ts'
import { optionName, optionsOfCommand } from './args.ts'
import { COMMANDS, GLOBAL_OPTIONS } from './command-table.ts'
import { findClusterOption } from './input/names-cluster.ts'
import { Misuse } from './stop.ts'

/** A command, and where its live objects come from. */
interface OptionUse {
  readonly command: string
  readonly options: Options
  readonly target: string | undefined
  /** True where the cluster is read. */
  readonly fromCluster: boolean
}

/** Options by which a page of a timeline is made; the timeline holds all else. */
const OF_TIMELINE = new Set(['timeline', 'logs', 'title', 'config', 'no-config', 'values', 'now', ...GLOBAL_OPTIONS.map(optionName)])
/** Options that count where a policy is looked at alone. */
const OF_POLICY = new Set(['config', 'no-config', ...GLOBAL_OPTIONS.map(optionName)])

/** True where lint looks at what its policy is used on. */
export const usesPolicy = (options: Options): boolean =>
  ['desired', 'live', 'namespace'].some(name => options.flag(name)) || findClusterOption(options) !== undefined

/** Refuses an option that could change nothing: whoever gave it expects that it does. */
export const refuseIgnored = (asking: OptionUse): void => {
  const message = findIgnored(asking)
  if (message !== undefined) throw new Misuse(message)
}

const findIgnored = ({ command, options, target, fromCluster }: OptionUse): string | undefined => {
  const spec = COMMANDS.find(({ name }) => name === command)
  const given =
    spec === undefined
      ? []
      : optionsOfCommand(spec)
          .map(optionName)
          .filter(name => options.flag(name))
  if (command === 'report' && options.flag('timeline')) {
    const name = target === undefined ? given.find(each => !OF_TIMELINE.has(each)) : ''
    return name === undefined
      ? undefined
      : `The timeline holds manifests and live objects: leave out ${name === '' ? 'the target' : `--${name}`}`
  }
  if (command === 'lint' && !usesPolicy(options)) {
    const name = given.find(each => !OF_POLICY.has(each))
    return name === undefined ? undefined : `--${name} is for what the policy is used on: name it with -d, -l or -n`
  }
  return fromCluster ? findWithoutManifests(options) : findWithLive(options, target)
}

/** Finds an option by which live objects are handed in, by name or through a pipe. */
const findWithLive = (options: Options, target: string | undefined): string | undefined => {
  if (options.flag('container-logs')) return '--container-logs asks the cluster: leave it out where live objects are handed in'
  if (!options.flag('live')) return undefined
  if (target !== undefined) return 'A target is looked for in the cluster: leave out -l, or name manifests with -d in its place'
  const name = findClusterOption(options)
  return name === undefined ? undefined : `--${name} is for reading the cluster, and -l hands in live objects: leave out one of them`
}

const findWithoutManifests = (options: Options): string | undefined => {
  if (options.flag('desired')) return undefined
  const name = ['only-given', 'previous'].find(each => options.flag(each))
  return name === undefined ? undefined : `--${name} goes with manifests: name them with -d`
}
