import { kindKey, refKey, refOf } from '../model/identity.ts'
import type { ObjectRef } from '../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../model/kube-object.ts'
import { manifestsIn } from '../model/list-items.ts'
import type { Problem } from '../model/problem.ts'
import { at, isRecord, listOf, own, recordOf, textOf } from '../model/read.ts'
import { total } from '../model/total.ts'
import { isNamespaced } from '../schema/index.ts'
import type { NotMonitored } from './application-assessment.ts'
import type { AssessOptions } from './assess-options.ts'
import type { Deployment, DeploymentStep } from './deployment.ts'

/** One object that a deployment applied. */
export interface ExpectedObject {
  /** The identity by which it is paired; `ref.source` only where its step names one. */
  readonly ref: ObjectRef
  readonly desired: KubeObjectLike
  readonly step: string
}

/** The objects that one deployment applied, by identity. */
export interface Applied {
  readonly objects: ReadonlyMap<string, ExpectedObject>
  /** The steps that did not run: what they applied earlier stays what it was. */
  readonly idle: ReadonlySet<string>
  readonly notMonitored: readonly NotMonitored[]
  readonly problems: readonly Problem[]
}

interface Gathering {
  readonly objects: Map<string, ExpectedObject>
  readonly idle: Set<string>
  readonly notMonitored: NotMonitored[]
  readonly problems: Problem[]
}

export type Naming = Pick<AssessOptions, 'namespace' | 'schemas'>

/** Reads a deployment: which objects it expects in the cluster, under which identity, and what it does not. */
export const appliedBy = (deployment: Deployment, options: Naming): Applied => {
  const into: Gathering = { objects: new Map(), idle: new Set(), notMonitored: [], problems: [] }
  for (const step of listSteps(deployment)) addStep(step, options, into)
  return into
}

const listSteps = ({ desired, steps }: Deployment): readonly DeploymentStep[] => [
  ...(desired === undefined ? [] : [{ id: '', state: 'applied', desired } as const]),
  ...(listOf(steps).filter(isRecord) as unknown as readonly DeploymentStep[]),
]

/** The words under which steps that applied nothing are listed. */
const IDLE: Readonly<Record<string, NotMonitored['reason']>> = {
  skipped: 'Skipped',
  excluded: 'Excluded',
  disabled: 'Disabled',
  failed: 'Failed',
}

const addStep = (step: DeploymentStep, options: Naming, into: Gathering): void => {
  const id = textOf(step.id) ?? ''
  const objects = listOf(step.desired)
    .flatMap(manifestsIn)
    .flatMap(object => readable(object, step, options))
  const idle = typeof step.state === 'string' && Object.hasOwn(IDLE, step.state) ? IDLE[step.state] : undefined
  if (idle !== undefined) {
    into.idle.add(id)
    into.notMonitored.push({ step: id, reason: idle, objects: objects.map(({ ref }) => ref) })
    return
  }
  if (objects.length === 0 && id !== '') into.notMonitored.push({ step: id, reason: 'NoManifests', objects: [] })
  const unexpected = new Map<NotMonitored['reason'], ObjectRef[]>()
  for (const { ref, desired, absence } of objects) {
    if (absence === undefined) addObject({ ref, desired, step: id }, into)
    else unexpected.set(absence, [...(unexpected.get(absence) ?? []), ref])
  }
  for (const [reason, refs] of unexpected) {
    into.notMonitored.push({ step: id, reason, objects: refs })
    if (reason === 'GenerateName') into.problems.push(...refs.map(() => GENERATE_NAME))
  }
}

interface Readable {
  readonly ref: ObjectRef
  readonly desired: KubeObjectLike
  /** Why it is not expected in the cluster. */
  readonly absence: NotMonitored['reason'] | undefined
}

/** Reads an object; one that cannot be read says nothing of itself. */
const readable = (object: JsonRecord, step: DeploymentStep, options: Naming): readonly Readable[] =>
  total(
    () => {
      const ref = expectedRef(object, step, options)
      return [{ ref, desired: object, absence: unexpectedBecause(object, ref) }]
    },
    () => [],
  )

const GENERATE_NAME: Problem = {
  code: 'generate-name',
  message: 'An object with generateName gets another name at every apply, so it cannot be paired with what is live: give it a name',
  pointer: '/metadata/generateName',
}

const unexpectedBecause = (object: KubeObjectLike, ref: ObjectRef): NotMonitored['reason'] | undefined => {
  if (ref.name === '' && textOf(at(object, 'metadata', 'generateName')) !== undefined) return 'GenerateName'
  return hookAbsence(object)
}

const addObject = (expected: ExpectedObject, into: Gathering): void => {
  const key = refKey(expected.ref)
  const earlier = into.objects.get(key)
  if (earlier !== undefined) {
    into.problems.push(appliedTwice(earlier, expected))
    // The later one also takes the later place.
    into.objects.delete(key)
  }
  into.objects.set(key, expected)
}

/** One deployment applies an object twice: the later one counts. */
export const appliedTwice = (earlier: ExpectedObject, { ref, step }: ExpectedObject): Problem => ({
  code: 'duplicate-object',
  message: `${ref.kind} ${ref.name} is applied twice, in ${earlier.step === step ? 'one step' : 'two steps'}: the later one counts`,
})

/** The namespace of the manifest, else of the step, else the caller's, else `default`; cluster-scoped kinds have none. */
const expectedRef = (object: KubeObjectLike, step: DeploymentStep, options: Naming): ObjectRef => {
  const ref = refOf(object)
  const namespaced = isNamespaced(kindKey(ref.group, ref.kind), options.schemas) ?? true
  const namespace = namespaced
    ? ([ref.namespace.trim(), step.namespace?.trim(), options.namespace?.trim()].find(name => name !== undefined && name !== '') ??
      'default')
    : ''
  const source = textOf(step.source)
  return {
    group: ref.group,
    version: ref.version,
    kind: ref.kind,
    namespace,
    name: ref.name,
    ...(source === undefined || source === '' ? undefined : { source }),
  }
}

/** Events of Helm at which it creates a hook while it installs or upgrades; `test`, `pre-delete` and the like come another time, if ever. */
const WHILE_DEPLOYING: ReadonlySet<string> = new Set(['pre-install', 'post-install', 'pre-upgrade', 'post-upgrade', 'crd-install'])

/**
 * Why an object is not expected to be there after a deployment, where it is a hook: Helm (`helm.sh/hook`, Charts Hooks, "Hook Deletion
 * Policies") and Argo CD (`argocd.argoproj.io/hook`) remove it once it succeeded or failed when its policy says so, and create some hooks
 * at other times only. Helm's default policy keeps it until the next deployment.
 */
const hookAbsence = (object: unknown): 'SelfDeletingHook' | 'HookNotRun' | undefined => {
  const annotations = recordOf(at(object, 'metadata', 'annotations'))
  const words = (key: string): readonly string[] =>
    (textOf(own(annotations, key)) ?? '')
      .split(',')
      .map(word => word.trim())
      .filter(word => word !== '')
  const helm = words('helm.sh/hook')
  const argo = words('argocd.argoproj.io/hook')
  if (helm.length === 0 && argo.length === 0) return undefined
  if (argo.includes('Skip') || (helm.length > 0 && !helm.some(event => WHILE_DEPLOYING.has(event)))) return 'HookNotRun'
  const policies = [...words('helm.sh/hook-delete-policy'), ...words('argocd.argoproj.io/hook-delete-policy')]
  return policies.some(policy => DELETES.has(policy)) ? 'SelfDeletingHook' : undefined
}

const DELETES: ReadonlySet<string> = new Set(['hook-succeeded', 'hook-failed', 'HookSucceeded', 'HookFailed'])
