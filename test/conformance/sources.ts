import { refKey, refOf, refText } from '../../src/model/identity.ts'
import type { ObjectRef } from '../../src/model/identity.ts'
import type { KubeObjectLike } from '../../src/model/kube-object.ts'
import { recordOf, recordsOf } from '../../src/model/read.ts'
import { sameJson } from '../../src/model/same-json.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { recordedApplications } from '../../src/sources/index.ts'
import { assessApplication } from '../../src/status/index.ts'
import type { ObjectAssessment, RecordedApplication } from '../../src/status/index.ts'
import { fixtureLines } from '../support/fixtures.ts'
import type { Conformance, Disagreement } from './conformance.ts'

/** How recordings name an object. */
interface WrittenRef {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace?: string | null
  readonly name: string
}

/** One step of a deployment, as the tool left the cluster. */
export interface RecordedStep {
  readonly tool: string
  readonly scenario: string
  readonly step: string
  readonly namespace: string
  readonly manager?: string
  readonly release?: string
  readonly objects: readonly KubeObjectLike[]
  /** What the latest run sends. */
  readonly applied: readonly KubeObjectLike[]
  /** Where something else was truly applied last. */
  readonly held?: readonly { readonly ref: WrittenRef; readonly object: KubeObjectLike | null }[]
  readonly truth?: { readonly history?: readonly { readonly revision: number; readonly status: string; readonly description: string }[] }
  readonly healedByTool?: readonly Healing[]
}

/** The same version deployed again by the tool itself. */
interface Healing {
  readonly command: string
  readonly exit: number
  readonly changed: readonly { readonly ref: WrittenRef }[]
  readonly sent?: readonly { readonly query?: string }[]
}

/** Every recorded step. */
const RECORDINGS = ['sources/recorded.jsonl.gz', 'sources/odd-charts.jsonl.gz']
export const recordedSteps = (): readonly RecordedStep[] => RECORDINGS.flatMap(path => fixtureLines<RecordedStep>(path))

/** The application of a step, as it is read from the cluster. */
export const readStep = ({ tool, namespace, release, objects }: RecordedStep): RecordedApplication | undefined => {
  const reader = TOOLS.find(name => tool.startsWith(name)) ?? 'kubectl'
  return recordedApplications(objects, { complete: ['Secret', 'ConfigMap'] }).find(
    app => app.tool === reader && (reader === 'helm' ? app.name === release : app.namespace === namespace),
  )
}

const TOOLS = ['helm', 'flux', 'argocd', 'applyset'] as const

const idOf = ({ scenario, step }: RecordedStep): string => `${scenario}/${step}`
const place = (ref: ObjectRef): string => refKey({ ...ref, version: '' })
const writtenPlace = ({ apiVersion, kind, namespace, name }: WrittenRef): string =>
  place(refOf({ apiVersion, kind, metadata: { name, ...(namespace ? { namespace } : {}) } }))

interface Judged {
  cases: number
  left: number
  readonly disagreements: Disagreement[]
}
const judged = (): Judged => ({ cases: 0, left: 0, disagreements: [] })
const judge = (into: Judged, agrees: boolean, disagreement: Disagreement): void => {
  into.cases++
  if (!agrees) into.disagreements.push(disagreement)
}

/** What is recorded of the newest deployment, by place; of what its manifest is said to be known. */
const readNewest = (app: RecordedApplication | undefined) => ({
  found: new Map((app?.deployments.at(-1)?.desired ?? []).map(object => [place(refOf(object as KubeObjectLike)), object])),
  exact: new Set((app?.members ?? []).flatMap(member => (member.exactness === 'manifest' ? [place(member)] : []))),
})

/** What was deployed last and not taken away: of Helm all that the newest revision sends, of tools that keep no list what is still there. */
const judgeObjects = (step: RecordedStep, app: RecordedApplication | undefined, refs: Judged, manifests: Judged): void => {
  if (app?.deployments.at(-1)?.recordedAs === 'uninstalled') return
  const isHelm = step.tool === 'helm'
  const live = new Set(step.objects.map(object => place(refOf(object))))
  const held = new Map(isHelm ? [] : (step.held ?? []).map(({ ref, object }) => [writtenPlace(ref), object]))
  const { found, exact } = readNewest(app)
  for (const object of step.applied) {
    const key = place(refOf(object))
    if (!isHelm && !live.has(key)) continue
    const disagreement = { id: idOf(step), about: refText(refOf(object)) }
    if (isHelm || found.has(key) || isTraced(step, key)) judge(refs, found.has(key), { ...disagreement, wrong: 'is not found' })
    else refs.left++
    const sent = held.has(key) ? held.get(key) : object
    if (isHelm || exact.has(key)) judge(manifests, sameJson(found.get(key), sent), { ...disagreement, wrong: 'has another manifest' })
  }
  if (isHelm) judgeExtras(step, [...found.values()], refs)
}

/**
 * True for an object that still tells of the tool: on its list, or by a mark. Somebody else's apply takes marks away, and so does a change of the only field that
 * was applied server-side: that object is in no record.
 */
const isTraced = ({ tool, manager, objects }: RecordedStep, key: string): boolean => {
  const live = recordOf(objects.find(object => place(refOf(object)) === key)?.metadata)
  const marks = Object.keys({ ...recordOf(live['labels']), ...recordOf(live['annotations']) })
  return (
    marks.some(mark => /^(?:applyset\.kubernetes\.io|kustomize\.toolkit\.fluxcd\.io|argocd\.argoproj\.io)\//.test(mark)) ||
    (tool.startsWith('kubectl') && recordsOf(live['managedFields']).some(entry => entry['manager'] === manager))
  )
}

/** Helm says all that it sent, and nothing else. */
const judgeExtras = (step: RecordedStep, desired: readonly object[], refs: Judged): void => {
  const sent = new Set(step.applied.map(object => place(refOf(object))))
  for (const object of desired) {
    const ref = refOf(object)
    if (!sent.has(place(ref))) judge(refs, false, { id: idOf(step), about: refText(ref), wrong: 'was not sent' })
  }
}

const STATES: Readonly<Record<string, string>> = {
  deployed: 'succeeded',
  superseded: 'succeeded',
  uninstalled: 'succeeded',
  failed: 'failed',
}

const judgeHistory = (step: RecordedStep, app: RecordedApplication | undefined, into: Judged): void => {
  const told = (app?.deployments ?? []).map(({ id, recordedAs, state }) => `${id} ${recordedAs} ${state}`)
  const history = step.truth?.history ?? []
  if (history.length === 0) return
  const truth = history.map(({ revision, status, description }) => {
    // Helm calls a failed revision superseded once a rollback has failed after it.
    const state = status === 'superseded' && description.includes('failed:') ? 'failed' : (STATES[status] ?? 'running')
    return `${revision} ${status} ${state}`
  })
  for (const [index, revision] of truth.entries())
    judge(into, told[index] === revision, { id: idOf(step), about: revision, wrong: told[index] ?? 'is not there' })
  if (told.length > truth.length) judge(into, false, { id: idOf(step), about: `${truth.length} revisions`, wrong: `${told.length}` })
}

/** Without force a tool leaves what others own. */
const isForced = ({ command, sent = [] }: Healing): boolean =>
  command.includes('force') || sent.some(({ query = '' }) => query.includes('force=true'))

/** The tool's next run as the answer has it: it differs, and nothing says that the tool will not mend it. */
const wouldMend = ({ sync, unmended = [] }: ObjectAssessment, forced: boolean): boolean =>
  sync.status === 'OutOfSync' && !unmended.some(({ reason }) => reason !== 'Conflict' || !forced)

const judgeDrift = (step: RecordedStep, app: RecordedApplication | undefined, into: Judged): void => {
  const healing = step.healedByTool?.at(-1)
  if (healing === undefined || app === undefined) return
  const forced = isForced(healing)
  const schemas = createSchemas({ customResourceDefinitions: step.objects.filter(object => object.kind === 'CustomResourceDefinition') })
  // What is recorded by name alone is compared with what was sent, which the record does not know.
  const desired = app.exactness === 'names' ? { desired: step.applied } : {}
  const answer = assessApplication({ recorded: app, ...desired, live: step.objects }, { schemas, complete: ['Secret'] })
  const changed = new Set(healing.changed.map(({ ref }) => writtenPlace(ref)))
  const sent = new Set(step.applied.map(object => place(refOf(object))))
  for (const object of answer.objects) {
    const truth = changed.has(place(object.ref))
    const ours = wouldMend(object, forced)
    if (!truth && !ours && !sent.has(place(object.ref))) continue
    // A sync of Argo CD resets what it was told to ignore, unless it is told to respect that, too; nobody calls it drift.
    if (truth && app.tool === 'argocd' && (object.comparison?.suppressed.length ?? 0) > 0) continue
    judge(into, truth === ours, {
      id: idOf(step),
      about: `${step.tool} ${refText(object.ref)}`,
      wrong: `${object.status}, ${object.sync.message}; the tool ${truth ? 'changes it' : 'leaves it'}`,
    })
  }
}

/** Agreement with what deployment tools wrote, and with what their own next runs changed. */
export const sourcesConformance = (): Conformance[] => {
  const [refs, manifests, history] = [judged(), judged(), judged()]
  const drift = new Map<string, Judged>()
  for (const step of recordedSteps()) {
    const app = readStep(step)
    judgeObjects(step, app, refs, manifests)
    judgeHistory(step, app, history)
    const tool = TOOLS.find(name => step.tool.startsWith(name)) ?? 'kubectl'
    const into = drift.get(tool) ?? judged()
    drift.set(tool, into)
    judgeDrift(step, app, into)
  }
  return [
    { corpus: 'recorded: objects', ...refs, floor: 1 },
    { corpus: 'recorded: manifests', ...manifests, floor: 0.997 },
    { corpus: 'recorded: revisions', ...history, floor: 1 },
    ...[...drift].map(([tool, found]) => ({ corpus: `recorded: drift, ${tool}`, ...found, floor: tool === 'flux' ? 0.92 : 0.97 })),
  ]
}
