import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { corpusFiles, goPeer } from '../bench/peer.ts'
import { fixtureLines, sharedLines } from '../support/fixtures.ts'
import { argoCases } from './argo-health.ts'
import { isCounted, type SyncRecord } from './sync.ts'

/** How often another implementation agrees with a corpus. */
export interface PeerAgreement {
  readonly corpus: string
  readonly peer: string
  readonly cases: number
  readonly agreeing: number
}

interface Answer {
  readonly id: string
  readonly health: string
  readonly sync?: string
}

const answersOf = async (name: string, files: readonly string[]): Promise<ReadonlyMap<string, Answer> | undefined> => {
  const peer = goPeer(name, files)
  if (peer === undefined) return undefined
  const lines = await peer.ask('answers')
  peer.close()
  const answers = lines.map(line => JSON.parse(line) as Answer)
  return new Map(answers.map(answer => [answer.id, answer]))
}

/** gitops-engine's comparison against the dry runs of the API server. */
const onDryRuns = async (corpus: string): Promise<readonly PeerAgreement[]> => {
  const records =
    corpus === 'third-party' ? sharedLines<SyncRecord>(`corpus/${corpus}.jsonl.gz`) : fixtureLines<SyncRecord>(`sync/${corpus}.jsonl.gz`)
  if (records.length === 0) return []
  const answers = await answersOf('gitops-engine', corpusFiles([`${corpus}.jsonl.gz`]))
  if (answers === undefined) return []
  const counted = records.filter(isCounted)
  const agreeing = counted.filter(({ id, inSync }) => answers.get(id)?.sync === (inSync === true ? 'InSync' : 'OutOfSync')).length
  return [{ corpus, peer: 'gitops-engine v0.7.3', cases: counted.length, agreeing }]
}

/** What kstatus says in the words of Argo CD. */
const IN_ARGO_WORDS: Readonly<Record<string, string>> = {
  Current: 'Healthy',
  InProgress: 'Progressing',
  Terminating: 'Progressing',
  Failed: 'Degraded',
}

/** kstatus on Argo CD's own cases. gitops-engine alone is not asked: nearly all of these checks are Lua that Argo CD brings. */
const onArgoCases = async (): Promise<readonly PeerAgreement[]> => {
  const cases = argoCases()
  if (cases.length === 0) return []
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'))
  const file = join(folder, 'cases.jsonl.gz')
  writeFileSync(file, gzipSync(cases.map(({ object }, id) => JSON.stringify({ id: String(id), live: object })).join('\n')))
  const answers = await answersOf('kstatus', [file])
  rmSync(folder, { recursive: true })
  if (answers === undefined) return []
  const agreeing = cases.filter(({ status }, id) => {
    const said = answers.get(String(id))?.health ?? ''
    return (IN_ARGO_WORDS[said] ?? said) === status
  }).length
  return [{ corpus: 'argo-health', peer: 'kstatus v1.2.2', cases: cases.length, agreeing }]
}

/** Every peer on every corpus that it can answer; none where Go is absent. */
export const peerAgreements = async (): Promise<readonly PeerAgreement[]> => [
  ...(await onDryRuns('classes')),
  ...(await onDryRuns('generated')),
  ...(await onDryRuns('generated-rare')),
  ...(await onDryRuns('third-party')),
  ...(await onArgoCases()),
]
