import type { ObjectRef } from '../model/identity.ts'
import { refText } from '../model/identity.ts'
import { plainText } from '../model/plain-text.ts'
import { countsText, needsLook, worstFirst } from '../model/severity.ts'
import type { ApplicationAssessment, ObjectAssessment } from '../status/index.ts'
import { messageOf } from './rows.ts'

/** What the annotations know beside the assessment. */
export interface GithubOptions {
  /** Where an object stands in the manifests, relative to the root of the repository, so that its annotation is shown there. */
  readonly placeOf?: (ref: ObjectRef) => { readonly file: string; readonly line: number } | undefined
}

/**
 * The status of an application as workflow commands of GitHub Actions, which become annotations of the run and of the changed files:
 * errors for what is Degraded or Missing, warnings for the rest that needs a look, and one notice or error for the application.
 *
 * @param application what `assessApplication` or a tracker said
 * @param options `placeOf` says where an object stands in the manifests
 * @returns lines of commands. Text from the cluster cannot begin a command of its own.
 * @example
 * ```ts
 * import { assessApplication } from 'live-object-status/status'
 * import { renderGithub } from 'live-object-status/report'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
 * const lines = renderGithub(assessApplication({ desired: [settings], live: [] }))
 * lines.split('\n')[0] // => '::error title=ConfigMap shop/settings is Missing::Is not in the cluster'
 * ```
 */
export const renderGithub = (application: ApplicationAssessment, { placeOf }: GithubOptions = {}): string => {
  const label = application.status ?? 'No status'
  const level = label === 'Healthy' ? 'notice' : application.gate === 'wait' ? 'warning' : 'error'
  const counts = countsText(application.counts)
  const summary = `::${level} title=${property(label)}::${data(application.message)}${counts === '' ? '' : data(` (${counts})`)}`
  const lines = worstFirst(application.objects.filter(needsLook)).map(object => annotation(object, placeOf))
  return [...lines, summary, ''].join('\n')
}

const annotation = (object: ObjectAssessment, placeOf: GithubOptions['placeOf']): string => {
  const { ref, status } = object
  const place = placeOf?.(ref)
  const properties = [
    ...(place === undefined ? [] : [`file=${property(place.file)}`, `line=${place.line}`]),
    `title=${property(`${refText(ref)} is ${status}`)}`,
  ]
  const level = status === 'Degraded' || status === 'Missing' ? 'error' : 'warning'
  return `::${level} ${properties.join(',')}::${data(messageOf(object))}`
}

// The escapes of @actions/core (packages/core/src/command.ts).
const data = (text: string): string => plainText(text).replaceAll('%', '%25')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
