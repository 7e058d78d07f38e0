import { renderTable } from '../../index.ts'
import type { Answer, Surroundings } from '../answer.ts'
import { TROUBLE } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessTexts } from '../assess-texts.ts'
import type { Assessed, AssessInput } from '../assess-texts.ts'
import { publicApplication } from '../public-application.ts'

/** The status of an application from its manifests and a dump of its live objects. Exit codes: 0 healthy, 1 not, 2 trouble. */
export const status = (input: AssessInput, options: Options, surroundings: Surroundings): Answer => {
  const assessed = assessTexts(input, options, surroundings)
  const { application, notes, trouble } = assessed
  return {
    text: print(assessed, options, surroundings),
    notes,
    exitCode: trouble ? TROUBLE : application.status === 'Healthy' ? 0 : 1,
  }
}

const print = (assessed: Assessed, options: Options, { now, paint, columns }: Surroundings): string => {
  const { application, live } = assessed
  const format = options.text('output') ?? 'table'
  const rows = { now, live, tree: options.flag('tree') }
  if (format === 'json') return `${JSON.stringify(publicApplication(assessed), undefined, 2)}\n`
  return renderTable(application, { ...rows, paint, wide: format === 'wide', ...(columns === undefined ? undefined : { columns }) })
}
