import type { DeclarativeRule, Row } from '../rules/declarative-rule.ts'

const notReady: readonly Row[] = [
  { when: { cond: 'Ready', is: 'False' }, status: 'Degraded' },
  { when: { cond: 'Ready', is: 'Unknown' }, status: 'Progressing' },
  { when: { no: { cond: 'Ready', is: 'True' } }, status: 'Progressing', reason: 'NotReady', say: 'It has not reported to be ready yet' },
]
const isReady: Row = { when: { cond: 'Ready', is: 'True' }, status: 'Healthy' }
const environments = (path: string, name: string): readonly Row[] => [
  {
    when: { any: path, where: { field: 'phase', is: 'failure' } },
    status: 'Degraded',
    reason: 'CheckFailed',
    say: `The check failed for {items.${name}}`,
  },
  {
    when: { any: path, where: { field: 'phase', is: 'pending' } },
    status: 'Progressing',
    reason: 'CheckPending',
    say: `The check is pending for {items.${name}}`,
  },
]

/** GitOps Promoter: Ready everywhere, then the phases and commits of the environments. */
export const gitopsPromoter: readonly DeclarativeRule[] = [
  {
    for: ['promoter.argoproj.io/GitCommitStatus', 'promoter.argoproj.io/TimedCommitStatus', 'promoter.argoproj.io/WebRequestCommitStatus'],
    rules: [...notReady, ...environments('status.environments', 'branch'), isReady],
  },
  {
    for: ['promoter.argoproj.io/ArgoCDCommitStatus'],
    rules: [...notReady, ...environments('status.applicationsSelected', 'name'), isReady],
  },
  {
    for: ['promoter.argoproj.io/PullRequest'],
    rules: [
      ...notReady,
      {
        when: [{ field: 'status.id', empty: true }],
        status: 'Progressing',
        reason: 'NotOpened',
        say: 'The pull request has not been opened yet',
      },
      {
        when: { field: 'status.state', exists: true },
        status: 'Healthy',
        reason: 'PullRequestState',
        say: 'Pull request {status.id} is {value}',
      },
      isReady,
    ],
  },
  {
    for: ['promoter.argoproj.io/ChangeTransferPolicy'],
    rules: [
      ...notReady,
      {
        when: { field: 'status.active.dry.sha', empty: true },
        status: 'Progressing',
        reason: 'NoActiveCommit',
        say: 'The dry commit of the active branch is not known yet',
      },
      {
        when: { field: 'status.proposed.dry.sha', empty: true },
        status: 'Progressing',
        reason: 'NoProposedCommit',
        say: 'The dry commit of the proposed branch is not known yet',
      },
      {
        when: { compare: ['status.active.dry.sha', '!=', 'status.proposed.dry.sha'] },
        status: 'Progressing',
        reason: 'Promoting',
        say: 'A promotion is under way',
      },
      {
        when: { any: 'status.active.commitStatuses', where: { field: 'phase', not: 'success' } },
        status: 'Healthy',
        reason: 'ChecksNotPassed',
        say: 'Up to date; active commit statuses that are not successful: {items.key}',
      },
      isReady,
    ],
  },
  {
    for: ['promoter.argoproj.io/PromotionStrategy'],
    rules: [
      ...notReady,
      {
        when: { any: 'status.environments', where: { field: 'active.dry.sha', empty: true } },
        status: 'Progressing',
        reason: 'NoActiveCommit',
        say: 'The active commit is not known yet for {items.branch}',
      },
      {
        when: { any: 'status.environments', where: { compare: ['active.dry.sha', '!=', 'proposed.dry.sha'] } },
        status: 'Progressing',
        reason: 'Promoting',
        say: 'A promotion is under way in {items.branch}',
      },
      {
        when: { any: 'status.environments', where: { compare: ['active.dry.sha', '!=', '^.status.environments[0].active.dry.sha'] } },
        status: 'Progressing',
        reason: 'Promoting',
        say: 'The environments are not on the same commit: {items.branch}',
      },
      {
        when: { field: 'status.environments', empty: true },
        status: 'Progressing',
        reason: 'NoEnvironments',
        say: 'No environment has been reported yet',
      },
      isReady,
    ],
  },
  {
    for: ['promoter.argoproj.io/CommitStatus'],
    // The phase is what it reports of a commit.
    passOver: ['phase'],
    rules: [
      ...notReady,
      {
        when: { field: 'status.sha', exists: true },
        status: 'Healthy',
        reason: 'Reported',
        say: 'Reports {status.phase} for the commit {value}',
      },
      isReady,
    ],
  },
  { for: ['promoter.argoproj.io/*'], rules: notReady },
]
