import { fixtureLines, sharedLines } from '../support/fixtures.ts'
import type { SyncRecord } from './sync-record.ts'

/** Corpora that API servers of other versions than the bundled one answered. */
export interface VersionCorpus {
  readonly version: string
  readonly corpus: string
  readonly records: readonly SyncRecord[]
}

/** What lies in fixtures/, and the larger ones beside the repository where they are there. */
export const versionCorpora = (): readonly VersionCorpus[] => [
  ...['1.29', '1.31', '1.32', '1.34', '1.37'].map(version => ({
    version,
    corpus: `${version}-new-fields`,
    records: fixtureLines<SyncRecord>(`sync/versions/${version}-new-fields.jsonl.gz`),
  })),
  ...['1.29', '1.32'].flatMap(version => {
    const records = sharedLines<SyncRecord>(`corpus/versions/${version}-generated.jsonl.gz`)
    return records.length === 0 ? [] : [{ version, corpus: `${version}-generated`, records }]
  }),
]
