import { openBreakableConnection } from './breakable-connection.ts'
import type { BreakableConnection } from './breakable-connection.ts'
import type { Check, Checking, Outcome } from './checks.ts'

const seconds = (count: number): Promise<void> => new Promise(resolve => void setTimeout(resolve, count * 1000))

/** Watches over a way that `breakIt` breaks; one object goes while nobody can see it, and comes back later. */
const watchBroken = async (
  checking: Checking,
  breakIt: (way: BreakableConnection, gone: () => Promise<void>) => Promise<Outcome>,
): Promise<Outcome> => {
  const { cluster, settings, flags } = checking
  const applied = await cluster.kubectl(['apply', '-f', settings])
  if (applied.code !== 0) return `kubectl: ${applied.errors.slice(0, 300)}`
  const way = await openBreakableConnection(cluster, flags)
  try {
    const asked = ['watch', '-d', settings, '-n', cluster.namespace, ...way.flags, '-o', 'lines', '--timeout', '75s']
    const watching = cluster.ask(asked)
    await seconds(15)
    const broken = await breakIt(way, async () => void (await cluster.kubectl(['delete', 'configmap', 'settings'])))
    await seconds(20)
    await cluster.kubectl(['apply', '-f', settings])
    const { text, errors } = await watching
    return broken ?? told(`${text}${errors}`)
  } finally {
    way.close()
  }
}

/** What went is told once, what came back too, and nothing else is said to be missing. */
const told = (text: string): Outcome => {
  const missing = text.split('\n').filter(line => line.includes('→ Missing') && !/ {2}Application {2}/.test(line))
  if (missing.length !== 1 || missing[0]?.includes('settings') !== true) return `${missing.length} objects are said to be missing: ${text}`
  return /settings {2}Missing → In Sync/.test(text) ? undefined : `what came back is not told: ${text}`
}

/** What becomes of a watch where the server is not as patient as it. */
export const BROKEN_CHECKS: readonly Check[] = [
  [
    'a watch whose place in history has expired reads again and goes on',
    checking =>
      watchBroken(checking, async (way, gone) => {
        const expired = way.expire()
        await gone()
        return expired > 0 ? undefined : 'no watch was under way'
      }),
  ],
  [
    'a watch goes on where the server was away, and calls nothing missing meanwhile',
    checking =>
      watchBroken(checking, async (way, gone) => {
        way.cut()
        await gone()
        await seconds(6)
        await way.mend()
        return undefined
      }),
  ],
]
