import type { JsonRecord } from '../../model/kube-object.ts'
import { kindKey } from '../../model/identity.ts'
import { at, listOf, recordsOf, textOf } from '../../model/read.ts'
import type { RecordedApplication, RecordedDeployment, RecordedPlace } from '../../status/index.ts'
import { createApplication, describeMembers } from '../live/application.ts'
import type { RecordReader } from '../live/application.ts'
import { parseRecord, readAppliedCopy } from '../live/last-applied.ts'
import { relate } from '../live/relate.ts'
import { hasMark } from '../live/survey.ts'
import type { Survey, SurveyedObject } from '../live/survey.ts'

/** Also the ending of the name of an application's ConfigMap. */
const SUFFIX = '.apps.k14s.io'
const ORIGINAL = 'kapp.k14s.io/original'

/**
 * Applications of kapp: a ConfigMap that says which label their objects carry, and the manifest in an annotation of each.
 *
 * Source: Meta in pkg/kapp/app/app_meta.go and ChangeMeta of carvel-dev/kapp; ResourceWithHistory in pkg/kapp/diff. Not checked against a recording.
 */
export const kapp: RecordReader = {
  tool: 'kapp',
  read: survey =>
    survey
      .ofKind('ConfigMap')
      .filter(({ labels }) => hasMark(labels, 'kapp.k14s.io/is-app'))
      .flatMap(owner => describeApp(owner, survey)),
}

const describeApp = (owner: SurveyedObject, survey: Survey): readonly RecordedApplication[] => {
  const spec = parseRecord(textOf(at(owner.object, 'data', 'spec')) ?? '')
  const [label, value] = [textOf(spec?.['labelKey']), textOf(spec?.['labelValue'])]
  const { ref } = owner
  const name = ref.name.endsWith(SUFFIX) ? ref.name.slice(0, -SUFFIX.length) : ref.name
  const found = (label === undefined || value === undefined ? [] : survey.labelled(label, value)).map(object => ({
    object,
    manifest: readAppliedCopy(object, ORIGINAL)?.manifest,
  }))
  const { members, exactness, desired } = describeMembers(found.map(({ object, manifest }) => ({ ref: object.ref, manifest })))
  return [
    createApplication(
      {
        tool: 'kapp',
        name,
        namespace: ref.namespace,
        owner: { ref, seen: true },
        deployments: [{ ...describeChange(spec), desired }],
        members,
        places: readPlaces(spec, ref.namespace),
        exactness,
        appliers: found.map(({ object, manifest }) => ({
          ref: object.ref,
          applier: { mode: 'client-side', manager: 'kapp', force: true, ...(manifest === undefined ? undefined : { previous: manifest }) },
        })),
        relations: relate(ref, members, 'data.spec'),
        problems:
          spec === undefined
            ? [{ code: 'record-unreadable', message: `ConfigMap ${ref.namespace}/${ref.name} holds no record of kapp's` }]
            : [],
      },
      survey,
    ),
  ]
}

/** The kinds that it has used, in the namespaces of its last change. */
const readPlaces = (spec: JsonRecord | undefined, own: string): readonly RecordedPlace[] => {
  const changed = listOf(at(spec, 'lastChange', 'namespaces')).flatMap(namespace => textOf(namespace) ?? [])
  const namespaces = changed.length === 0 ? [own] : changed.map(namespace => (namespace === '(cluster)' ? '' : namespace))
  return recordsOf(at(spec, 'usedGKs')).flatMap(used => {
    const [group, kind] = [textOf(used['Group']) ?? textOf(used['group']) ?? '', textOf(used['Kind']) ?? textOf(used['kind'])]
    return kind === undefined ? [] : namespaces.map(namespace => ({ kind: kindKey(group, kind), namespace }))
  })
}

const describeChange = (spec: JsonRecord | undefined): RecordedDeployment => {
  const change = at(spec, 'lastChange')
  const [started, finished] = [textOf(at(change, 'startedAt')), textOf(at(change, 'finishedAt'))]
  const isOver = finished !== undefined && !finished.startsWith('0001-')
  const successful = at(change, 'successful')
  const time = isOver ? finished : started
  return {
    id: textOf(spec?.['lastChangeName']) ?? '',
    state: change === undefined || successful === true ? 'succeeded' : isOver || successful === false ? 'failed' : 'running',
    ...(time === undefined ? undefined : { at: time }),
  }
}
