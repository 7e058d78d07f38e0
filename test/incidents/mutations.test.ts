import { expect, test } from 'vitest'
import type { JsonRecord, KubeObject } from '../../src/model/kube-object.ts'
import { isRecord, recordOf } from '../../src/model/read.ts'
import { fixtureLines } from '../support/fixtures.ts'
import { assessWritten, explains, hasRoot, keyOf } from '../support/incident-truth.ts'
import type { TrueRef, WrittenCase } from '../support/incident-truth.ts'
import { inventedClusters } from './clusters/index.ts'

const cases = [...fixtureLines<WrittenCase>('incidents/root-causes.jsonl.gz'), ...inventedClusters()].filter(
  ({ sure }) => sure !== 'inferred',
)

const refTo = ({ kind = '', metadata }: KubeObject): TrueRef => ({ kind, namespace: metadata?.namespace ?? '', name: metadata?.name ?? '' })
const isAt = (object: KubeObject, ref: TrueRef): boolean => keyOf(refTo(object)) === keyOf(ref)
const isDesired = ({ desired }: WrittenCase, ref: TrueRef): boolean => desired.some(each => isAt(each, ref))
const symptomsBeside = (one: WrittenCase): readonly TrueRef[] => one.symptoms.filter(ref => keyOf(ref) !== keyOf(one.root))

/** The cases whose root is an object that is there, and found. */
const present = cases.filter(one => one.objects.some(object => isAt(object, one.root)) && symptomsBeside(one).length > 0)

test('a root that is removed from the dump is no root by a reference any more: it is unseen, absent, or the words of a controller or an owner reference name it', () => {
  for (const one of present.filter(each => !isDesired(each, each.root))) {
    const { incidents } = assessWritten({ ...one, objects: one.objects.filter(each => !isAt(each, one.root)) })
    for (const incident of incidents.filter(each => hasRoot(each, one.root) && each.exists))
      for (const { via } of incident.explains) expect(['text', 'owner']).toContain(via.at(-1)?.by)
  }
})

test('what is of another name is nobody that a text or a reference names', () => {
  const renamed = (object: KubeObject, ref: TrueRef): KubeObject =>
    isAt(object, ref) ? { ...object, metadata: { ...object.metadata, name: `${ref.name}-x` } } : object
  for (const one of present) {
    const { incidents } = assessWritten({ ...one, objects: one.objects.map(each => renamed(each, one.root)) })
    const other = { ...one.root, name: `${one.root.name}-x` }
    const named = incidents
      .flatMap(({ explains: list }) => list.flatMap(({ via }) => via))
      .filter(({ to }) => typeof to !== 'string' && keyOf(to) === keyOf(other))
      .filter(({ quote = '' }) => quote.split(/[^\w.-]+/).includes(one.root.name))
    expect([one.id, named]).toEqual([one.id, []])
  }
})

test('what lies in another namespace is not explained by a root in the old one', () => {
  const moved = (object: KubeObject, from: string): KubeObject => {
    if (object.metadata?.namespace !== from) return object
    const text = JSON.stringify(object)
    return JSON.parse(
      [`"${from}"`, `"${from}\\"`, `${from}/`, `.${from}.svc`].reduce(
        (all, part) => all.replaceAll(part, part.replace(from, 'elsewhere')),
        text,
      ),
    ) as KubeObject
  }
  for (const one of present.filter(({ root }) => (root.namespace ?? '') !== '' && !['Deployment', 'StatefulSet'].includes(root.kind))) {
    const from = one.root.namespace ?? ''
    const keep = (object: KubeObject): boolean => isAt(object, one.root)
    const { incidents } = assessWritten({
      ...one,
      desired: one.desired.map(each => (keep(each) ? each : moved(each, from))),
      objects: one.objects.map(each => (keep(each) ? each : moved(each, from))),
    })
    const folded = symptomsBeside(one)
      .map(ref => ({ ...ref, namespace: 'elsewhere' }))
      .filter(ref => incidents.some(incident => hasRoot(incident, one.root) && explains(incident, ref)))
    expect([one.id, folded.map(keyOf)]).toEqual([one.id, []])
  }
})

test('a pod that runs on another node is not explained by the lost one', () => {
  const nodes = present.filter(({ root }) => root.kind === 'Node')
  expect(nodes.length).toBeGreaterThan(3)
  for (const one of nodes) {
    const away = (object: KubeObject): KubeObject => {
      const spec = recordOf(recordOf(object)['spec'])
      return object.kind === 'Pod' && spec['nodeName'] === one.root.name
        ? Object.assign({}, object, { spec: { ...spec, nodeName: 'somewhere' } })
        : object
    }
    const { incidents } = assessWritten({ ...one, objects: one.objects.map(away) })
    const byPlace = incidents
      .filter(incident => hasRoot(incident, one.root))
      .flatMap(incident =>
        incident.explains.filter(({ via }) => via.some(({ field, from }) => field === 'spec.nodeName' && from.kind === 'Pod')),
      )
    expect([one.id, byPlace]).toEqual([one.id, []])
  }
})

const GOOD = new Set(['Ready', 'Available', 'Healthy', 'Synced', 'ContainersReady'])

/** The same object, of which its controller says that it is well. */
const repaired = (object: KubeObject & JsonRecord): KubeObject & JsonRecord => {
  const status = recordOf(object['status'])
  const { taints: _, unschedulable: __, ...spec } = recordOf(object['spec'])
  const conditions = Array.isArray(status['conditions'])
    ? status['conditions'].map(each =>
        isRecord(each) ? { ...each, status: GOOD.has(String(each['type'])) ? 'True' : 'False', reason: 'Fine', message: '' } : each,
      )
    : []
  return { ...object, spec, status: { ...status, conditions } }
}

test('a root of which its controller says that it is well is at fault no more, unless the words of another name it', () => {
  const KINDS = new Set([
    'Node',
    'SecretStore',
    'ClusterSecretStore',
    'Issuer',
    'ClusterIssuer',
    'ExternalSecret',
    'GitRepository',
    'APIService',
  ])
  const judged = present.filter(({ root }) => KINDS.has(root.kind))
  expect(judged.length).toBeGreaterThan(8)
  for (const one of judged) {
    const { incidents } = assessWritten({
      ...one,
      objects: one.objects.map(each => (isAt(each, one.root) ? repaired(each as KubeObject & JsonRecord) : each)),
    })
    for (const incident of incidents.filter(each => hasRoot(each, one.root)))
      for (const { via } of incident.explains)
        expect([one.id, incident.message, via.at(-1)?.by]).toEqual([one.id, incident.message, 'text'])
  }
})
