import { createHealthCheckReader } from '../cel/internal.ts'
import { type Check, type MakeChecks, aString, expect, someOptions } from '../model/expect.ts'
import type { Problem } from '../model/problem.ts'
import { isRecord, listOf } from '../model/read.ts'
import { parseDuration } from '../model/scalars/duration.ts'
import type { Thresholds } from '../model/thresholds.ts'
import { readTrees } from '../parse/internal.ts'
import type { CountingRule } from '../status/index.ts'
import type { IgnoreRule } from '../sync/index.ts'
import type { HealthRule } from '../health/index.ts'
import type { Policy, PolicyOptions } from './policy.ts'
import type { PolicyCounting, PolicyDocument, PolicyIgnore, PolicyRule } from './policy-document.ts'
import { type PolicyPath, type PolicyReader, addEntry, nameAt, tell, tellFault, tellMisfit } from './policy-reader.ts'
import { readPolicyIgnore } from './read-ignore.ts'
import { type ReadChecks, readPolicyRule } from './read-rule.ts'
import { readScope } from './read-scope.ts'
import { policyCounting, policyFrame, policyIgnore, policyRule } from './schema/policy-schema.ts'
import { type Schema, findMisfits } from './schema/schema.ts'

/** How a policy is read. */
export interface PolicyReadOptions {
  /** The file, as problems and answers name it. Default `live-status.yaml`. */
  readonly source?: string
}

/** A file that a person writes is a hundred times smaller. */
const MAX_BYTES = 1024 * 1024
/** Entries of each list, and ignore rules of all entries together. */
const MAX_RULES = 1000
/** The most that all patterns together may ask to be looked at for each character of a name. */
const MAX_PATTERNS = 5000

/**
 * Reads a user's policy (`live-status.yaml`): how objects are judged, which differences do not count, which objects hold nothing back, and
 * after how long a state counts as a problem. docs/policy.md describes the file.
 *
 * A bad rule is a problem with its line and column, and costs no other. In answers each rule is called by its place in the file
 * (`live-status.yaml:12:5`), and `assessment.policy` counts what the file silenced.
 *
 * @param text the whole file, YAML or JSON, at most 1 MiB.
 * @param options `source` is what problems and answers call the file.
 * @returns `options` to be spread into those of `assessApplication`, `assessObject` and `createTracker`; `problems`; and `entries` for `lintPolicy`.
 * @throws TypeError where an argument has the wrong type; nothing in the text throws.
 *
 * Source: the form is this package's own; in it, Argo CD's `ignoreDifferences`, Flux's `ignore` and `healthCheckExprs`, and `kubectl wait --for`.
 *
 * @example
 * ```ts
 * import { readPolicy } from 'live-object-status/policy'
 * import { assessApplication } from 'live-object-status/status'
 *
 * const { options, problems } = readPolicy(`
 * apiVersion: live-object-status/v1
 * kind: Policy
 * counting:
 *   - for: { kind: ConfigMap, name: notes-* }
 *     countsAs: nothing
 * `)
 * const notes = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'notes-1', namespace: 'shop' } }
 * const assessment = assessApplication({ desired: [notes], live: [] }, options)
 * problems // => []
 * assessment.objects[0].status // => 'Missing'
 * assessment.gate // => 'pass'
 * assessment.policy?.message // => 'live-status.yaml: 1 object counts as nothing'
 * ```
 */
export const readPolicy = (text: string, options: PolicyReadOptions = {}): Policy => {
  expect('text', aString, text)
  expect('options', somePolicyOptions, options)
  const { source = 'live-status.yaml' } = options
  const { documents, report } = readTrees(text, { source, maxBytes: MAX_BYTES })
  const [document, ...others] = documents.filter(({ value }) => value !== null)
  const problems: Problem[] = [...report.problems]
  const reader: PolicyReader = { source, document: document ?? NOTHING, placeOf: report.placeOf, problems, entries: [] }
  for (const { at } of others)
    tell({ ...reader, document: { ...NOTHING, at } }, 'invalid-policy', [], 'A policy is one document: this one is not read')
  const found = document === undefined && problems.length > 0 ? {} : readDocument(reader)
  return { options: { ...found, policy: { source } }, problems: problems.toSorted(byPlace), entries: reader.entries }
}

const byPlace = (a: Problem, b: Problem): number => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)

const somePolicyOptions: Check = /* @__PURE__ */ someOptions<PolicyReadOptions>((() => ({
  source: aString,
})) satisfies MakeChecks<PolicyReadOptions>)

const NOTHING = { value: null, at: 0, items: [], findings: [] }

const readDocument = (reader: PolicyReader): PolicyOptions => {
  const { value } = reader.document
  const misfits = findMisfits(policyFrame, value)
  for (const misfit of misfits) tellMisfit(reader, [], misfit)
  const wrong = new Set(misfits.map(({ path }) => path.join('/')))
  // Another version may mean something else by every word.
  if (!isRecord(value) || wrong.has('apiVersion') || wrong.has('kind')) return {}
  const readChecks = createHealthCheckReader()
  const rules = entriesIn<PolicyRule, HealthRule>(reader, 'rules', policyRule, (entry, path) => takeRule(reader, entry, path, readChecks))
  const ignore = readIgnoreRules(reader)
  const counting = entriesIn<PolicyCounting, CountingRule>(reader, 'counting', policyCounting, (entry, path) =>
    takeCounting(reader, entry, path),
  )
  return {
    ...(rules.length === 0 ? undefined : { rules }),
    ...(ignore.length === 0 ? undefined : { ignore }),
    ...(counting.length === 0 ? undefined : { counting }),
    ...settingsIn(value as unknown as PolicyDocument, wrong),
  }
}

const settingsIn = (document: PolicyDocument, wrong: ReadonlySet<string>): PolicyOptions => {
  const thresholds = Object.entries(isRecord(document.thresholds) ? document.thresholds : {}).flatMap(([name, limit]) =>
    limit === undefined || wrong.has(`thresholds/${name}`) ? [] : [[name, milliseconds(limit)]],
  )
  const { staleAfter, rollUp } = document
  return {
    ...(thresholds.length === 0 ? undefined : { thresholds: Object.fromEntries(thresholds) as Partial<Thresholds> }),
    ...(staleAfter === undefined || wrong.has('staleAfter') ? undefined : { staleAfter: milliseconds(staleAfter) }),
    ...(rollUp === undefined || wrong.has('rollUp') ? undefined : { rollUp }),
  }
}

const milliseconds = (duration: string): number => Number((parseDuration(duration) ?? 0n) / 1_000_000n)

type ListName = 'rules' | 'ignore' | 'counting'

/** Reads the entries of a list, each by itself. */
const entriesIn = <Entry, Taken>(
  reader: PolicyReader,
  name: ListName,
  schema: Schema<Entry>,
  take: (entry: Entry, path: readonly [ListName, number]) => readonly Taken[],
): readonly Taken[] => {
  const entries = listOf((reader.document.value as Readonly<Record<string, unknown>>)[name])
  if (entries.length > MAX_RULES) tell(reader, 'too-many-rules', [name, MAX_RULES], `${name}: only the first ${MAX_RULES} entries are read`)
  return entries.slice(0, MAX_RULES).flatMap((entry, index) => {
    const path = [name, index] as const
    const misfits = findMisfits(schema, entry)
    for (const misfit of misfits) tellMisfit(reader, path, misfit)
    return misfits.length > 0 ? [] : take(entry as Entry, path)
  })
}

const takeRule = (reader: PolicyReader, entry: PolicyRule, path: PolicyPath, readChecks: ReadChecks): readonly HealthRule[] => {
  const { rule, faults } = readPolicyRule(entry, nameAt(reader, path), readChecks)
  for (const { code, path: inner, message } of faults) tellFault(reader, [...path, ...inner], message, code)
  if (rule === undefined) return []
  addEntry(reader, 'rules', path)
  return [rule]
}

const takeCounting = (
  reader: PolicyReader,
  { for: about, countsAs, because }: PolicyCounting,
  path: readonly [ListName, number],
): readonly CountingRule[] => {
  const { selectors, faults } = readScope(about)
  for (const { path: inner, message } of faults) tellFault(reader, [...path, 'for', ...inner], message)
  if (faults.length > 0) return []
  const name = addEntry(reader, 'counting', path)
  return [{ for: selectors, countsAs, name, ...(because === undefined ? undefined : { because }) }]
}

/** One entry of another tool may be many rules, so all of them are counted, and what their patterns may cost. */
const readIgnoreRules = (reader: PolicyReader): readonly IgnoreRule[] => {
  let [count, patterns] = [0, 0]
  return entriesIn<PolicyIgnore, IgnoreRule>(reader, 'ignore', policyIgnore, (entry, path) => {
    const { rules, faults, size } = readPolicyIgnore(entry, at => nameAt(reader, [...path, ...at]))
    for (const { path: inner, message } of faults) tellFault(reader, [...path, ...inner], message)
    count += rules.length
    patterns += size
    if (count > MAX_RULES || patterns > MAX_PATTERNS) {
      tell(
        reader,
        'too-many-rules',
        path,
        `ignore[${path[1]}]: with this entry there are too many rules, or too large patterns, to be used`,
      )
      return []
    }
    for (const { at } of rules) addEntry(reader, 'ignore', [...path, ...at])
    return rules.map(({ rule }) => rule)
  })
}
