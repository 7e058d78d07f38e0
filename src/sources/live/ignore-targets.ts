import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { globMatches } from '../../model/glob.ts'
import { isRecord, listOf, own, textOf } from '../../model/read.ts'
import type { RecordedIgnore } from '../../status/index.ts'
import type { Survey, SurveyedObject } from './survey.ts'

/**
 * The ignore rules of Flux, `{ paths, target }`, by the members that each target selects. A selector that cannot be read selects nothing, so that what it
 * would have hidden shows.
 *
 * Source: IgnoreRule of kustomize-controller and helm-controller, with kustomize's Selector, whose texts are anchored regular expressions.
 */
export const ignoreByTargets = (rules: readonly JsonRecord[], members: readonly ObjectRef[], survey: Survey): readonly RecordedIgnore[] =>
  members.flatMap(ref => {
    const found = rules
      .filter(rule => isSelected(rule['target'], ref, survey.find(ref)))
      .flatMap(rule => listOf(rule['paths']).flatMap(path => (typeof path === 'string' && path !== '' ? [{ pointer: path }] : [])))
    return found.length === 0 ? [] : [{ ref, rules: found }]
  })

const isSelected = (target: unknown, ref: ObjectRef, live: SurveyedObject | undefined): boolean => {
  if (!isRecord(target)) return target === undefined
  const named = (['group', 'version', 'kind', 'namespace', 'name'] as const).every(part => isText(target[part], ref[part]))
  return named && isLabelled(target['labelSelector'], live?.labels) && isLabelled(target['annotationSelector'], live?.annotations)
}

/** Plain text, or text with `.*` in it; what else a regular expression may say is not read. */
const isText = (pattern: unknown, text: string): boolean => {
  const plain = textOf(pattern) ?? ''
  if (plain === '') return true
  const glob = plain.replace(/^\^/, '').replace(/\$$/, '').replaceAll('\\.', '.').replaceAll('.*', ANY)
  return /[\\^$*+?()[\]{}|]/.test(glob) ? false : globMatches(glob.replaceAll(ANY, '*'), text)
}

const ANY = '\0'

const isLabelled = (selector: unknown, labels: JsonRecord | undefined): boolean => {
  const text = textOf(selector) ?? ''
  return text === '' || (labels !== undefined && text.split(',').every(part => isMet(part.trim(), labels)))
}

const REQUIREMENT = /^(!?)([\w./-]+)\s*(?:(!=|==?)\s*([\w.-]*))?$/

const isMet = (requirement: string, labels: JsonRecord): boolean => {
  const [whole, not, key = '', operator, value = ''] = REQUIREMENT.exec(requirement) ?? []
  if (whole === undefined) return false
  const found = own(labels, key)
  if (operator === undefined) return (found === undefined) === (not === '!')
  return (found === value) === (operator !== '!=')
}

/**
 * True where an entry of Argo CD's selects an object: group and kind are patterns, of which an empty group is the core group and no other; name and namespace are
 * texts, of which an empty one is any.
 *
 * Source: Normalize of ignoreNormalizer in util/argo/normalizers/diff_normalizer.go of argo-cd.
 */
export const selectsByGlob = (entry: JsonRecord, ref: ObjectRef): boolean => {
  const text = (field: string): string => textOf(entry[field]) ?? ''
  return (
    globMatches(text('group'), ref.group) &&
    globMatches(text('kind'), ref.kind) &&
    (['namespace', 'name'] as const).every(part => text(part) === '' || text(part) === ref[part])
  )
}
