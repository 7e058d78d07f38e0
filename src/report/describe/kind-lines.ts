import type { JsonRecord } from '../../model/kube-object.ts'
import { networkLines } from './network-lines.ts'
import { podLines } from './pod-lines.ts'
import { settingLines } from './setting-lines.ts'
import type { SummaryLine } from './summary-line.ts'
import { workloadLines } from './workload-lines.ts'

/** The lines of one kind, from the live object. */
export type KindLines = (live: JsonRecord, now: number) => readonly SummaryLine[]

const KINDS: ReadonlyMap<string, KindLines> = new Map(
  Object.entries({ Pod: podLines, ...workloadLines, ...networkLines, ...settingLines } satisfies Record<string, KindLines>),
)

/** Lists what the printer columns and the describer of kubectl say of a kind beyond what all have; nothing for one that it prints by its definition. */
export const kindLines = (kind: string, live: JsonRecord, now: number): readonly SummaryLine[] => KINDS.get(kind)?.(live, now) ?? []
