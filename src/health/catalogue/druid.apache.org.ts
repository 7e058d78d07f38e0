import type { DeclarativeRule } from '../rules/declarative-rule.ts'
import { phase } from '../rules/rows.ts'

/** Druid operator: the condition of the node that it is at, as one object; https://github.com/datainfrahq/druid-operator. */
export const druid: readonly DeclarativeRule[] = [
  {
    for: ['druid.apache.org/Druid'],
    rules: [{ ...phase('status.druidNodeStatus.druidNodeConditionType'), say: '{status.druidNodeStatus.reason|value}' }],
  },
]
