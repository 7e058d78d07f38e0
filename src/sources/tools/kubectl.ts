import { createApplication, describeMembers } from '../live/application.ts'
import type { RecordReader } from '../live/application.ts'
import { groupBy } from '../live/survey.ts'
import { describeApplied, isApplied } from './describe-applied.ts'

/**
 * Objects that were applied with kubectl and belong to nothing that has a name: by namespace, for kubectl keeps no list of what was applied together. An object
 * that is gone left no trace.
 *
 * Source: k8s.io/kubectl/pkg/util/apply.go for the annotation.
 */
export const kubectl: RecordReader = {
  tool: 'kubectl',
  read(survey, { covered }) {
    const applied = survey.objects.filter(object => !object.isOwned && !covered.has(object.key) && isApplied(object))
    return [...groupBy(applied, ({ ref }) => ref.namespace)].map(([namespace, objects]) => {
      const found = objects.map(object => ({ object, ...describeApplied(object) }))
      const { members, exactness, desired } = describeMembers(found.map(({ object: { ref }, manifest }) => ({ ref, manifest })))
      const times = found.map(({ time }) => time).filter(time => time !== '')
      const last = times.sort().at(-1)
      return createApplication(
        {
          tool: 'kubectl',
          name: 'applied',
          namespace,
          deployments: [
            {
              id: '',
              state: 'succeeded',
              ...(last === undefined ? undefined : { at: last }),
              desired,
            },
          ],
          members,
          exactness,
          appliers: found.map(({ object, applier }) => ({ ref: object.ref, applier })),
        },
        survey,
      )
    })
  },
}
