import { expect, test } from 'vitest'
import { kindKeyOf } from '../../src/model/identity.ts'
import type { JsonRecord, KubeObject } from '../../src/model/kube-object.ts'
import { createSchemas, isNamespaced } from '../../src/schema/index.ts'
import { recordedApplications } from '../../src/sources/index.ts'
import { assessApplication, assessObject, planObservation } from '../../src/status/index.ts'
import { ASKS } from '../../src/status/observation/asks.ts'
import { indexRelated } from '../../src/tree/index.ts'
import type { RelatedIndex } from '../../src/tree/index.ts'
import { healthCases } from '../support/health-cases.ts'
import { releaseSecret } from '../support/helm-release.ts'

/** An index that notes of which kinds something was asked for, or came of a question that names none. */
const listening = (objects: readonly KubeObject[]): { readonly index: RelatedIndex; readonly asked: Set<string> } => {
  const index = indexRelated(objects)
  const asked = new Set<string>()
  const note = (found: readonly JsonRecord[]): readonly JsonRecord[] => {
    for (const object of found) asked.add(kindKeyOf(object))
    return found
  }
  return {
    asked,
    index: {
      size: index.size,
      ownedBy: uid => note(index.ownedBy(uid)),
      find: (kind, namespace, name) => {
        asked.add(kind)
        return index.find(kind, namespace, name)
      },
      ofKind: kind => {
        asked.add(kind)
        return index.ofKind(kind)
      },
      ofKindIn: (kind, namespace) => {
        asked.add(kind)
        return index.ofKindIn(kind, namespace)
      },
      labelled: (namespace, key, value) => note(index.labelled(namespace, key, value)),
      onNode: node => note(index.onNode(node)),
      preemptionsIn: namespace => {
        asked.add('Event')
        return index.preemptionsIn(namespace)
      },
      referringTo: (kind, namespace, name) => note(index.referringTo(kind, namespace, name)),
      eventsAbout: uid => {
        asked.add('Event')
        return index.eventsAbout(uid)
      },
    },
  }
}

const plannedKinds = (objects: readonly object[], options = {}): ReadonlySet<string> =>
  new Set(planObservation(objects as never, options).map(({ kind }) => kind))

/** Kinds of one group go by two names, and the newer one is planned. */
const NEWER: Readonly<Record<string, string>> = { 'events.k8s.io/Event': 'Event' }

test('whatever a rule of health or of comparison asks for, its kind is in the plan for the object', () => {
  const unplanned = healthCases().flatMap(({ folder, file, live, related, head }) => {
    const { index, asked } = listening([live, ...related])
    assessObject({ desired: live, live }, { related: index, ...(head.now === undefined ? undefined : { now: head.now }) })
    const planned = plannedKinds([live])
    // What the operator of a custom resource makes is the operator's business: the plan holds what most make.
    const isCustom = isNamespaced(kindKeyOf(live)) === undefined
    return [...asked]
      .map(kind => NEWER[kind] ?? kind)
      .filter(kind => !planned.has(kind) && !(isCustom && index.ofKind(kind).length > 0))
      .map(kind => `${folder}/${file} asks for ${kind}`)
  })
  expect(unplanned).toEqual([])
})

test('the questions of the table are of kinds that the schema knows, in the place that their scope has', () => {
  const wrong = ASKS.flatMap(({ kinds, where }) =>
    kinds.filter(kind => isNamespaced(kind) === (where === 'cluster') && isNamespaced(kind) !== undefined).map(kind => `${kind} ${where}`),
  )
  expect(wrong).toEqual([])
})

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    template: {
      spec: {
        imagePullSecrets: [{ name: 'pull' }],
        volumes: [{ secret: { secretName: 'volume' } }, { projected: { sources: [{ secret: { name: 'projected' } }] } }],
        containers: [
          {
            name: 'web',
            env: [{ valueFrom: { secretKeyRef: { name: 'variable', key: 'a' } } }],
            envFrom: [{ secretRef: { name: 'all' } }],
          },
        ],
      },
    },
  },
}

test('Secrets are planned by the names that specs give them, and never all of a namespace', () => {
  const [secrets, ...others] = planObservation([deployment], { namespace: 'shop' }).filter(({ kind }) => kind === 'Secret')
  expect(others).toEqual([])
  expect(secrets?.names?.map(({ name }) => name).sort()).toEqual(['all', 'projected', 'pull', 'variable', 'volume'])
  expect(planObservation([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }]).map(({ kind }) => kind)).toEqual(['ConfigMap'])
})

test('the records of Helm are planned by their label, and members and what they name as what is desired', () => {
  const manifest = `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      containers:\n      - name: web\n        envFrom:\n        - secretRef:\n            name: login\n`
  const [recorded] = recordedApplications([releaseSecret({ manifest })] as never)
  const plan = planObservation([], { recorded: recorded! })
  expect(plan.filter(({ labelSelector }) => labelSelector !== undefined)).toMatchObject([
    { kind: 'ConfigMap', labelSelector: 'owner=helm', namespaces: ['shop'] },
    { kind: 'Secret', labelSelector: 'owner=helm', namespaces: ['shop'] },
  ])
  expect(
    plan.find(({ kind, labelSelector }) => kind === 'Secret' && labelSelector === undefined)?.names?.map(({ name }) => name),
  ).toContain('login')
  expect(plan.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['apps/Deployment', 'apps/ReplicaSet', 'Pod', 'Node', 'Event']))
})

test('each kind is looked at where the objects are: in their namespaces, or in the whole cluster', () => {
  const plan = planObservation([
    { ...deployment, metadata: { name: 'web', namespace: 'b' } },
    { ...deployment, metadata: { name: 'web', namespace: 'a' } },
  ])
  expect(plan.find(({ kind }) => kind === 'Pod')).toMatchObject({ scope: 'namespaced', namespaces: ['a', 'b'] })
  expect(plan.find(({ kind }) => kind === 'Node')).toMatchObject({ scope: 'cluster', namespaces: [] })
  for (const { why } of plan) expect(why.length).toBeGreaterThan(0)
})

test('a custom resource asks for its definition, unless the schemas have it, which also tell its scope', () => {
  const gadget = { apiVersion: 'example.com/v1', kind: 'Gadget', metadata: { name: 'a', namespace: 'shop' } }
  expect(plannedKinds([gadget]).has('apiextensions.k8s.io/CustomResourceDefinition')).toBe(true)
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'gadgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Cluster',
      names: { kind: 'Gadget', plural: 'gadgets' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  }
  const schemas = createSchemas({ customResourceDefinitions: [definition] })
  const plan = planObservation([gadget], { schemas })
  expect(plan.some(({ kind }) => kind === 'apiextensions.k8s.io/CustomResourceDefinition')).toBe(false)
  expect(plan.find(({ kind }) => kind === 'example.com/Gadget')).toMatchObject({ scope: 'cluster', namespaces: [], version: 'v1' })
})

test('what is planned and listed makes an answer that leaves no kind unseen', () => {
  const desired = { ...deployment, metadata: { name: 'web', namespace: 'shop' } }
  const listed = planObservation([desired]).map(({ kind }) => kind)
  const { objects } = assessApplication({ desired: [desired], live: [], sources: { '': { listed } } })
  expect(objects.map(({ status }) => status)).toEqual(['Missing'])
})

test.each<unknown>([
  null,
  7,
  [],
  {},
  { kind: 7 },
  { kind: 'List', items: [null, 7] },
  { kind: 'Pod', spec: { containers: 'x', volumes: 7 } },
  { kind: 'Ingress', apiVersion: 'networking.k8s.io/v1', spec: { tls: [7, {}] } },
])('any JSON makes a plan: %j', hostile => {
  expect(() => planObservation([hostile] as never)).not.toThrow()
})
