import { aList, aString, anIterable, expect, someOptions } from '../model/expect.ts'
import { aSchemaSet } from '../model/kind-hints.ts'
import type { KubeObjectLike } from '../model/kube-object.ts'
import { total } from '../model/total.ts'
import type { SchemaSet } from '../schema/index.ts'
import type { Observed, RecordedApplication } from '../status/index.ts'
import { createAllowance } from './helm/read-storage.ts'
import { helm } from './helm/helm.ts'
import type { Reading, RecordReader } from './live/application.ts'
import { surveyLive } from './live/survey.ts'
import type { Survey } from './live/survey.ts'
import { applyset } from './tools/applyset.ts'
import { argocd } from './tools/argocd.ts'
import { flux } from './tools/flux.ts'
import { kapp } from './tools/kapp.ts'
import { kubectl } from './tools/kubectl.ts'
import { notRecorded } from './tools/not-recorded.ts'

/** How records are read. */
export interface RecordOptions {
  /** Schemas of custom resources, which say which kinds have a namespace. Definitions among the live objects are read as well. */
  readonly schemas?: SchemaSet
  /**
   * The kinds ('group/Kind') of which `live` holds all there are, as for `assessHealth`. With `Secret` and `ConfigMap` a Helm release that is not stored is no more.
   */
  readonly complete?: readonly string[]
}

/** In this order: what a record names goes before what only a mark tells, and that before what nothing tells. */
const READERS: readonly RecordReader[] = [helm, flux, argocd, applyset, kapp, kubectl, notRecorded]

/**
 * Reads what the cluster remembers of deployments: Helm releases with all their revisions, Kustomizations and HelmReleases of Flux, Applications of Argo CD,
 * ApplySets, kapp's applications, what kubectl applied, and in one group everything else that nobody made by owning it. Each is handed to
 * `assessApplication` as `recorded`, beside the same live objects.
 *
 * @param live objects, lists of them, or objects wrapped with their source; any JSON. Secrets and ConfigMaps with releases have to be among them.
 * @param options see {@link RecordOptions}.
 * @returns the applications: those of Helm first, what is not recorded last. They hold manifests, and so what is in Secrets: input, never to be shown.
 *   Records that cannot be read, or that unpack to more than 32 MiB or a hundred times their size, are problems, and cost no other.
 * @throws TypeError where `live` cannot be iterated, or an option is of the wrong type.
 *
 * Source: each reader names its own; checked against what the tools wrote on a real server (docs/conformance.md).
 *
 * @example
 * ```ts
 * import { recordedApplications } from 'live-object-status/sources'
 * import { assessApplication } from 'live-object-status/status'
 *
 * const applied = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data: { colour: 'red' } }
 * const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(applied) }
 * const live = [{ ...applied, metadata: { ...applied.metadata, annotations }, data: { colour: 'blue' } }]
 * const [recorded] = recordedApplications(live)
 * recorded?.id // => 'kubectl/shop/applied'
 * recorded?.exactness // => 'manifest'
 * assessApplication({ recorded, live }).status // => 'Out of Sync'
 * ```
 */
export const recordedApplications = (
  live: Iterable<KubeObjectLike | Observed>,
  options: RecordOptions = {},
): readonly RecordedApplication[] => {
  expect('live', anIterable('an iterable of objects'), live)
  expect('options', someRecordOptions, options)
  const shared = { allowance: createAllowance(), complete: new Set(options.complete) }
  return surveyLive(live, options.schemas).flatMap(survey => readSurvey(survey, shared))
}

const someRecordOptions = /* @__PURE__ */ someOptions<RecordOptions>(() => ({
  schemas: aSchemaSet,
  complete: aList('a list of kinds', aString),
}))

const readSurvey = (survey: Survey, shared: Omit<Reading, 'covered'>): readonly RecordedApplication[] => {
  const covered = new Set<string>()
  return READERS.flatMap(reader => {
    // No JSON makes a reader throw; what is no JSON costs what that reader would have said.
    const applications = total(
      () => reader.read(survey, { ...shared, covered }),
      () => [],
    )
    for (const { members, orphans } of applications)
      for (const ref of [...members, ...orphans]) {
        const live = survey.find(ref)
        if (live !== undefined) covered.add(live.key)
      }
    return applications
  })
}
