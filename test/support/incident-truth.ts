import type { ApplicationAssessment } from '../../src/status/index.ts'
import type { Incident } from '../../src/incidents/internal.ts'
import { assessApplication } from '../../src/status/index.ts'
import type { JsonRecord, KubeObject } from '../../src/model/kube-object.ts'
import { at, listOf, recordsOf, textOf } from '../../src/model/read.ts'

/** An object, or what is none ('External'), by which truth is told. */
export interface TrueRef {
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  readonly exists?: boolean
}

/** One small cluster with the root of what is wrong: `../shared/incidents/README.md` and `../shared/README.md` have the form. */
export interface WrittenCase {
  readonly id: string
  readonly family: string
  readonly now: string
  readonly sure: 'stated' | 'linked' | 'inferred'
  readonly root: TrueRef
  readonly accept?: readonly TrueRef[]
  readonly symptoms: readonly TrueRef[]
  readonly notExplained?: readonly TrueRef[]
  readonly otherRoots?: readonly (TrueRef & { readonly symptoms: readonly TrueRef[] })[]
  readonly notRoots?: readonly TrueRef[]
  readonly complete?: readonly string[]
  readonly desired: readonly KubeObject[]
  readonly objects: readonly KubeObject[]
}

/** One recorded moment of a scenario. */
export interface RecordedCase {
  readonly scenario: string
  readonly family: string
  readonly phase: 'healthy' | 'fault' | 'after-repair'
  readonly at: string
  readonly desired: readonly KubeObject[]
  readonly objects: readonly KubeObject[]
  readonly repaired?: readonly TrueRef[]
  readonly truth?: RecordedTruth
}

export interface RecordedTruth {
  readonly roots: readonly TrueRef[]
  readonly explains: Readonly<Record<string, readonly (TrueRef & { readonly gone?: boolean; readonly whole?: boolean })[]>>
  readonly notExplained?: readonly (TrueRef & { readonly terminal?: boolean })[]
  readonly healsWithAnotherAct?: readonly TrueRef[]
  readonly notRoots?: readonly TrueRef[]
}

export const assessWritten = (one: Pick<WrittenCase, 'now' | 'desired' | 'objects' | 'complete'>): ApplicationAssessment =>
  assessApplication(
    { desired: one.desired, live: one.objects },
    { now: one.now, ...(one.complete === undefined ? undefined : { complete: one.complete }) },
  )

export const keyOf = ({ kind, namespace = '', name }: TrueRef): string => `${kind}/${namespace}/${name}`

/** The root of an incident as truth names it. */
export const rootRef = ({ root, exists }: Incident): TrueRef =>
  'external' in root
    ? { kind: 'External', name: root.name, exists: true }
    : { kind: root.kind, namespace: root.namespace, name: root.name, exists }

export const hasRoot = (incident: Incident, ref: TrueRef): boolean => keyOf(rootRef(incident)) === keyOf(ref)
export const explains = (incident: Incident, ref: TrueRef): boolean => incident.explains.some(each => keyOf(each.ref) === keyOf(ref))

/** What is wrong with the answer for a written case; nothing where it is right. */
export interface WrittenVerdict {
  readonly rootFound: boolean
  readonly symptoms: number
  readonly symptomsExplained: number
  readonly falseFolds: readonly string[]
  readonly falseRoots: readonly string[]
}

export const judgeWritten = (
  one: WrittenCase,
  { incidents, suspects }: Pick<ApplicationAssessment, 'incidents' | 'suspects'>,
): WrittenVerdict => {
  const right = [one.root, ...(one.accept ?? [])]
  const others = one.otherRoots ?? []
  const mine = incidents.filter(incident => right.some(ref => hasRoot(incident, ref)))
  const isRight = (ref: TrueRef): boolean => right.some(each => keyOf(each) === keyOf(ref))
  const suspected = suspects.some(({ cause }) => right.some(ref => keyOf(ref) === keyOf(cause)))
  const rootFound = one.sure === 'inferred' ? suspected : mine.length > 0
  const explained = one.symptoms.filter(
    symptom =>
      mine.some(incident => explains(incident, symptom)) || (isRight(symptom) && mine.some(incident => hasRoot(incident, symptom))),
  )
  const falseFolds = (one.notExplained ?? []).flatMap(ref =>
    incidents
      .filter(incident => explains(incident, ref) && !hasRoot(incident, ref))
      .filter(incident => !others.some(other => hasRoot(incident, other) && other.symptoms.some(symptom => keyOf(symptom) === keyOf(ref))))
      .map(incident => `${keyOf(ref)} in ${keyOf(rootRef(incident))}`),
  )
  const falseRoots = (one.notRoots ?? []).flatMap(ref =>
    incidents.some(incident => hasRoot(incident, ref) && incident.explains.some(each => keyOf(each.ref) !== keyOf(ref)))
      ? [keyOf(ref)]
      : [],
  )
  return {
    rootFound,
    symptoms: one.sure === 'inferred' ? 0 : one.symptoms.length,
    symptomsExplained: one.sure === 'inferred' ? 0 : explained.length,
    falseFolds,
    falseRoots,
  }
}

/** What is right of the answer for a recorded fault. */
export interface RecordedVerdict {
  readonly roots: readonly { readonly key: string; readonly found: boolean }[]
  readonly explained: readonly { readonly key: string; readonly by: string; readonly found: boolean }[]
  readonly falseFolds: readonly string[]
}

/** The images that a workload names, with their hosts: what may stand for it, and it for them. */
const imagesOf = (objects: readonly KubeObject[], { kind, namespace = '', name }: TrueRef): ReadonlySet<string> => {
  const live = objects.find(each => each.kind === kind && (each.metadata?.namespace ?? '') === namespace && each.metadata?.name === name)
  const spec = at(live, 'spec', 'template', 'spec')
  const images = [...recordsOf(at(spec, 'containers')), ...recordsOf(at(spec, 'initContainers'))].flatMap(
    each => textOf(each['image']) ?? [],
  )
  return new Set(images.flatMap(image => [image, image.split('/')[0] ?? '', image.replace(/:[^:/]*$/, '')]))
}

/** True where an incident's root is the true one, or the image or registry that it names, or the workload that names it. */
export const standsFor = (incident: Incident, root: TrueRef, objects: readonly KubeObject[]): boolean => {
  if (hasRoot(incident, root)) return true
  const said = rootRef(incident)
  if (said.kind === 'External') return imagesOf(objects, root).has(said.name)
  return root.kind === 'External' && imagesOf(objects, said).has(root.name)
}

export const judgeRecorded = (one: RecordedCase, { incidents }: Pick<ApplicationAssessment, 'incidents'>): RecordedVerdict => {
  const truth = one.truth ?? { roots: [], explains: {} }
  const desired = new Set(
    one.desired.map(each => keyOf({ kind: each.kind ?? '', namespace: each.metadata?.namespace ?? '', name: each.metadata?.name ?? '' })),
  )
  const rootOf = (text: string): TrueRef | undefined => truth.roots.find(root => text === rootText(root))
  const standing = (root: TrueRef) => incidents.filter(incident => standsFor(incident, root, one.objects))
  const entries = Object.entries(truth.explains).flatMap(([text, list]) => {
    const root = rootOf(text)
    return root === undefined ? [] : list.map(ref => ({ root, ref }))
  })
  const explained = entries
    .filter(({ ref }) => desired.has(keyOf(ref)))
    .map(({ root, ref }) => ({
      key: keyOf(ref),
      by: rootText(root),
      found: standing(root).some(incident => explains(incident, ref) || hasRoot(incident, ref)),
    }))
  const stayed = (truth.notExplained ?? []).filter(({ terminal }) => terminal !== true)
  const falseFolds = truth.roots.flatMap(root =>
    standing(root).flatMap(incident =>
      incident.explains.flatMap(({ ref }) => {
        if (hasRoot(incident, ref)) return []
        const key = keyOf(ref)
        if (stayed.some(each => keyOf(each) === key)) return [`${key} stayed ill, folded into ${rootText(root)}`]
        const healedBy = entries.filter(each => keyOf(each.ref) === key).map(each => rootText(each.root))
        return healedBy.length > 0 && !healedBy.includes(rootText(root))
          ? [`${key} healed with ${healedBy.join()}, folded into ${rootText(root)}`]
          : []
      }),
    ),
  )
  const notRoots = (truth.notRoots ?? []).flatMap(ref =>
    incidents.some(incident => hasRoot(incident, ref)) ? [`${keyOf(ref)} is called a root`] : [],
  )
  return {
    roots: truth.roots.map(root => ({ key: rootText(root), found: standing(root).length > 0 })),
    explained,
    falseFolds: [...falseFolds, ...notRoots],
  }
}

const rootText = ({ kind, namespace, name }: TrueRef): string => [kind, ...(namespace === undefined ? [] : [namespace]), name].join('/')

/** Two cases as one cluster; undefined where they share an object that is not equal in both. */
export const merged = (a: WrittenCase, b: WrittenCase): Pick<WrittenCase, 'now' | 'desired' | 'objects' | 'complete'> | undefined => {
  const known = new Map(a.objects.map(each => [identity(each), JSON.stringify(each)]))
  for (const each of b.objects) {
    const same = known.get(identity(each))
    if (same !== undefined && (each.kind !== 'Node' || same !== JSON.stringify(each))) return undefined
  }
  return {
    now: a.now,
    desired: [...a.desired, ...b.desired],
    objects: [...a.objects, ...b.objects.filter(each => !known.has(identity(each)))],
    complete: listOf(a.complete).filter((kind): kind is string => (b.complete ?? []).includes(kind as string)),
  }
}

const identity = (object: KubeObject): string => {
  const { apiVersion, kind, metadata } = object as JsonRecord
  return JSON.stringify([apiVersion, kind, at(metadata, 'namespace'), at(metadata, 'name')])
}
