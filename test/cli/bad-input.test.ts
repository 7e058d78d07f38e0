import { expect, test } from 'vitest'
import { diff } from '../../src/cli/commands/diff.ts'
import { status } from '../../src/cli/commands/status.ts'
import type { AssessInput } from '../../src/cli/assess-texts.ts'
import { listText } from '../support/storefront-moment.ts'
import { optionsOf, surroundings } from './run.ts'

const NOW = '2026-11-23T10:00:00Z'
const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data: { level: 'info' } }
const live = [listText('live.json', [settings])]
const manifest = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: shop}\ndata: {level: info}\n`
const run = (input: Partial<AssessInput>) => status({ desired: [], live, problems: [], ...input }, optionsOf('status'), surroundings(NOW))

test('half a document of several costs that one: source, document and line are named, the rest is answered', () => {
  const { text, notes, exitCode } = run({ desired: [{ source: 'a.yaml', text: `${manifest('settings')}---\nkind: [\n` }] })
  expect(notes).toEqual([expect.stringMatching(/^a\.yaml, document 2, line \d+: /)])
  expect(text).toContain('In Sync  ConfigMap settings')
  expect(exitCode).toBe(2)
})

test('half a JSON is told as such', () => {
  const half = { source: 'standard input', text: live[0]?.text.slice(0, -20) ?? '' }
  const { notes, exitCode } = run({ desired: [{ source: 'a.yaml', text: manifest('settings') }], live: [half] })
  expect(notes[0]).toBe(
    'standard input, document 1, line 14: The document is not complete JSON: was it cut off, or is something else printed with it?',
  )
  expect(exitCode).toBe(2)
})

test('an unknown kind is told with its place, and the others are answered', () => {
  const odd = 'apiVersion: apps/v1\nkind: Deploymnt\nmetadata: {name: web, namespace: shop}\n'
  const { text, notes, exitCode } = run({ desired: [{ source: 'a.yaml', text: `${manifest('settings')}---\n${odd}` }] })
  expect(notes[0]).toMatch(/^a\.yaml, document 2, line 6: Kind apps\/Deploymnt is not known/)
  expect(text).toContain('In Sync  ConfigMap settings')
  expect(exitCode).toBe(2)
})

test.each([
  ['the live objects have it', [{ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a', namespace: 'shop' } }], ''],
  [
    'its definition is among the manifests',
    [],
    '---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: widgets.example.com}\nspec: {group: example.com, scope: Namespaced, names: {kind: Widget, plural: widgets}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]}\n',
  ],
])('a custom resource is known where %s', (_, objects, definition) => {
  const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a, namespace: shop}\n'
  const { notes } = run({ desired: [{ source: 'a.yaml', text: widget + definition }], live: [listText('live.json', objects)] })
  expect(notes.join()).not.toContain('is not known')
})

test('two objects of one name are told with both places', () => {
  const { text, notes, exitCode } = run({
    desired: [
      { source: 'a.yaml', text: manifest('settings') },
      { source: 'b.yaml', text: manifest('settings').replace('info', 'debug') },
    ],
  })
  expect(notes[0]).toBe('b.yaml, document 1, line 1: ConfigMap shop/settings is also in a.yaml, line 1: the later one counts')
  expect(text).toContain('Out of Sync  ConfigMap settings')
  expect(exitCode).toBe(2)
})

test('live objects without manifests: their health is told', () => {
  const { text, notes, exitCode } = run({})
  expect(notes[0]).toBe('live.json: There is no manifest to compare the live objects with: only their health is told')
  expect(text).toContain('ConfigMap settings')
  expect(exitCode).toBe(2)
})

test('a file that could not be read does not keep the others from being answered', () => {
  const problems = [{ code: 'unreadable', message: 'There is no such file or directory', source: 'b.yaml' } as const]
  const { text, notes, exitCode } = run({ desired: [{ source: 'a.yaml', text: manifest('settings') }], problems })
  expect(notes).toEqual(['b.yaml: There is no such file or directory'])
  expect(text).toContain('In Sync  ConfigMap settings')
  expect(exitCode).toBe(2)
})

test('a key that is written twice is told, and costs nothing', () => {
  const { notes, exitCode } = run({ desired: [{ source: 'a.yaml', text: manifest('settings').replace('{level', '{level: debug, level') }] })
  expect(notes).toEqual(['a.yaml, document 1, line 4: The key is written twice in the same map: the last one counts'])
  expect(exitCode).toBe(0)
})

test.each([
  ['half a document', '["correct-horse'],
  ['numbers', '{"pin": 47110815}'],
  ['nothing', ''],
  ['another shape', '{"password": {"is": "correct-horse"}}'],
])('values that cannot be read, as %s: nothing is shown, and nothing of them', (_, text) => {
  const desired = [{ source: 'a.yaml', text: manifest('settings') }]
  for (const command of [status, diff]) {
    const answer = command({ desired, live, problems: [], values: { source: 'v.json', text } }, optionsOf('status'), surroundings(NOW))
    expect(answer).toMatchObject({ text: '', exitCode: 2 })
    expect(answer.notes.join()).toMatch(/^v\.json/)
    expect(answer.notes.join()).not.toMatch(/correct|4711/)
  }
})

test('of many problems the first are told, and how many more there are', () => {
  const text = Array.from({ length: 40 }, () => manifest('settings')).join('---\n')
  const { notes, exitCode } = run({ desired: [{ source: 'a.yaml', text }] })
  expect(notes).toHaveLength(21)
  expect(notes.at(-1)).toBe('and 19 more problems')
  expect(exitCode).toBe(2)
})

test('where live objects were lost nobody is told to get more of them', () => {
  const half = { source: 'live.json', text: live[0]?.text.slice(0, -20) ?? '' }
  expect(run({ desired: [{ source: 'a.yaml', text: manifest('settings') }], live: [half] }).notes).toHaveLength(1)
})

test('manifests may be as large as a dump', () => {
  const text = `${manifest('settings')}---\n${manifest('big').replace('info', 'x'.repeat(20_000_000))}`
  expect(run({ desired: [{ source: 'a.yaml', text }] })).toMatchObject({ exitCode: 1, notes: [] })
})

test.each([
  ['a Helm template', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\n', 'This is a Helm template'],
  ['a template with blocks', '{{- if .Values.on }}\napiVersion: v1\nkind: ConfigMap\n{{- end }}\n', 'This is a Helm template'],
  [
    'a kustomization',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [web.yaml]\n',
    'This is a kustomization',
  ],
  ['tabs', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n\tname: a\n', 'The line begins with a tab'],
])('%s is told as what it is, once, with what to do', (_, text, expected) => {
  const { notes, exitCode } = run({
    desired: [
      { source: 'a.yaml', text },
      { source: 'b.yaml', text: manifest('settings') },
    ],
  })
  expect(notes).toEqual([expect.stringContaining(expected)])
  expect(exitCode).toBe(2)
})

test('a kustomization without kind and version is told by its name', () => {
  const { notes } = run({
    desired: [
      { source: 'k8s/kustomization.yaml', text: 'resources: [web.yaml]\n' },
      { source: 'b.yaml', text: manifest('settings') },
    ],
  })
  expect(notes).toEqual([expect.stringContaining('This is a kustomization')])
})

test('manifests and live objects that are swapped are told', () => {
  const served = { ...settings, metadata: { ...settings.metadata, uid: '1' } }
  const { notes, exitCode } = run({ desired: [listText('live.json', [served])], live: [{ source: 'a.yaml', text: manifest('settings') }] })
  expect(notes.join()).toContain('are -d and -l swapped?')
  expect(exitCode).toBe(2)
})
