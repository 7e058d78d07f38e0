import type { ObjectRef } from '../../model/identity.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import { readInventory } from '../live/inventory.ts'
import type { Survey, SurveyedObject } from '../live/survey.ts'

/** The HelmRelease of Flux that steers a release. */
export interface Steering {
  readonly object: SurveyedObject
  readonly releaseName: string
  readonly releaseNamespace: string
  readonly storageNamespace: string
  /** The objects that it lists, since Flux 2.8. */
  readonly inventory: readonly ObjectRef[]
  /** It deploys into another cluster, of which nothing is seen here. */
  readonly isRemote: boolean
}

/**
 * Reads the HelmReleases of a survey.
 *
 * Source: HelmReleaseSpec, Snapshot and ResourceInventory in api/v2 of fluxcd/helm-controller; GetReleaseName for the name that it gives.
 */
export const readSteering = (survey: Survey): readonly Steering[] =>
  survey.ofKind('helm.toolkit.fluxcd.io/HelmRelease').map(object => {
    const text = (...path: readonly string[]): string => textOf(at(object.object, ...path)) ?? ''
    const [snapshot] = recordsOf(at(object.object, 'status', 'history'))
    const target = text('spec', 'targetNamespace')
    const own = target === '' ? object.ref.name : `${target}-${object.ref.name}`
    return {
      object,
      releaseName: textOf(snapshot?.['name']) ?? (text('spec', 'releaseName') || own),
      releaseNamespace: textOf(snapshot?.['namespace']) ?? (target || object.ref.namespace),
      storageNamespace: text('status', 'storageNamespace') || text('spec', 'storageNamespace') || object.ref.namespace,
      inventory: readInventory(object.object),
      isRemote: at(object.object, 'spec', 'kubeConfig') !== undefined,
    }
  })

/** The key of a release: what it is called where it is stored. */
