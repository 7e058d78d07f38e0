import type { JsonRecord } from '../../model/kube-object.ts'
import { own, recordOf, textOf } from '../../model/read.ts'

/**
 * Annotations by which people tell their deployer not to wait for an object, or not to count how it is, with the values that say so; undefined: any.
 * Argo CD (reference/annotations), Pulumi (skipAwait), kapp (apply-waiting), werf (fail-mode).
 */
const MARKS: Readonly<Record<string, string | undefined>> = {
  'argocd.argoproj.io/ignore-healthcheck': 'true',
  'pulumi.com/skipAwait': 'true',
  'kapp.k14s.io/disable-wait': undefined,
  'werf.io/fail-mode': 'IgnoreAndContinueDeployProcess',
}

/** The annotation for which an object should not hold an application back, as people wrote it; undefined where there is none. */
export const advisoryMark = (live: JsonRecord): string | undefined => {
  const annotations = recordOf(live['metadata'])['annotations']
  if (annotations === undefined) return undefined
  for (const name of Object.keys(MARKS)) {
    const value = textOf(own(recordOf(annotations), name))
    if (value !== undefined && (MARKS[name] === undefined || value === MARKS[name])) return `annotation ${name}`
  }
  return undefined
}
