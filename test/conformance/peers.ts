import { goPeer } from '../bench/peer.ts'
import { fixtureLines, hasShared, sharedLines } from '../support/fixtures.ts'
import { recordedPairs } from '../support/recorded-sets.ts'
import { argoCases } from './argo-health.ts'
import { HEALTH_PEERS, healthAnswers, inOurWords } from './health-peers.ts'
import { isCounted, type SyncRecord } from './sync.ts'

/** How often another implementation agrees with a corpus. */
export interface PeerAgreement {
  readonly corpus: string
  readonly peer: string
  readonly cases: number
  readonly agreeing: number
}

/** gitops-engine's comparison against the dry runs of the API server. */
const onDryRuns = async (corpus: string): Promise<readonly PeerAgreement[]> => {
  const records =
    corpus === 'third-party' ? sharedLines<SyncRecord>(`corpus/${corpus}.jsonl.gz`) : fixtureLines<SyncRecord>(`sync/${corpus}.jsonl.gz`)
  const peer = goPeer('gitops-engine', recordedPairs(corpus))
  if (peer === undefined) return []
  const lines = (await peer.ask('answers')).map(line => JSON.parse(line) as { readonly id: string; readonly sync: string })
  peer.close()
  const answers = new Map(lines.map(({ id, sync }) => [id, sync]))
  const counted = records.filter(isCounted)
  const agreeing = counted.filter(({ id, inSync }) => answers.get(id) === (inSync === true ? 'InSync' : 'OutOfSync')).length
  return [{ corpus, peer: 'gitops-engine v0.7.3', cases: counted.length, agreeing }]
}

const VERSIONS = { 'gitops-engine': 'v0.7.3', kstatus: 'v1.2.2' } as const

/** Argo CD's own cases: nearly all of its checks are Lua, which gitops-engine alone does not bring, so it is counted where it answers. */
const onArgoCases = async (): Promise<readonly PeerAgreement[]> => {
  const cases = argoCases()
  const objects = cases.map(({ object }, number) => ({ id: String(number), live: object }))
  const agreements: PeerAgreement[] = []
  for (const peer of HEALTH_PEERS) {
    const answers = await healthAnswers(peer, objects)
    if (answers === undefined) continue
    const answered = cases.flatMap(({ status }, number) => {
      const said = answers[number] ?? ''
      return said === '' ? [] : [{ status, said }]
    })
    const agreeing = answered.filter(({ status, said }) => inOurWords(said) === status).length
    agreements.push({ corpus: 'argo-health', peer: `${peer} ${VERSIONS[peer]}`, cases: answered.length, agreeing })
  }
  return agreements
}

/** Every peer on every corpus that it can answer; none where Go is absent. */
export const peerAgreements = async (): Promise<readonly PeerAgreement[]> => [
  ...(await onDryRuns('classes')),
  ...(await onDryRuns('generated')),
  ...(await onDryRuns('generated-rare')),
  ...(hasShared ? [...(await onDryRuns('third-party')), ...(await onArgoCases())] : []),
]
