import { at } from '../../model/read.ts'
import type { RecordedApplication } from '../../sources/index.ts'

/**
 * Lists what is recorded in a namespace: whose record lies there, or any of whose objects is there. Objects of no namespace are read as a whole, and lead to the applications
 * of all others; of what is not recorded at all they are left out, too.
 */
export const listWithin = (all: readonly RecordedApplication[], namespace: string): readonly RecordedApplication[] =>
  all.flatMap(recorded => {
    const { members, orphans } = recorded
    if (recorded.namespace !== namespace && ![...members, ...orphans].some(ref => ref.namespace === namespace)) return []
    return recorded.tool === 'none' ? [narrow(recorded, namespace)] : [recorded]
  })

const narrow = (recorded: RecordedApplication, namespace: string): RecordedApplication => ({
  ...recorded,
  members: recorded.members.filter(member => member.namespace === namespace),
  deployments: recorded.deployments.map(deployment => ({
    ...deployment,
    desired: Array.from(deployment.desired ?? []).filter(object => at(object, 'metadata', 'namespace') === namespace),
  })),
})
