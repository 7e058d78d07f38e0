import type { CommandAnswer, Terminal } from '../answer.ts'
import { TROUBLE } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessTogether, valuesBeside } from '../assess-all.ts'
import type { Assessed, AssessInput } from '../assess-texts.ts'
import { createGuard, guarded, refuseWithheld } from '../output/guarded.ts'
import { printApplications } from '../output/print-applications.ts'
import { rowMisuse } from '../choose-rows.ts'

/** The status of applications from what was deployed and what is live. Exit codes: 0 healthy, 1 not, 2 trouble. */
export const status = (input: AssessInput, options: Options, surroundings: Terminal): CommandAnswer =>
  guarded(useGuard => {
    const misuse = rowMisuse(options)
    if (misuse !== undefined) return { text: '', notes: [misuse], exitCode: TROUBLE }
    // A hash of a Secret's value says nothing to people, and nothing to programs as it is salted anew in every run. Those of a cluster are hashed already.
    const salt = input.clusters === undefined ? undefined : surroundings.salt
    const guard = useGuard(createGuard(input.values, { salt, beside: valuesBeside(input) }))
    const all = assessTogether(input, options, surroundings, () => guard)
    refuseWithheld(all)
    return {
      text: printApplications(all, options, { ...surroundings, guard }),
      notes: all.flatMap(({ notes }) => notes),
      exitCode: worstCode(all),
    }
  })

/** The worst exit code of all. */
export const worstCode = (all: readonly Assessed[]): number => Math.max(...all.map(chooseExitCode))

const chooseExitCode = ({ application, trouble }: Assessed): number => (trouble ? TROUBLE : application.status === 'Healthy' ? 0 : 1)
