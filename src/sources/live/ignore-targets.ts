import type { ObjectRef } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { globMatches } from '../../model/glob.ts'
import { at, isRecord, listOf, own, textOf } from '../../model/read.ts'
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

/** The entries of a list that select a member by the fields that both Argo CD and its users write: absent and empty mean any, `*` any text. */
export const selectsByGlob = (entry: JsonRecord, ref: ObjectRef): boolean =>
  (['group', 'kind', 'namespace', 'name'] as const).every(part => {
    const pattern = textOf(at(entry, part)) ?? ''
    return pattern === '' || globMatches(pattern, ref[part])
  })
