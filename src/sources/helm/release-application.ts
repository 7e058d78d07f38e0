import { refKey } from '../../model/identity.ts'
import type { ObjectRef } from '../../model/identity.ts'
import type { Problem } from '../../model/problem.ts'
import type { RecordedApplication, RecordedDeployment, RecordedMember } from '../../status/index.ts'
import { createApplication, listMembers } from '../live/application.ts'
import { bareManifest } from '../live/bare-manifest.ts'
import { relate } from '../live/relate.ts'
import type { Survey, SurveyedObject } from '../live/survey.ts'
import { listAppliers } from './list-appliers.ts'
import { listOrphans } from './list-orphans.ts'
import { readHooks } from './read-hooks.ts'
import { createManifestReader, sentByName } from './read-manifests.ts'
import type { ManifestReader, SentManifest } from './read-manifests.ts'
import { describeRevision, listSent, readRevisions } from './read-revisions.ts'
import type { ReadRevision } from './read-revisions.ts'
import type { ReleaseContext, ReleaseGroup } from './release-context.ts'
import { describeSteered, listIgnored } from './steered.ts'
import { listUnmended } from './list-unmended.ts'

/** The recorded application of one release. */
export const releaseApplication = (group: ReleaseGroup, marked: readonly SurveyedObject[], survey: Survey): RecordedApplication => {
  const { name, namespace, steering, isGone } = group
  const reader = createManifestReader(name, namespace, survey)
  const revisions = readRevisions(group.revisions, reader, marked)
  const newest = revisions.at(-1)
  const context: ReleaseContext = {
    group,
    survey,
    revisions,
    marked,
    hooks: newest?.isUninstalled === true ? [] : readHooks(revisions, reader, survey),
    sent: newest !== undefined ? listSent(revisions) : isGone === true ? [] : namedOnly(group, marked),
    definitions: readDefinitions(newest, reader),
  }
  const members = collectMembers(context)
  const isExact = newest?.stored.release !== undefined && !reader.isLossy()
  return createApplication(
    {
      tool: 'helm',
      name,
      namespace,
      ...findOwner(group),
      deployments: describeDeployments(context),
      members,
      exactness: isExact ? 'manifest' : 'names',
      appliers: listAppliers(context),
      ignore: listIgnored(steering, members, survey),
      unmended: listUnmended(context),
      orphans: listOrphans(context, reader),
      relations: steering === undefined ? [] : relate(steering.object.ref, members, 'status.history'),
      problems: [...group.revisions.flatMap(({ problem }) => problem ?? []), ...reader.problems, ...listProblems(context)],
    },
    survey,
  )
}

/** By what Flux lists, else by the marks. */
const namedOnly = ({ steering }: ReleaseGroup, marked: readonly SurveyedObject[]): readonly SentManifest[] => {
  const listed = steering?.inventory ?? []
  return (listed.length > 0 ? listed : marked.map(({ ref }) => ref)).map(sentByName)
}

const readDefinitions = (newest: ReadRevision | undefined, reader: ManifestReader): readonly ObjectRef[] =>
  newest === undefined || newest.isUninstalled
    ? []
    : (newest.stored.release?.definitions ?? []).flatMap(text => reader.read(text, 'bare')).map(({ ref }) => ref)

const collectMembers = ({ sent, hooks, definitions, survey }: ReleaseContext): readonly RecordedMember[] => {
  const there = hooks.filter(({ isExpected, ref }) => isExpected || survey.find(ref) !== undefined)
  const known = new Map([...sent, ...there].map(({ ref, exactness }) => [refKey(ref), { ...ref, exactness }]))
  // Nothing is stored of `--skip-crds`, and an upgrade installs no definition that its chart brings along since.
  return [...known.values(), ...listMembers(definitions, 'names').map(member => ({ ...member, mayBeAbsent: true }))]
}

const findOwner = ({ steering, revisions }: ReleaseGroup): Pick<RecordedApplication, 'owner'> | undefined => {
  const ref = steering?.object.ref ?? revisions.at(-1)?.record.ref
  return ref === undefined ? undefined : { owner: { ref, seen: true } }
}

/** Describes each revision. What hooks made, and the definitions, belong to the last one that got to anything. */
const describeDeployments = ({ group, revisions, hooks, sent, definitions }: ReleaseContext): readonly RecordedDeployment[] => {
  if (revisions.length === 0)
    return [
      describeSteered(
        group.steering,
        sent.map(({ manifest }) => manifest),
      ),
    ]
  const last = revisions.findLastIndex(({ reached }) => reached !== 'nothing')
  const expected = hooks.filter(({ isExpected }) => isExpected).map(({ manifest }) => manifest)
  const steps = [
    ...(expected.length === 0 ? [] : [{ id: 'hooks', kind: 'helm', state: 'applied', desired: expected } as const]),
    ...(definitions.length === 0 ? [] : [{ id: 'crds', kind: 'helm', state: 'applied', desired: definitions.map(bareManifest) } as const]),
  ]
  return revisions.map((revision, index) => ({
    ...describeRevision(revision),
    ...(index !== last || steps.length === 0 || revision.isUninstalled ? undefined : { steps }),
  }))
}

const listProblems = ({ group: { name, namespace, steering, isGone }, revisions }: ReleaseContext): readonly Problem[] => {
  const newest = revisions.at(-1)
  const problems: Problem[] = []
  if (newest === undefined && isGone !== true)
    problems.push({
      code: 'record-not-seen',
      message: `No revision of the Helm release ${namespace}/${name} was seen, so its objects are known by name alone: are its Secrets readable?`,
    })
  if (newest?.stored.status.startsWith('pending-') === true)
    problems.push({
      code: 'release-pending',
      message: `Revision ${newest.stored.revision} of ${namespace}/${name} is ${newest.stored.status}: if no Helm is running, its run was cut off, and only a rollback lets the next upgrade begin`,
    })
  if (steering?.isRemote === true)
    problems.push({
      code: 'other-cluster',
      message: `${steering.object.ref.name} deploys to another cluster, of which nothing is seen here`,
    })
  return problems
}
