import type { KubeObject } from '../../src/model/kube-object.ts'
import { recordOf } from '../../src/model/read.ts'
import { createSchemas } from '../../src/schema/index.ts'
import { compareObject, type Comparison } from '../../src/sync/index.ts'
import { fixtureLines, fixtureText } from '../support/fixtures.ts'
import type { Conformance, Disagreement } from './conformance.ts'

/** One object as a deployment tool left it, and what that tool's own next run did to it. */
export interface DeployedObject {
  readonly id: string
  readonly tool: string
  readonly mode: 'client' | 'server'
  readonly manager: string
  /** What the tool sent, its own marks included. */
  readonly desired: KubeObject
  readonly previous?: KubeObject
  readonly live: KubeObject
  /** By the same version deployed again, else by the step itself, where the tool ran and left it, or by a dry run. */
  readonly by: 'healed' | 'run' | 'dryRun'
  readonly verdict: 'unchanged' | 'changed' | 'rejected'
  readonly places: readonly string[]
  /** What the same without force was refused for. */
  readonly conflicts?: string
}

/** The objects that were recorded of every tool. */
export const deployedObjects = (): readonly DeployedObject[] => fixtureLines<DeployedObject>('sync/deployments.jsonl.gz')

/** The custom resource among them. */
export const gaugeCrd = (): KubeObject => JSON.parse(fixtureText('sync/gauge-crd.json')) as KubeObject

/** Labels and annotations that each tool adds to what people wrote, by the first word of its name here. */
const MARKS: Readonly<Record<string, readonly string[]>> = {
  helm: ['app.kubernetes.io/managed-by', 'meta.helm.sh/release-name', 'meta.helm.sh/release-namespace'],
  applyset: ['applyset.kubernetes.io/part-of'],
  argocd: ['argocd.argoproj.io/tracking-id'],
  flux: ['kustomize.toolkit.fluxcd.io/name', 'kustomize.toolkit.fluxcd.io/namespace'],
}

/** The manifest as people wrote it. */
export const rawManifest = ({ desired, tool }: DeployedObject): KubeObject => {
  const marks = new Set(MARKS[tool.split(/[ -]/)[0] ?? ''] ?? [])
  const metadata: Record<string, unknown> = { ...recordOf(desired['metadata']) }
  for (const field of ['labels', 'annotations']) {
    if (metadata[field] === undefined) continue
    const own = Object.entries(recordOf(metadata[field])).filter(([key]) => !marks.has(key))
    if (own.length > 0) metadata[field] = Object.fromEntries(own)
    else delete metadata[field]
  }
  return { ...desired, metadata }
}

/** What is wrong with an answer: the tool would change the object, or leave it. One that was refused a change is out of sync, too. */
export const wrongDeployed = ({ verdict }: DeployedObject, { status, reapply, message }: Comparison): string | undefined => {
  const agrees =
    verdict === 'unchanged'
      ? reapply === 'unchanged' || (reapply === 'rejected' && status === 'InSync')
      : status === 'OutOfSync' && (reapply === 'changed' || reapply === 'rejected')
  return agrees ? undefined : `${status}, ${reapply} (${message}); the tool: ${verdict}`
}

/** Two of these objects are left as they are by `spec.ignore` of the Kustomization, which stands in another object. */
const FLOORS: Readonly<Record<string, number>> = { 'flux-marks': 0.9 }

/** Agreement with the tools' own next runs, of raw manifests and without an option. */
export const deploymentsConformance = (): Conformance[] => {
  const all = deployedObjects()
  const schemas = createSchemas({ customResourceDefinitions: [gaugeCrd()] })
  return [...new Set(all.map(({ tool }) => tool))].sort().map(tool => {
    const objects = all.filter(object => object.tool === tool)
    const disagreements = objects.flatMap((object): Disagreement[] => {
      const wrong = wrongDeployed(object, compareObject(rawManifest(object), object.live, { schemas }))
      return wrong === undefined ? [] : [{ id: object.id, about: object.mode, wrong }]
    })
    return { corpus: `deployed by ${tool}`, cases: objects.length, disagreements, floor: FLOORS[tool] ?? 0.98 }
  })
}
