import { wordClass } from './word-classes.ts'
import type { WordClass } from './word-classes.ts'

/** The meaning of a condition's being True, by its type alone. */
export type TypeClass = 'summary' | 'positive' | 'negative' | 'busy' | 'paused' | 'neutral'

/** By the API conventions one of these sums up all others where it is present; in this order. */
export const SUMMARY_TYPES: readonly string[] = [
  'ready',
  'available',
  'healthy',
  'succeeded',
  'complete',
  'completed',
  'finished',
  'established',
  'programmed',
  'accepted',
  'synced',
  'reconciled',
  'valid',
]

/** Types whose words would mislead: they are for information, switches, or say what is being done rather than how it is. */
const NEUTRAL_TYPE =
  /^(?:warning|upgradeable|deprecated|noWarnings|info|testsuccess$|active|inuse|scalingactive|scalinglimited|disruption|drifted|paus(?:ed|ing)or)|(?:Enabled|Eligible)$/i

const TYPE_OF: Readonly<Record<WordClass, TypeClass>> = {
  good: 'positive',
  bad: 'negative',
  busy: 'busy',
  paused: 'paused',
  unknown: 'neutral',
}

/** The class of a condition type; a vendor's prefix (`ACK.ResourceSynced`, `example.com/ready`) says nothing. */
export const typeClass = (type: string): TypeClass => {
  const name = typeName(type)
  if (SUMMARY_TYPES.includes(name.toLowerCase().replaceAll(/[\s_-]+/g, ''))) return 'summary'
  if (NEUTRAL_TYPE.test(name)) return 'neutral'
  const said = wordClass(name)
  if (said !== 'good' && /^No[tn]?(?=[A-Z])/.test(name)) return 'negative'
  return said === undefined ? 'neutral' : TYPE_OF[said]
}

/** A type without its vendor's prefix. */
export const typeName = (type: string): string => type.slice(Math.max(type.lastIndexOf('/'), type.lastIndexOf('.')) + 1)
