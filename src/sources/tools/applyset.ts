import type { RecordedApplication, RecordedPlace } from '../../status/index.ts'
import { createApplication, describeMembers } from '../live/application.ts'
import type { RecordReader } from '../live/application.ts'
import { relate } from '../live/relate.ts'
import { readMark } from '../live/survey.ts'
import type { Survey, SurveyedObject } from '../live/survey.ts'
import { describeApplied } from './describe-applied.ts'

const ID = 'applyset.kubernetes.io/id'
const PART_OF = 'applyset.kubernetes.io/part-of'

/**
 * ApplySets: a parent object with an id, and members that carry it. What a member should be is known where it was applied client-side.
 *
 * Source: KEP-3659; pkg/cmd/apply/applyset.go of kubectl.
 */
export const applyset: RecordReader = {
  tool: 'applyset',
  read(survey) {
    const parents = survey.objects.filter(({ labels, isOwned }) => !isOwned && readMark(labels, ID) !== '')
    const known = new Set(parents.map(({ labels }) => readMark(labels, ID)))
    const orphaned = new Set(
      survey.objects.flatMap(({ labels, isOwned }) => {
        const id = isOwned ? '' : readMark(labels, PART_OF)
        return id === '' || known.has(id) ? [] : [id]
      }),
    )
    return [
      ...parents.map(parent => describeSet(readMark(parent.labels, ID), parent, survey)),
      ...[...orphaned].map(id => describeSet(id, undefined, survey)),
    ]
  },
}

/** The id is a hash, so a set whose parent is not seen has no better name. */
const describeSet = (id: string, parent: SurveyedObject | undefined, survey: Survey): RecordedApplication => {
  const found = survey.labelled(PART_OF, id).map(object => ({ object, ...describeApplied(object) }))
  const { members, exactness, desired } = describeMembers(found.map(({ object: { ref }, manifest }) => ({ ref, manifest })))
  return createApplication(
    {
      tool: 'applyset',
      name: parent?.ref.name ?? id,
      namespace: parent?.ref.namespace ?? '',
      ...(parent === undefined ? undefined : { owner: { ref: parent.ref, seen: true } }),
      deployments: [{ id: '', state: 'succeeded', desired }],
      members,
      places: parent === undefined ? [] : readPlaces(parent),
      exactness,
      appliers: found.map(({ object, applier }) => ({ ref: object.ref, applier })),
      relations: parent === undefined ? [] : relate(parent.ref, members, `metadata.labels["${ID}"]`),
      problems:
        parent === undefined
          ? [
              {
                code: 'record-not-seen',
                message: 'The parent of an ApplySet was not seen, so it has no name: it may be in another namespace',
              },
            ]
          : [],
    },
    survey,
  )
}

/** `ConfigMap,Deployment.apps` in the namespace of the parent and others, by its annotations; an older spelling lists resources, which are no kinds. */
const readPlaces = ({ annotations, ref }: SurveyedObject): readonly RecordedPlace[] => {
  const list = (key: string): readonly string[] =>
    readMark(annotations, `applyset.kubernetes.io/${key}`)
      .split(',')
      .filter(part => part !== '')
  const namespaces = [ref.namespace, ...list('additional-namespaces')]
  return list('contains-group-kinds').flatMap(written => {
    const dot = written.indexOf('.')
    const kind = dot < 0 ? written : `${written.slice(dot + 1)}/${written.slice(0, dot)}`
    return namespaces.map(namespace => ({ kind, namespace }))
  })
}
