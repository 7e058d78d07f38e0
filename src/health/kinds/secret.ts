import { recordOf } from '../../model/read.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
import { noHealth, progressing } from '../verdict/verdicts.ts'

/** Reports no health, but for one type: the token controller fills the Secret of a service account's token, and nobody can use it before. */
export const secret: KindRule = {
  for: ['Secret'],
  healthyWhen: 'the token of its service account is there',
  assess: live => {
    const empty = live['type'] === TOKEN && Object.keys(recordOf(live['data'])).length === 0
    return empty ? progressing('WaitingForToken', 'Waits for the token of its service account') : noHealth
  },
}

const TOKEN = 'kubernetes.io/service-account-token'
