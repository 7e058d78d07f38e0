import picocolors from 'picocolors'
import type { Paint } from '../../index.ts'

/** The inputs that decide whether output is coloured. */
export interface ColourChoice {
  /** `--color`: always and never decide, auto leaves it to what follows. */
  readonly flag: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isTerminal: boolean
}

/** Decides whether to colour: by the option, then NO_COLOR (no-color.org: any text in it), then FORCE_COLOR, then the terminal. */
export const wantsColour = ({ flag, env, isTerminal }: ColourChoice): boolean => {
  if (flag === 'always') return true
  if (flag === 'never' || isSet(env['NO_COLOR'])) return false
  const forced = env['FORCE_COLOR']
  if (isSet(forced)) return forced !== '0' && forced !== 'false'
  return isTerminal && env['TERM'] !== 'dumb'
}

const isSet = (variable: string | undefined): boolean => variable !== undefined && variable !== ''

/** The colours of the product in those that every terminal has; cyan stands for blue, which is hard to read on black. */
export const createPaint = (enabled: boolean): Paint => {
  const { cyan, green, gray, red, yellow, dim, bold } = picocolors.createColors(enabled)
  const paints = { blue: cyan, green, grey: gray, red, orange: yellow, dim, bold }
  return (colour, text) => paints[colour](text)
}
