import { goPeer } from '../bench/peer.ts'
import { assessHealth } from '../../src/health/index.ts'
import type { Health } from '../../src/health/index.ts'
import { hasShared } from '../support/fixtures.ts'
import { recordedPairs, storefrontObjects, type RecordedObject } from '../support/recorded-sets.ts'

/** How our health of recorded objects compares with what another implementation says of the same objects. */
export interface HealthAgreement {
  readonly set: string
  readonly objects: number
  readonly peers: readonly PeerOnSet[]
}

/** One of them on one set. */
export interface PeerOnSet {
  readonly peer: HealthPeer
  /** Objects of which it says anything: gitops-engine has no check for most kinds. */
  readonly answered: number
  readonly agreeing: number
  readonly disagreements: readonly HealthDisagreement[]
}

/** What both said of one object. */
export interface HealthDisagreement {
  readonly rule: string
  readonly reason: string
  readonly ours: Health['status']
  readonly theirs: string
}

/** The peers of test/bench/peers that judge health, under the names of the page. */
export const HEALTH_PEERS = ['gitops-engine', 'kstatus'] as const
export type HealthPeer = (typeof HEALTH_PEERS)[number]

/** What they say in our words. Theirs are fewer: what has no health of its own, or is suspended as was asked, is Current to kstatus. */
const IN_OUR_WORDS: Readonly<Record<string, string>> = {
  Current: 'Healthy',
  InProgress: 'Progressing',
  Terminating: 'Progressing',
  Failed: 'Degraded',
  NotFound: 'Missing',
}
export const inOurWords = (said: string): string => IN_OUR_WORDS[said] ?? said
const agree = (ours: Health['status'], theirs: string): boolean =>
  inOurWords(theirs) === ours ||
  (ours === 'NotApplicable' && inOurWords(theirs) === 'Healthy') ||
  (ours === 'Suspended' && theirs === 'Current')

/** What a peer says of each object, by its number; undefined, with a word, where Go is absent. */
export const healthAnswers = async (peer: HealthPeer, objects: readonly RecordedObject[]): Promise<readonly string[] | undefined> => {
  const program = goPeer(
    peer,
    objects.map(({ live }, number) => ({ id: String(number), live })),
  )
  if (program === undefined) return undefined
  const lines = await program.ask('answers')
  program.close()
  const answers = new Map(lines.map(line => JSON.parse(line) as { id: string; health: string }).map(({ id, health }) => [id, health]))
  return objects.map((_, number) => answers.get(String(number)) ?? '')
}

const onSet = async (peer: HealthPeer, objects: readonly RecordedObject[]): Promise<readonly PeerOnSet[]> => {
  const answers = await healthAnswers(peer, objects)
  if (answers === undefined) return []
  const asked = objects.map(({ live, at }) => assessHealth(live, at === undefined ? {} : { now: at }))
  const both = asked.flatMap(({ rule, reason, status }, number) => {
    const theirs = answers[number] ?? ''
    return theirs === '' ? [] : [{ rule, reason, ours: status, theirs }]
  })
  const disagreements = both.filter(({ ours, theirs }) => !agree(ours, theirs))
  return [{ peer, answered: both.length, agreeing: both.length - disagreements.length, disagreements }]
}

/** The live objects of every corpus and of the storefront, each judged alone, as the peers judge them. */
export const healthAgreements = async (): Promise<readonly HealthAgreement[]> => {
  const sets = ['classes', 'generated', 'generated-rare', 'every-kind', ...(hasShared ? ['third-party'] : [])]
  const named = [...sets.map(set => ({ set, objects: recordedPairs(set) })), { set: 'storefront', objects: storefrontObjects() }]
  const agreements: HealthAgreement[] = []
  for (const { set, objects } of named) {
    const peers: PeerOnSet[] = []
    for (const peer of HEALTH_PEERS) peers.push(...(await onSet(peer, objects)))
    agreements.push({ set, objects: objects.length, peers })
  }
  return agreements
}
