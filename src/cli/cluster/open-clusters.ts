import type { Options } from '../args.ts'
import { PASSED_OPTIONS } from '../cluster-options.ts'
import { optionName, takesValue } from '../args.ts'
import { createKubectl } from './run-kubectl.ts'
import type { Kubectl, KubectlSetup } from './run-kubectl.ts'

/** One cluster that can be asked. */
export interface OpenCluster {
  /** The context as it was given; '' for the one that the kubeconfig has chosen. */
  readonly context: string
  readonly kubectl: Kubectl
}

/** For each answer, where nobody says how long: a cluster that is there answers within it. */
const REQUEST_TIMEOUT = '30s'

/** The clusters that the options name, each with a kubectl of its own. */
export const openClusters = (options: Options, { mayAsk, tell }: Pick<KubectlSetup, 'mayAsk' | 'tell'>): readonly OpenCluster[] => {
  const flags = passedFlags(options)
  const timeout = options.text('request-timeout') ?? REQUEST_TIMEOUT
  const contexts = options.texts('context')
  return (contexts.length === 0 ? [''] : [...new Set(contexts)]).map(context => ({
    context,
    kubectl: createKubectl({
      path: options.text('kubectl') ?? 'kubectl',
      flags: [...flags, ...(context === '' ? [] : [`--context=${context}`])],
      timeout,
      mayReadLogs: options.flag('container-logs'),
      mayAsk,
      tell,
    }),
  }))
}

/** The flags of kubectl, as they were given, but for the time, which is for what ends. */
const passedFlags = (options: Options): readonly string[] =>
  PASSED_OPTIONS.flatMap(option => {
    const name = optionName(option)
    if (name === 'request-timeout') return []
    if (!takesValue(option)) return options.flag(name) ? [`--${name}`] : []
    return options.texts(name).map(value => `--${name}=${value}`)
  })
