import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refOf } from '../../src/model/identity.ts'
import { parseLabelSelector } from '../../src/model/selectors/label-selector.ts'
import { selects } from '../../src/model/selectors/object-selector.ts'
import type { ObjectScope } from '../../src/model/selectors/object-selector.ts'

interface Recorded {
  readonly labels: readonly Readonly<Record<string, string>>[]
  /** The labels that fit, by their place; null where the text is no selector. */
  readonly selectors: readonly { readonly selector: string; readonly matches: readonly number[] | null }[]
}

const { labels, selectors } = JSON.parse(readFileSync('fixtures/policy/label-selectors-as-kubectl-reads-them.json', 'utf8')) as Recorded

describe('a label selector', () => {
  test.each(selectors.filter(({ selector }) => selector.trim() !== ''))(
    '$selector selects what it selects for kubectl',
    ({ selector, matches }) => {
      const fits = parseLabelSelector(selector)
      expect(fits === undefined ? null : labels.flatMap((each, index) => (fits(each) ? [index] : []))).toEqual(matches)
    },
  )

  test('that asks for nothing is none, since it would select everything', () => {
    expect(['', ' ', '\t\n'].map(parseLabelSelector)).toEqual([undefined, undefined, undefined])
  })

  test('finds nothing inherited and no value that is not text', () => {
    expect(parseLabelSelector('constructor')?.({})).toBe(false)
    expect(parseLabelSelector('a')?.({ a: 1 })).toBe(false)
    expect(parseLabelSelector('a!=1')?.({ a: 1 })).toBe(true)
  })

  test('of any length and content is answered at once', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-c=!(),<>\s]*$/), text => {
        expect(() => parseLabelSelector(text)?.({ a: 'b' })).not.toThrow()
      }),
    )
    for (const text of ['!'.repeat(4000), '('.repeat(4000), 'a,'.repeat(2000), `a in (${'b,'.repeat(2000)})`, 'a-'.repeat(2000)])
      expect(() => parseLabelSelector(text)).not.toThrow()
    expect(parseLabelSelector('a'.repeat(5000))).toBeUndefined()
  })
})

const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', labels: { tier: 'front' }, annotations: { owner: 'ops' } },
}
const isAbout = (scope: ObjectScope | undefined): boolean => selects(scope, refOf(web), web)

describe('a scope of objects', () => {
  test.each<[ObjectScope | undefined, boolean]>([
    [undefined, true],
    [{}, true],
    [[], false],
    [{ kind: 'apps/Deployment' }, true],
    [{ kind: 'Deployment' }, false],
    [{ kind: 'apps/*' }, true],
    [{ kind: '*' }, true],
    [{ namespace: 'shop', name: 'w*' }, true],
    [{ namespace: 'other', name: 'w*' }, false],
    [{ namespace: '' }, false],
    [{ labelSelector: 'tier=front' }, true],
    [{ labelSelector: 'tier=back' }, false],
    [{ labelSelector: 'tier=front', name: 'api' }, false],
    [{ annotationSelector: 'owner in (ops)' }, true],
    [[{ name: 'api' }, { name: 'web' }], true],
    [({ name }) => name === 'web', true],
    [(_, object) => object.kind === 'Pod', false],
    [{ labelSelector: '(' }, false],
    [
      () => {
        throw new Error('no')
      },
      false,
    ],
  ])('%j is about the object: %j', (scope, expected) => expect(isAbout(scope)).toBe(expected))

  test('looks at nothing inherited of an object without labels', () => {
    expect(selects({ labelSelector: 'tier' }, refOf({}), {})).toBe(false)
    expect(selects({ labelSelector: '!tier' }, refOf({}), {})).toBe(true)
  })
})
