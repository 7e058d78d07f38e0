import { HEALTH_PEERS, type HealthAgreement, type HealthDisagreement, type HealthPeer } from './health-peers.ts'
import { reasonFor } from './health-reasons.ts'

/** A disagreement that several objects have in common, with what each peer says and of how many. */
interface Group {
  readonly first: HealthDisagreement
  readonly said: Map<string, number>
}

const groupsOf = (agreements: readonly HealthAgreement[]): readonly Group[] => {
  const groups = new Map<string, Group>()
  for (const { peer, disagreements } of agreements.flatMap(({ peers }) => peers))
    for (const one of disagreements) {
      const key = `${one.rule} ${one.reason} ${one.ours}`
      const group = groups.get(key) ?? { first: one, said: new Map<string, number>() }
      const words = `${peer} ${one.theirs}`
      group.said.set(words, (group.said.get(words) ?? 0) + 1)
      groups.set(key, group)
    }
  return Array.from(groups.entries())
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => group)
}

/** The disagreements for which no reason is written in health-reasons.ts. */
export const unexplained = (agreements: readonly HealthAgreement[]): readonly string[] =>
  groupsOf(agreements)
    .filter(({ first }) => reasonFor(first) === undefined)
    .map(({ first, said }) => `${first.rule} ${first.reason}: ${first.ours}, not ${Array.from(said.keys()).join(', ')}`)

const cell = ({ peers }: HealthAgreement, name: HealthPeer): string => {
  const found = peers.find(({ peer }) => peer === name)
  if (found === undefined) return 'not asked'
  const { agreeing, answered } = found
  return `${((100 * agreeing) / answered).toFixed(2)} % of ${answered}`
}

const line = ({ first: { rule, reason, ours }, said }: Group): string => {
  const theirs = Array.from(said, ([words, count]) => `${words} (${count})`)
  return `- \`${rule}\` ${reason}: ${ours}; ${theirs.join(', ')}. Ours is right because ${reasonFor({ rule, reason }) ?? '(no reason is written)'}.`
}

/** The part of docs/conformance.md on health beside others. */
export const healthSection = (agreements: readonly HealthAgreement[]): readonly string[] => [
  '## Health beside gitops-engine and kstatus',
  '',
  'Every live object of the corpora, and every state that the watch of the storefront saw, judged alone by `assessHealth` and by both. No one recorded',
  'what is true of them, so this is agreement and nothing more. gitops-engine has no check for most kinds and is counted where it says something.',
  'kstatus has fewer words: its Current is Healthy, Suspended and NotApplicable here, InProgress and Terminating are Progressing, Failed is Degraded.',
  'Nothing but an API server ran for the corpora, so most of their objects wait for a controller.',
  '',
  `| set | objects | ${HEALTH_PEERS.map(peer => `agree with ${peer}`).join(' | ')} |`,
  `| --- | ---: | ${HEALTH_PEERS.map(() => '---').join(' | ')} |`,
  ...agreements.map(one => `| ${one.set} | ${one.objects} | ${HEALTH_PEERS.map(peer => cell(one, peer)).join(' | ')} |`),
  '',
  'Where they disagree, by rule, with the number of objects:',
  '',
  ...groupsOf(agreements).map(line),
]
