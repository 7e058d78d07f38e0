import { isRecord, membersIn, own } from '../../model/read.ts'

/** Reads one value from an object (`root`) or from the item of a walk (`here`). */
export type PathReader = (here: unknown, root: unknown) => unknown

/**
 * A path of a rule: names with dots between (`status.phase`), names with dots in brackets (`metadata.annotations[example.com/a]`), an index or
 * `-1` for the last item of a list, and `[]` for all items of a list or values of a map. `^.` starts at the object, `.` is the item itself.
 */
export const compilePath = (path: string): PathReader => {
  const fromRoot = path.startsWith('^.')
  const steps = pathSteps(fromRoot ? path.slice(2) : path)
  return (here, root) => follow(fromRoot ? root : here, steps, 0)
}

const EACH = '[]'

/** The steps of a path, for compiling and for checking it. */
export const pathSteps = (path: string): readonly string[] => {
  const steps: string[] = []
  let step = ''
  const push = (): void => {
    if (step !== '') steps.push(step)
    step = ''
  }
  for (let index = 0; index < path.length; index++) {
    const character = path.charAt(index)
    const close = character === '[' ? path.indexOf(']', index) : -1
    if (character === '.') push()
    else if (close > 0) {
      push()
      const inner = path.slice(index + 1, close)
      steps.push(inner === '' ? EACH : inner)
      index = close
    } else step += character
  }
  push()
  return steps
}

const follow = (start: unknown, steps: readonly string[], from: number): unknown => {
  let here = start
  for (let index = from; index < steps.length; index++) {
    const step = steps[index] ?? ''
    if (step === EACH) return membersIn(here).flatMap(item => follow(item, steps, index + 1) ?? [])
    if (Array.isArray(here)) here = here.at(Number(step))
    else if (isRecord(here)) here = own(here, step)
    else return undefined
  }
  return here
}
