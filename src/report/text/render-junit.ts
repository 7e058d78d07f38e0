import { noOptions } from './text-options.ts'
import { refText } from '../../model/identity.ts'
import type { Redacted } from '../../model/safe-content.ts'
import type { Shown } from '../../redact/index.ts'
import type { ApplicationAssessment } from '../../status/index.ts'
import { rowGroups } from './rows.ts'
import { renderSafely } from './text-report.ts'
import type { TextObject, TextReport } from './text-report.ts'

/**
 * The status of an application as a JUnit report, which CI systems show as tests: one test an object, one suite a cause. Degraded, Missing, Out of Sync and
 * Progressing fail, Unknown is an error, Suspended is skipped.
 *
 * @param application what `assessApplication` or a tracker said with a redactor
 * @param options none
 * @returns XML 1.0, or why it is withheld; characters that XML cannot hold are replaced.
 * @throws TypeError where the answer was made without a redactor, or with one and crossed a wire: see `trustAsShown`.
 *
 * Source: the JUnit XML that Jenkins and GitLab read; XML 1.0 section 2.2 for its characters.
 *
 * @example
 * ```ts
 * import { createRedactor } from 'live-object-status/redact'
 * import { assessApplication } from 'live-object-status/status'
 * import { renderJunit } from 'live-object-status/report'
 *
 * const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } }
 * const xml = renderJunit(assessApplication({ desired: [settings], live: [] }, { redactor: createRedactor([]) }))
 * xml.visible && xml.value.includes('type="NotInCluster"') // => true
 * ```
 */
export const renderJunit = (
  application: Shown<ApplicationAssessment>,
  options: { readonly [name: string]: never } = {},
): Redacted<string> => renderSafely(application, { options, fits: noOptions }, suites)

/** The objects of one cause are one suite, which bears its sentence as a name; the others are one after them. Both in the order of importance. */
const suites = (application: TextReport): string => {
  const groups = rowGroups({ ...application, orphans: [] }, {})
  const caused = groups.filter(({ cause }) => cause !== undefined)
  const others = groups.flatMap(({ cause, members }) => (cause === undefined ? members : []))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counted(application.objects)}>`,
    ...(application.policy === '' ? [] : [`  <properties><property name="policy" value="${escaped(application.policy)}"/></properties>`]),
    ...caused.flatMap(({ cause, members }) => suite(cause?.message ?? '', members)),
    ...(others.length > 0 || caused.length === 0 ? suite(OURS, others) : []),
    '</testsuites>',
    '',
  ].join('\n')
}

const OURS = 'live-object-status'

const suite = (name: string, members: readonly TextObject[]): readonly string[] => [
  `  <testsuite name="${escaped(name)}" ${counted(members)}>`,
  ...members.map(object => testcase(object, chooseOutcome(object))),
  '  </testsuite>',
]

const counted = (objects: readonly TextObject[]): string => {
  const outcomes = objects.map(chooseOutcome)
  const count = (outcome: TestOutcome): number => outcomes.filter(each => each === outcome).length
  return `tests="${outcomes.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`
}

type TestOutcome = 'passed' | 'failure' | 'error' | 'skipped'

const chooseOutcome = ({ status, uncounted }: TextObject): TestOutcome => {
  if (status === 'Healthy' || status === 'In Sync') return 'passed'
  if (status === 'Suspended' || uncounted) return 'skipped'
  return status === 'Unknown' ? 'error' : 'failure'
}

const testcase = ({ ref, status, reason, message }: TextObject, outcome: TestOutcome): string => {
  const head = `    <testcase classname="${escaped(ref.kind)}" name="${escaped(refText(ref))}"`
  if (outcome === 'passed') return `${head}/>`
  if (outcome === 'skipped') return `${head}><skipped message="${escaped(message)}"/></testcase>`
  const text = message === '' ? status : `${status}: ${message}`
  return `${head}><${outcome} type="${escaped(reason)}" message="${escaped(text)}"/></testcase>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Beside markup, XML 1.0 has no place for lone surrogates and U+FFFE, U+FFFF. */
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"\uFFFE\uFFFF]|\p{Surrogate}/gu, character => ENTITIES[character] ?? '\uFFFD')
