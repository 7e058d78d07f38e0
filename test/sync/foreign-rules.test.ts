import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { refOf } from '../../src/model/identity.ts'
import { selects } from '../../src/model/selectors/object-selector.ts'
import { globPattern, regexpPattern } from '../../src/sync/ignore/name-pattern.ts'
import { readArgoRule, readFluxRule } from '../../src/sync/internal.ts'
import type { ForeignRules } from '../../src/sync/internal.ts'

interface Recorded {
  readonly texts: readonly string[]
  /** The texts that fit; null where the engine refuses the pattern. */
  readonly patterns: readonly { readonly how: 'glob' | 'regexp'; readonly pattern: string; readonly matches: readonly string[] | null }[]
}
const { texts, patterns } = JSON.parse(readFileSync('fixtures/policy/patterns-as-argocd-and-flux-read-them.json', 'utf8')) as Recorded

/** Parts of RE2's syntax that are left out here: they are refused, never read as something else. */
const LEFT_OUT = new Set(['web-[[:digit:]]+', '\\p{L}+', '(?P<n>web)'])

describe('a pattern for names', () => {
  test.each(patterns)('$how $pattern fits what it fits for the tool whose it is', ({ how, pattern, matches }) => {
    const made = how === 'glob' ? globPattern(pattern) : regexpPattern(pattern)
    expect(made === undefined ? null : texts.filter(made.fits)).toEqual(LEFT_OUT.has(pattern) ? null : matches)
  })

  test('that asks for too much fits nothing, and is done at once', () => {
    const start = performance.now()
    for (const pattern of ['(a|aa)+$', '(a*)*b', 'a{1000}', '(?:a?){1000}a{1000}', '(.*)*x', '.*.*.*.*.*=.*'])
      expect(regexpPattern(pattern)?.fits('a'.repeat(253)) ?? false).toBe(pattern === '(a|aa)+$')
    expect(performance.now() - start).toBeLessThan(500)
  })
})

const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', labels: { tier: 'front' }, annotations: { owner: 'ops' } },
}
const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop' } }
const about = ({ rules }: ForeignRules, object: object): boolean => selects(rules[0]?.rule.for, refOf(object), object)

describe('an entry of Argo CD', () => {
  const entry = (scope: object) => readArgoRule({ kind: 'Deployment', jsonPointers: ['/spec'], ...scope })

  test('gives a rule for each of its places', () => {
    const lists = { jsonPointers: ['/a', '/b'], jqPathExpressions: ['.c'], managedFieldsManagers: ['d'] }
    expect(readArgoRule({ kind: '*', ...lists }).rules.map(({ at, rule }) => [...at, { ...rule, for: undefined }])).toEqual([
      ['jsonPointers', 0, { pointer: '/a' }],
      ['jsonPointers', 1, { pointer: '/b' }],
      ['jqPathExpressions', 0, { path: '.c' }],
      ['managedFieldsManagers', 0, { manager: 'd' }],
    ])
  })

  test.each<[object, boolean]>([
    [{ group: 'apps' }, true],
    [{}, false],
    [{ group: '' }, false],
    [{ group: '*' }, true],
    [{ group: '*', kind: '*' }, true],
    [{ group: 'a*', kind: '{Deployment,StatefulSet}' }, true],
    [{ group: 'apps', name: 'web' }, true],
    [{ group: 'apps', name: 'we*' }, false],
    [{ group: 'apps', name: '', namespace: '' }, true],
    [{ group: 'apps', namespace: 'shop' }, true],
    [{ group: 'apps', namespace: 'other' }, false],
  ])('%j is about a Deployment: %j', (scope, expected) => expect(about(entry(scope), web)).toBe(expected))

  test('without a group is about the core group', () =>
    expect(about(readArgoRule({ kind: 'ConfigMap', jsonPointers: ['/data'] }), configMap)).toBe(true))

  test('with a glob that cannot be read ignores nothing and says where', () =>
    expect(entry({ group: '[a' })).toMatchObject({ rules: [], unreadable: [['group']] }))
})

describe('an entry of Flux', () => {
  const entry = (target?: object) => readFluxRule({ paths: ['/spec/replicas'], ...(target === undefined ? undefined : { target }) })

  test.each<[object | undefined, boolean]>([
    [undefined, true],
    [{}, true],
    [{ kind: 'Deployment' }, true],
    [{ kind: 'Deploy' }, false],
    [{ kind: 'Deploy.*', group: 'apps|batch', version: 'v1', name: 'we[a-c]', namespace: 'sh.p' }, true],
    [{ kind: '', name: '' }, true],
    [{ labelSelector: 'tier in (front)', annotationSelector: 'owner=ops' }, true],
    [{ labelSelector: 'tier=back' }, false],
    [{ labelSelector: '' }, true],
    [{ annotationSelector: '!owner' }, false],
  ])('with target %j is about a Deployment: %j', (target, expected) => expect(about(entry(target), web)).toBe(expected))

  test('whose target cannot be read ignores nothing and says where', () =>
    expect(entry({ name: '(', labelSelector: '(' })).toMatchObject({
      rules: [],
      unreadable: [
        ['target', 'name'],
        ['target', 'labelSelector'],
      ],
    }))
})
