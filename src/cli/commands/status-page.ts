import type { CommandAnswer, Terminal } from '../answer.ts'
import { TROUBLE } from '../answer.ts'
import type { Options } from '../args.ts'
import type { AssessInput } from '../assess-texts.ts'
import { rowMisuse } from '../choose-rows.ts'
import { guarded } from '../output/guarded.ts'
import { assessPage, momentReport } from './report.ts'
import { worstCode } from './status.ts'

/** `status -o html`: the page passes a redactor of its own, before it is HTML. It is a command apart, as the page is most of what the executable holds. */
export const statusPage = (input: AssessInput, options: Options, surroundings: Terminal): CommandAnswer =>
  guarded(() => {
    const misuse = rowMisuse(options)
    if (misuse !== undefined) return { text: '', notes: [misuse], exitCode: TROUBLE }
    const all = assessPage(input, options, surroundings)
    const { text, notes, exitCode } = momentReport(all, { logs: [] }, options, surroundings)
    const isChosen = ['only', 'kind', 'selector'].some(name => options.texts(name).length > 0)
    return { text, notes: isChosen ? [...notes, SHOWS_ALL] : notes, exitCode: Math.max(exitCode, worstCode(all)) }
  })

const SHOWS_ALL = 'The page shows all objects: it has filters of its own'
