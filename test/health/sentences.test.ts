import { describe, expect, test } from 'vitest'
import { assessHealth } from '../../src/health/index.ts'
import type { Health } from '../../src/health/index.ts'
import { healthCases } from '../support/health-cases.ts'
import { readStates, STATES_NOW } from '../support/state-rows.ts'

/** What stands before a sentence in a table: the label, as wide as the longest. */
const LABEL = 13
const COLUMNS = 80

interface Said {
  readonly health: Health
  /** Everything that controllers and people wrote into the objects. */
  readonly written: string
}

const said: readonly Said[] = [
  ...readStates().flatMap(([, states]) =>
    states.map(({ object }) => ({ health: assessHealth(object, { now: STATES_NOW }), written: JSON.stringify(object) })),
  ),
  ...healthCases().map(({ head: { now, complete }, live, related }) => ({
    health: assessHealth(live, { related, ...(now === undefined ? {} : { now }), ...(complete === undefined ? {} : { complete }) }),
    written: JSON.stringify([live, related]),
  })),
]

/** The part that gives the verdict: up to the first mark behind which there are only details. */
const verdictOf = (message: string): string => message.split(/[:;(]/, 1)[0]?.trim() ?? ''

const isTold = ({ health: { status, message } }: Said): boolean => status !== 'NotApplicable' || message !== ''
const line = ({ status, message }: Health): string => {
  const text = `${status.padEnd(LABEL)}${message}`
  return text.length > COLUMNS ? `${text.slice(0, COLUMNS - 1)}…` : text
}

describe('at 80 columns', () => {
  test('every answer has a sentence', () => {
    expect(said.filter(isTold).filter(({ health: { message } }) => message.trim() === '')).toEqual([])
  })

  test('every sentence of our own shows its verdict', () => {
    const cut = said.filter(({ health, written }) => {
      const verdict = verdictOf(health.message)
      return !written.includes(JSON.stringify(verdict).slice(1, -1)) && verdict.length > COLUMNS - LABEL
    })
    expect(cut.map(({ health }) => health.message)).toEqual([])
  })

  test('no sentence repeats its label, its reason or a field of an API as the whole of what it says', () => {
    const bare = said.filter(isTold).filter(({ health: { message, status, reason }, written }) => {
      const isWritten = written.includes(`"${message}"`)
      return !isWritten && message !== '' && (message === status || (message === reason && !/^[A-Z][a-z]+$/.test(reason)))
    })
    expect(bare.map(({ health }) => health.message)).toEqual([])
  })

  // To be read whenever it changes: one sentence for each reason of each rule.
  test('the sentence of every reason is one that somebody has read', async () => {
    const first = new Map<string, Health>()
    for (const { health } of said.filter(isTold)) {
      const key = `${health.rule}\n${health.status}\n${health.reason}`
      const known = first.get(key)
      if (known === undefined || health.message < known.message) first.set(key, health)
    }
    const rules = new Map<string, string[]>()
    for (const [, health] of Array.from(first).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      rules.set(health.rule, [...(rules.get(health.rule) ?? []), line(health)])
    const text = Array.from(rules, ([rule, lines]) => `${rule}\n${lines.map(each => `  ${each}\n`).join('')}`).join('\n')
    await expect(text).toMatchFileSnapshot('../../fixtures/sentences/at-80-columns.txt')
  })
})
