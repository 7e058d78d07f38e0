import { refText } from '../../model/identity.ts'
import type { Redacted } from '../../model/safe-content.ts'
import { countsText, needsLook } from '../../model/statuses.ts'
import type { Shown } from '../../redact/index.ts'
import type { ApplicationAssessment } from '../../status/index.ts'
import { rowGroups } from './rows.ts'
import { someGithubOptions } from './text-options.ts'
import type { GithubOptions } from './text-options.ts'
import { renderSafely } from './text-report.ts'
import type { TextCause, TextObject, TextReport } from './text-report.ts'

/**
 * The status of an application as workflow commands of GitHub Actions, which become annotations of the run and of the changed files:
 * errors for what is Degraded or Missing, warnings for the rest that needs a look, each after its cause, and one notice or error for the application.
 *
 * @param application what `assessApplication` or a tracker said with a redactor
 * @param options `placeOf` says where an object stands in the manifests
 * @returns lines of commands, or why they are withheld. Text from the cluster cannot begin a command of its own.
 * @throws TypeError where the answer was made without a redactor, or with one and crossed a wire: see `trustAsShown`.
 *
 * Source: the workflow commands of GitHub Actions and their escapes, as `@actions/core` writes them.
 *
 * @example
 * ```ts
 * import { createRedactor } from 'live-object-status/redact'
 * import { assessApplication } from 'live-object-status/status'
 * import { renderGithub } from 'live-object-status/report'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
 * const lines = renderGithub(assessApplication({ desired: [settings], live: [] }, { redactor: createRedactor([]) }))
 * lines.visible && lines.value.split('\n')[0] // => '::error title=ConfigMap shop/settings is Missing::Is not in the cluster'
 * ```
 */
export const renderGithub = (application: Shown<ApplicationAssessment>, options: GithubOptions = {}): Redacted<string> =>
  renderSafely(application, { options, fits: someGithubOptions }, commands)

const commands = (application: TextReport): string => {
  const label = application.status ?? 'No status'
  const level = label === 'Healthy' ? 'notice' : application.gate === 'wait' ? 'warning' : 'error'
  const counts = countsText(application.counts)
  const summary = `::${level} title=${property(label)}::${data(application.message)}${counts === '' ? '' : data(` (${counts})`)}`
  const groups = rowGroups({ ...application, orphans: [] }, {}).map(({ cause, members }) => ({ cause, members: members.filter(needsLook) }))
  const lines = groups.flatMap(({ cause, members }) => [...(cause === undefined ? [] : [causeLine(cause)]), ...members.map(annotation)])
  const policy = application.policy === '' ? [] : [`::notice title=Policy::${data(application.policy)}`]
  return [...lines, ...policy, summary, ''].join('\n')
}

/** A cause has no place in the manifests of what it explains: its annotation is the run's. */
const causeLine = ({ status, message, remedy }: TextCause): string => {
  const level = status === 'Degraded' || status === 'Missing' ? 'error' : 'warning'
  return `::${level} title=Cause::${data(remedy === '' ? message : `${message}. ${remedy}`)}`
}

const annotation = ({ ref, status, message, place, uncounted }: TextObject): string => {
  const properties = [
    ...(place === undefined ? [] : [`file=${property(place.file)}`, `line=${place.line}`]),
    `title=${property(`${refText(ref)} is ${status}`)}`,
  ]
  const level = uncounted ? 'notice' : status === 'Degraded' || status === 'Missing' ? 'error' : 'warning'
  return `::${level} ${properties.join(',')}::${data(message)}`
}

// The escapes of @actions/core (packages/core/src/command.ts).
const data = (text: string): string => text.replaceAll('%', '%25')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
