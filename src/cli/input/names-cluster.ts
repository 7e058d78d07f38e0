import type { Options } from '../args.ts'
import { optionName } from '../args.ts'
import { CLUSTER_OPTIONS } from '../cluster-options.ts'

/** The first option that says something of the cluster: where there is one, it is meant even where standard input is a pipe. */
export const findClusterOption = (options: Options): string | undefined => CLUSTER_OPTIONS.map(optionName).find(each => options.flag(each))
