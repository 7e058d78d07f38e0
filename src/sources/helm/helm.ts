import type { RecordReader } from '../live/application.ts'
import { groupBy, readMark } from '../live/survey.ts'
import type { SurveyedObject } from '../live/survey.ts'
import { readStorage } from './read-storage.ts'
import type { StoredRevision } from './read-storage.ts'
import { readSteering } from './read-steering.ts'
import type { Steering } from './read-steering.ts'
import { releaseApplication } from './release-application.ts'
import { NAME_MARK, NAMESPACE_MARK } from './release-context.ts'
import type { ReleaseGroup } from './release-context.ts'

/**
 * Helm releases: from the Secrets or ConfigMaps in which Helm stores every revision, and the HelmReleases of Flux that steer them. A release of which
 * no revision may be read is known by the marks on its objects.
 */
export const helm: RecordReader = {
  tool: 'helm',
  read(survey, { allowance, complete }) {
    const isGone = complete.has('Secret') && complete.has('ConfigMap')
    const marked = groupBy(survey.objects.filter(isMarked), ({ annotations }) =>
      placeName(readMark(annotations, NAMESPACE_MARK), readMark(annotations, NAME_MARK)),
    )
    const groups = groupReleases(readStorage(survey, allowance), readSteering(survey))
    const told = new Set(groups.map(({ namespace, name }) => placeName(namespace, name)))
    const byMarks = [...marked].flatMap(([place, [first]]) =>
      first === undefined || told.has(place)
        ? []
        : [{ name: readMark(first.annotations, NAME_MARK), namespace: readMark(first.annotations, NAMESPACE_MARK), revisions: [], isGone }],
    )
    return [...groups, ...byMarks].map(group => releaseApplication(group, marked.get(placeName(group.namespace, group.name)) ?? [], survey))
  },
}

/** True for an object with the marks of a release. One that something else made may carry those of what it was made from. */
const isMarked = ({ isOwned, annotations }: SurveyedObject): boolean => !isOwned && readMark(annotations, NAME_MARK) !== ''

/** No namespace or name holds a slash. */
const placeName = (namespace: string, name: string): string => `${namespace}/${name}`

/** The revisions by where they are stored, for a record counts for the place where it lies, whatever it says; then what steers and stored nothing yet. */
const groupReleases = (stored: readonly StoredRevision[], steering: readonly Steering[]): readonly ReleaseGroup[] => {
  const steered = new Map(steering.map(each => [placeName(each.storageNamespace, each.releaseName), each]))
  const places = groupBy(stored, ({ record, name }) => placeName(record.ref.namespace, name))
  const groups = [...places].flatMap(([place, list]): ReleaseGroup[] => {
    const revisions = list.toSorted((a, b) => a.revision - b.revision)
    const newest = revisions.at(-1)
    if (newest === undefined) return []
    const read = revisions.findLast(({ release }) => release !== undefined)?.release
    const by = steered.get(place)
    const { name, record } = newest
    return [{ name, namespace: read?.namespace || record.ref.namespace, revisions, ...(by === undefined ? undefined : { steering: by }) }]
  })
  const unstored = steering.filter(each => !places.has(placeName(each.storageNamespace, each.releaseName)))
  return [...groups, ...unstored.map(each => ({ name: each.releaseName, namespace: each.releaseNamespace, revisions: [], steering: each }))]
}
