/** The way to the spec of the pods that a kind makes, or is. */
export const podSpecPath = (kindKey: string): readonly string[] => PATHS.get(kindKey) ?? TEMPLATE

const TEMPLATE: readonly string[] = ['spec', 'template', 'spec']
const PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', ['spec']],
  ['PodTemplate', ['template', 'spec']],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
])
