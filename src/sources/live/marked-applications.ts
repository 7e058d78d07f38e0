import { groupVersion } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { Applier } from '../../sync/index.ts'
import type { RecordedApplication, RecordedTool } from '../../status/index.ts'
import { createApplication, listMembers } from './application.ts'
import { bareManifest } from './bare-manifest.ts'
import { groupBy } from './survey.ts'
import type { Survey, SurveyedObject } from './survey.ts'

/** How objects name what deployed them. */
export interface OwnerMark {
  readonly tool: RecordedTool
  /** 'group/Kind' of what steers the tool. */
  readonly ownerKind: string
  /** The name in the mark, and the namespace, '' where it does not say. Undefined for an object without one. */
  readonly mark: (object: SurveyedObject) => { readonly namespace: string; readonly name: string } | undefined
  /** The place of the mark, as people write paths. */
  readonly field: string
  /** The owners that were seen, as `namespace/name`: theirs are none. */
  readonly known: ReadonlySet<string>
  readonly applier: Applier
}

/** Objects whose marks lead to an owner that was not seen, most often in another namespace: an application each, by name alone, and where to look. */
export const markedApplications = (
  { tool, ownerKind, mark, field, known, applier }: OwnerMark,
  survey: Survey,
): readonly RecordedApplication[] => {
  const marked = survey.objects.flatMap(object => {
    const found = object.isOwned ? undefined : mark(object)
    return found === undefined || known.has(`${found.namespace}/${found.name}`) ? [] : [{ object, ...found }]
  })
  return [...groupBy(marked, ({ namespace, name }) => `${namespace}/${name}`).values()].flatMap(objects => {
    const [first] = objects
    if (first === undefined) return []
    const refs = objects.map(({ object }) => object.ref)
    const owner = makeOwner(ownerKind, first.namespace, first.name)
    return createApplication(
      {
        tool,
        name: first.name,
        namespace: first.namespace,
        owner: { ref: owner, seen: false },
        deployments: [{ id: '', state: 'succeeded', desired: refs.map(bareManifest) }],
        members: listMembers(refs, 'names'),
        exactness: 'names',
        appliers: refs.map(ref => ({ ref, applier })),
        relations: refs.map(from => ({ from, to: owner, by: 'reference', field })),
        problems: [
          {
            code: 'record-not-seen',
            message: `${owner.kind} ${first.namespace}/${first.name} was not seen, so what its marks are on is known by name alone`,
          },
        ],
      },
      survey,
    )
  })
}

const makeOwner = (ownerKind: string, namespace: string, name: string): ObjectRef => {
  const { group, version: kind } = groupVersion(ownerKind)
  return { group, version: '', kind, namespace, name }
}
