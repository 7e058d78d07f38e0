import process from 'node:process'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../src/redact/index.ts'
import { fixtureText, hasShared, sharedLines } from '../support/fixtures.ts'

/** Of the value that stands in these objects the redactor knows nothing: what hides it is where it stands. */
const VALUE = 'leaked-Pa55word'
const BASE64 = Buffer.from(VALUE).toString('base64')
const redactor = createRedactor(['something-else-entirely'])
const shown = (object: unknown): unknown => {
  const result = redactor.object(object)
  if (!result.visible) throw new Error(result.reason)
  return result.value
}
const holds = (object: unknown): boolean => {
  const text = JSON.stringify(shown(object))
  return [VALUE, BASE64, BASE64.slice(0, 16), Buffer.from(BASE64).toString('base64').slice(0, 18)].some(form => text.includes(form))
}

const secret = (fields: object): object => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...fields })
const data = { p: BASE64 }
const plain = secret({ data })

describe('nothing of a Secret shows, however it is spelt:', () => {
  const shapes: Readonly<Record<string, unknown>> = {
    'kind in capitals': { ...plain, kind: 'SECRET' },
    Kind: { apiVersion: 'v1', Kind: 'Secret', data, other: 1 },
    'a kind that is a list': { ...plain, kind: ['Secret'] },
    'a kind that is a number': { ...plain, kind: 5 },
    'no kind, but metadata': { metadata: { name: 's' }, data, type: 'Opaque', other: 1 },
    'values beside data': secret({ password: VALUE, value: BASE64, port: { p: VALUE } }),
    binaryData: secret({ binaryData: data }),
    'items of a list as a map': { kind: 'SecretList', items: { a: { data } } },
    'a watch frame without kinds': { type: 'MODIFIED', object: { metadata: { name: 's' }, data } },
    'an admission review': {
      kind: 'AdmissionReview',
      request: { kind: { group: '', version: 'v1', kind: 'Secret' }, object: { data, other: 1 }, oldObject: { data } },
    },
    'an audit event': { kind: 'Event', apiVersion: 'audit.k8s.io/v1', objectRef: { resource: 'secrets' }, requestObject: { data } },
    'the manifest in another object': { kind: 'Object', spec: { forProvider: { manifest: plain } } },
    templates: { kind: 'VaultStaticSecret', spec: { destination: { transformation: { templates: { a: { text: VALUE } } } } } },
    'a template from a text': { kind: 'ExternalSecret', spec: { target: { template: { templateFrom: [{ literal: VALUE }] } } } },
    'secret templates': { kind: 'SopsSecret', spec: { secretTemplates: [{ name: 'n', stringData: { p: VALUE }, data }] } },
    'a generator': { kind: 'Kustomization', secretGenerator: [{ name: 'n', literals: [`p=${VALUE}`] }] },
    'auths as a list': { auths: [{ auth: BASE64 }] },
  }
  test.each(Object.entries(shapes))('%s', (_, object) => expect(holds(object)).toBe(false))
})

describe('nothing of a Secret shows where a text of another object is', () => {
  const json = JSON.stringify(plain)
  const texts: Readonly<Record<string, string>> = {
    JSON: json,
    'JSON in JSON': JSON.stringify(json),
    'JSON cut at the end': json.slice(0, -3),
    'JSON cut at the beginning': json.slice(3),
    'JSON after a word': `applied: ${json}`,
    'JSON after a byte order mark': `\ufeff${json}`,
    'JSON lines': `${json}\n${json}\n`,
    'base64 of JSON': Buffer.from(json).toString('base64'),
    YAML: `kind: Secret\ndata:\n  p: ${BASE64}\n`,
    'YAML in JSON': JSON.stringify(`kind: Secret\ndata:\n  p: ${BASE64}\n`),
    'YAML in base64': Buffer.from(`kind: Secret\ndata:\n  p: ${BASE64}\n`).toString('base64'),
    'YAML with a tag': `kind: !!str Secret\ndata:\n  p: ${BASE64}\n`,
    'YAML with anchors': `kind: &kind Secret\nstringData:\n  a: &p ${VALUE}\n  b: *p\n`,
    'YAML after another document': `kind: ConfigMap\n---\nkind: Secret\nstringData:\n  a: ${VALUE}\n`,
    'a flow of YAML': `{kind: Secret, data: {p: ${BASE64}}}`,
    'a unified diff': `-  kind: Secret\n+  kind: Secret\n   data:\n-    p: ${BASE64}\n`,
    'a patch in YAML without a kind': `stringData:\n  p: ${VALUE}\n`,
    'a JSON patch in YAML': `- op: replace\n  path: /data/p\n  value: ${BASE64}\n`,
    'a registry configuration that is cut': `{"auths":{"r":{"auth":"${BASE64}","password":"${VALUE}"}`,
    'what Go prints': `map[kind:Secret metadata:map[name:s] stringData:map[p:${VALUE}]]`,
    'an echo': `Secret "s" is invalid: Invalid value: "{\\"data\\":{\\"p\\":\\"${BASE64}\\"},\\"kind\\":\\"Secret\\"}"`,
    'a piece that a decoder quotes': `cannot handle the Secret: cannot unmarshal number: ...|"data":{"p":"${BASE64}"}|...`,
  }
  test.each(Object.entries(texts))('as %s', (_, text) => {
    for (const object of [
      { kind: 'ConfigMap', apiVersion: 'v1', data: { file: text } },
      { kind: 'ConfigMap', apiVersion: 'v1', binaryData: { file: Buffer.from(text).toString('base64') } },
      { kind: 'Deployment', metadata: { annotations: { 'example.com/copy': text } } },
      { kind: 'HelmRelease', status: { conditions: [{ message: text }] } },
    ])
      expect(holds(object)).toBe(false)
  })
})

test('packed bytes are hidden whole, cut off, in a longer text, in JSON and twice in base64', () => {
  const packed = gzipSync(JSON.stringify(plain)).toString('base64')
  const twice = Buffer.from(packed).toString('base64')
  for (const text of [packed, packed.slice(0, 101), twice, twice.slice(0, 101), `release: ${packed}`, JSON.stringify({ packed })])
    expect(JSON.stringify(shown({ kind: 'ConfigMap', data: { text } }))).not.toMatch(/H4sI|SDRzS/)
})

test('whatever says that it is about a Secret, its message echoes nothing', () => {
  const echo = `data[p]: Invalid value: "${VALUE}"`
  for (const subject of [
    { involvedObject: { kind: 'Pod' }, regarding: { kind: 'Secret' } },
    { involvedObject: { kind: 'Pod' }, related: { kind: 'Secret' } },
    { details: { kind: 'secret', causes: [{ message: echo }] } },
  ]) {
    const event = { kind: 'Event', message: echo, note: echo, ...subject }
    expect(JSON.stringify(redactor.event(event))).not.toContain(VALUE)
    expect(holds({ kind: 'EventList', items: [event] })).toBe(false)
  }
})

describe('what is no Secret stays as it is:', () => {
  const objects: Readonly<Record<string, object>> = {
    'a reference': {
      kind: 'ReferenceGrant',
      spec: {
        to: [
          { group: '', kind: 'Secret' },
          { kind: 'Secret', name: 's', namespace: 'n' },
        ],
      },
    },
    'differences to ignore': {
      kind: 'Application',
      spec: { ignoreDifferences: [{ kind: 'Secret', jsonPointers: ['/data/p'] }] },
      status: { resources: [{ kind: 'Secret', name: 's', status: 'Synced', health: { status: 'Healthy' } }] },
    },
    'a policy': {
      kind: 'ClusterPolicy',
      spec: { rules: [{ generate: { kind: 'Secret', name: 's', clone: { name: 'from', namespace: 'n' } } }] },
    },
    'a Secret’s store': { kind: 'SecretStore', spec: { provider: { vault: { server: 'https://vault', path: 'kv' } } } },
    'encrypted data': { kind: 'SealedSecret', spec: { encryptedData: { '.dockerconfigjson': 'AgBy3i4OJSWK', p: 'AgBy3i4OJSWL' } } },
    'a remote reference': { kind: 'ExternalSecret', spec: { data: [{ secretKey: 'p', remoteRef: { key: 'path/x' } }] } },
    configuration: {
      kind: 'ConfigMap',
      data: {
        'app.yaml': 'database:\n  secretName: db\n  path: /data/db\n',
        'app.json': '{"data": {"path": "/data"}, "status": "ok"}',
        'README.md': 'Put the secret into data, see https://example.com/#data:map',
      },
    },
    'a definition': {
      kind: 'CustomResourceDefinition',
      spec: { versions: [{ schema: { openAPIV3Schema: { properties: { data: { type: 'object' }, kind: { type: 'string' } } } } }] },
    },
    'an event': { kind: 'Event', involvedObject: { kind: 'Pod', name: 'p' }, message: 'MountVolume.SetUp failed: secret "s" not found' },
    'a Pod that mounts one': {
      kind: 'Pod',
      spec: { volumes: [{ secret: { secretName: 's', items: [{ key: 'k', path: 'p' }] } }, { hostPath: { path: '/data' } }] },
    },
    'a certificate': { kind: 'Certificate', spec: { secretName: 'tls', secretTemplate: { labels: { app: 'x' } } } },
  }
  test.each(Object.entries(objects))('%s', (_, object) => expect(shown(object)).toEqual(object))

  const rolled = fixtureText('storefront/timeline.jsonl.gz')
  test('every object of the storefront but its Secrets', () => {
    const kinds = new Set<string>()
    // A mutant would be met by the first of them or by none.
    const step = process.env['MUTATED'] === undefined ? 1 : 20
    for (const line of rolled.split('\n').filter((line, index) => line !== '' && index % step === 0)) {
      const { object } = JSON.parse(line) as { readonly object?: { readonly kind?: string } }
      if (object?.kind === undefined || object.kind === 'Secret') continue
      kinds.add(object.kind)
      expect(shown(object)).toEqual(object)
    }
    expect(kinds.size).toBeGreaterThan(5)
  })

  test.skipIf(!hasShared)('every recorded object of a kind that makes no Secrets', () => {
    const changed = new Set<string>()
    let count = 0
    for (const name of ['generated', 'generated-rare', 'classes', 'third-party']) {
      for (const record of sharedLines<object>(`corpus/${name}.jsonl.gz`))
        for (const object of Object.values(record) as readonly { readonly kind?: unknown; readonly metadata?: unknown }[])
          if (typeof object?.kind === 'string' && object.metadata !== undefined && object.kind !== 'Secret')
            if (++count > 0 && JSON.stringify(shown(object)) !== JSON.stringify(object)) changed.add(object.kind)
    }
    expect(count).toBeGreaterThan(1000)
    expect([...changed].filter(kind => !kind.includes('Secret'))).toEqual([])
  })
})
