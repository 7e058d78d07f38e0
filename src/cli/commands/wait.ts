import type { ApplicationAssessment, Gate, Redactor, Shown } from '../../index.ts'
import { refText } from '../../model/identity.ts'
import { plainText } from '../../model/plain-text.ts'
import { timestamp } from '../../model/scalars/time.ts'
import { needsLook } from '../../model/statuses.ts'
import type { CommandEnding, Terminal } from '../answer.ts'
import { TIMED_OUT, TROUBLE } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessTogether, valuesBeside } from '../assess-all.ts'
import type { Assessed, AssessInput } from '../assess-texts.ts'
import { WAIT_FOR, WAIT_FORMATS } from '../command-spec.ts'
import { GATE_CODES, joinGates, readGate } from '../gate.ts'
import { clean, createGuard, guarded, refuseWithheld } from '../output/guarded.ts'

/** The world of a gate: what is read anew each time, and the clock. */
export interface WaitSurroundings {
  /** Reads all that is asked for; a text says why that cannot be. */
  readonly read: () => Promise<AssessInput | string>
  readonly terminal: () => Terminal
  readonly clock: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
  /** How long at most, in milliseconds; undefined: as long as it takes. */
  readonly timeout: number | undefined
}

/** Between two readings; never less than the last one took, so that a slow cluster is not kept busy. */
const PAUSE = 2000

/**
 * A gate: ends as soon as all is well (0), waiting cannot make it so (1), or the time ran out (3), and says what it waited for. A cluster that does not
 * answer once is asked again; one that never did is trouble (2).
 */
export const wait = async function* (options: Options, world: WaitSurroundings): AsyncGenerator<string, CommandEnding, undefined> {
  const begun = world.clock()
  const tell = createTeller(options, world)
  let last: WaitStep | undefined
  for (;;) {
    const start = world.clock()
    const input = await world.read()
    if (typeof input === 'string') {
      if (last === undefined) return { notes: [input], exitCode: TROUBLE }
    } else {
      const [step, ending] = lookAt(input, options, world)
      if (ending !== undefined) return ending
      last = step
      yield* tell(step)
      if (step.gate !== 'wait')
        return { notes: [...step.notes, ...(step.gate === 'fail' ? step.open : [])], exitCode: GATE_CODES[step.gate] }
    }
    const pause = Math.max(PAUSE, world.clock() - start)
    if (world.timeout !== undefined && world.clock() + pause - begun > world.timeout) return timedOut(input, last)
    await world.sleep(pause)
  }
}

const timedOut = (input: AssessInput | string, last: WaitStep | undefined): CommandEnding => ({
  notes: [...(last?.notes ?? []), 'The time ran out while waiting for:', ...(typeof input === 'string' ? [input] : (last?.open ?? []))],
  exitCode: TIMED_OUT,
})

/** The result of one look. */
interface WaitStep {
  readonly gate: Gate
  readonly headline: string
  readonly status: string
  readonly notes: readonly string[]
  /** The objects that are not well yet. */
  readonly open: readonly string[]
}

/** Looks once. Everything passes the redactor before it is kept. */
const lookAt = (input: AssessInput, options: Options, world: WaitSurroundings): readonly [WaitStep, CommandEnding?] => {
  let step: Omit<WaitStep, 'notes'> | undefined
  const answer = guarded(useGuard => {
    const terminal = world.terminal()
    const guard = useGuard(createGuard(input.values, { salt: terminal.salt, beside: valuesBeside(input) }))
    const all = assessTogether(input, options, terminal, () => guard)
    refuseWithheld(all)
    step = makeStep(all, options, guard)
    return { text: '', notes: all.flatMap(({ notes }) => notes), exitCode: all.some(({ trouble }) => trouble) ? TROUBLE : 0 }
  })
  const ending = { notes: answer.notes, exitCode: TROUBLE }
  if (step === undefined) return [{ gate: 'fail', headline: '', status: '', notes: [], open: [] }, ending]
  const { notes } = answer
  return answer.exitCode === TROUBLE ? [{ ...step, notes }, ending] : [{ ...step, notes }]
}

const makeStep = (all: readonly Assessed[], options: Options, guard: Redactor): Omit<WaitStep, 'notes'> => {
  const [first] = all
  const [title, message] = [clean(guard, first?.title ?? ''), first?.application.message ?? '']
  return {
    gate: joinGates(all.map(({ application }) => readGate(application, options.one('for', WAIT_FOR)))),
    headline: plainText(clean(guard, title === '' ? message : `${title}: ${message}`)),
    status: first?.application.status ?? 'No status',
    open: clean(
      guard,
      all.flatMap(({ application }) => openLines(application)),
    ),
  }
}

const MOST_LINES = 10

const openLines = ({ objects }: Shown<ApplicationAssessment>): readonly string[] => {
  const open = objects.filter(({ status, health }) => needsLook({ status }) && health.advisory !== true)
  const lines = open
    .slice(0, MOST_LINES)
    .map(
      ({ ref, status, message, health }) =>
        `  ${plainText(`${refText(ref)}${ref.source === undefined ? '' : ` of ${ref.source}`} is ${status}: ${message || health.message}`)}`,
    )
  return open.length > MOST_LINES ? [...lines, `  and ${open.length - MOST_LINES} more`] : lines
}

/** A line for each other answer. */
const createTeller = (options: Options, world: WaitSurroundings) => {
  let told = ''
  return ({ status, headline, gate }: WaitStep): readonly string[] => {
    const at = timestamp(world.clock())
    const isJson = options.one('output', WAIT_FORMATS) === 'ndjson'
    const line = isJson ? JSON.stringify({ status, gate, message: headline }) : `${status}  ${headline}`
    if (line === told) return []
    told = line
    return [
      isJson
        ? `${JSON.stringify({ at, status, gate, message: headline })}\n`
        : `${world.terminal().paint('dim', at.slice(11, 19))}  ${line}\n`,
    ]
  }
}
