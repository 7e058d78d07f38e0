import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createRedactor, type RedactorOptions } from '../../src/redact/index.ts'
import { describeObject } from '../../src/report/index.ts'
import { assessObject } from '../../src/status/index.ts'

/**
 * The ways by which values of Secrets got out of other tools, by the row of docs/redaction.md and the records of each. What no value is
 * known of must go by structure, so these redactors know one value that is never the one that leaks, except where the row is about text.
 */
const VALUE = 'leaked-Pa55word'
const BASE64 = Buffer.from(VALUE).toString('base64')
const unknowing = createRedactor(['something-else-entirely'])
const knowing = (options?: RedactorOptions): ReturnType<typeof createRedactor> =>
  createRedactor([{ name: 'PASSWORD', value: VALUE }], options)

const shown = (redactor: typeof unknowing, object: unknown): string => {
  const result = redactor.object(object)
  return result.visible ? JSON.stringify(result.value) : ''
}
/** Every form of the value that the shown object still holds, and everything that it should have kept and lost. */
const faults = (redactor: typeof unknowing, object: unknown, ...kept: readonly string[]): readonly string[] => {
  const text = shown(redactor, object)
  const forms = [VALUE, BASE64, BASE64.slice(0, 16), Buffer.from(BASE64).toString('base64').slice(0, 20)]
  return [...forms.filter(form => text.includes(form)), ...kept.filter(keep => !text.includes(keep)).map(keep => `lost ${keep}`)]
}
const secret = (fields: object): object => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'credentials' }, ...fields })
const annotated = (annotations: object): object => secret({ metadata: { name: 'credentials', annotations } })

test('leak 1: the last-applied annotation of a Secret (CVE-2023-40029, CVE-2026-42880, GHSA-rg3g-4rw9-gqrp)', () => {
  const copy = JSON.stringify({ kind: 'Secret', stringData: { p: VALUE } })
  expect(faults(unknowing, annotated({ 'kubectl.kubernetes.io/last-applied-configuration': copy }), 'credentials')).toEqual([])
  expect(faults(unknowing, annotated({ 'kubectl.kubernetes.io/last-applied-configuration': copy.slice(0, -1) }), 'credentials')).toEqual([])
  expect(
    faults(unknowing, { kind: 'ConfigMap', metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': copy } } }),
  ).toEqual([])
})
test('leak 2: copies that other tools keep (argo-cd#5201)', () => {
  const packed = gzipSync(JSON.stringify({ kind: 'Secret', data: { p: BASE64 } })).toString('base64')
  for (const key of ['qbec.io/last-applied', 'kapp.k14s.io/original', 'objectset.rio.cattle.io/applied', 'example.com/anything']) {
    expect(faults(unknowing, annotated({ [key]: packed }))).toEqual([])
    expect(faults(unknowing, annotated({ [key]: VALUE }))).toEqual([])
    expect(shown(unknowing, { kind: 'ConfigMap', metadata: { annotations: { [key]: packed } } })).not.toContain(packed.slice(0, 20))
  }
})
test('leak 3: tokens in annotations (argo-cd#15693)', () => {
  expect(faults(unknowing, annotated({ 'openshift.io/token-secret.value': VALUE }))).toEqual([])
  expect(faults(unknowing, { kind: 'ServiceAccount', metadata: { annotations: { 'openshift.io/token-secret.value': VALUE } } })).toEqual([])
})
test('leak 4: stringData (argo-cd#897)', () => expect(faults(unknowing, secret({ stringData: { p: VALUE } }), '"p"')).toEqual([]))
test('leak 5: values of the wrong type (CVE-2025-23216, argo-cd#16193, argo-cd#5584)', () => {
  for (const data of [{ p: { nested: [VALUE] } }, [VALUE], VALUE, null, 5, false]) {
    expect(faults(unknowing, secret({ data }), 'credentials')).toEqual([])
    expect(faults(unknowing, secret({ stringData: data }), 'credentials')).toEqual([])
  }
  expect(shown(unknowing, secret({ data: { k: false, n: 31_415 } }))).not.toMatch(/false|31415/)
})
test('leak 6: the wrong place or spelling (CVE-2025-23216)', () => {
  expect(faults(unknowing, secret({ Data: { p: VALUE } }))).toEqual([])
  expect(faults(unknowing, secret({ spec: { data: { p: VALUE } } }))).toEqual([])
  expect(faults(unknowing, { ...secret({ data: { p: VALUE } }), kind: 'secret', apiVersion: 'v7' })).toEqual([])
})
test('leak 7: a kind that comes beside the object (argo-cd#29089)', () => {
  expect(faults(unknowing, { kind: 'ConfigMap', stringData: { p: VALUE } })).toEqual([])
  expect(faults(unknowing, { kind: 'ConfigMapList', items: [secret({ data: { p: VALUE } })] })).toEqual([])
  expect(faults(unknowing, { kind: 'SecretList', items: [{ kind: 'ConfigMap', data: { p: VALUE } }] })).toEqual([])
})
test('leak 8: Lists, typed lists and tables', () => {
  expect(faults(unknowing, { kind: 'List', items: [{ kind: 'List', items: [secret({ data: { p: BASE64 } })] }] })).toEqual([])
  expect(faults(unknowing, { kind: 'SecretList', items: [{ metadata: { name: 'a' }, data: { p: BASE64 } }] }, '"a"')).toEqual([])
  expect(
    faults(
      unknowing,
      { kind: 'Table', rows: [{ cells: ['a', 'Opaque', 1], object: { metadata: { name: 'a' }, data: { p: BASE64 } } }] },
      'Opaque',
    ),
  ).toEqual([])
})
test('leak 9: Helm releases', () => {
  const release = Buffer.from(gzipSync(VALUE).toString('base64')).toString('base64')
  expect(shown(unknowing, secret({ type: 'helm.sh/release.v1', data: { release } }))).not.toContain(release.slice(0, 20))
  const inConfigMap = gzipSync(VALUE).toString('base64')
  expect(shown(unknowing, { kind: 'ConfigMap', data: { release: inConfigMap } })).not.toContain(inConfigMap.slice(0, 20))
})
test('leak 10: docker configs, also malformed ones (CVE-2020-8564)', () => {
  const auth = Buffer.from(`bot:${VALUE}`).toString('base64')
  const config = { auths: { 'r.example.com': { auth } } }
  expect(faults(unknowing, { kind: 'ConfigMap', data: { '.dockerconfigjson': JSON.stringify(config).slice(0, -1) } })).toEqual([])
  expect(shown(unknowing, { kind: 'ConfigMap', data: { 'config.json': JSON.stringify(config) } })).not.toContain(auth)
  const text = knowing().text(`auth ${auth} twice ${Buffer.from(auth).toString('base64')}`)
  expect(JSON.stringify(text)).not.toContain(auth.slice(8))
})
test('leak 11: templates that become Secrets (SealedSecret, ExternalSecret)', () => {
  const sealed = {
    kind: 'SealedSecret',
    spec: { encryptedData: { p: 'AgBy3i4OJSWK' }, template: { data: { p: VALUE }, stringData: { q: VALUE } } },
  }
  expect(faults(unknowing, sealed, 'AgBy3i4OJSWK')).toEqual([])
  expect(
    faults(
      unknowing,
      {
        kind: 'ExternalSecret',
        spec: { target: { template: { data: { p: VALUE } } }, data: [{ secretKey: 'p', remoteRef: { key: 'path' } }] },
      },
      'remoteRef',
    ),
  ).toEqual([])
})
test('leak 12: custom resources that embed values', () =>
  expect(
    faults(knowing(), { kind: 'Application', spec: { source: { helm: { parameters: [{ name: 'p', value: VALUE }] } } } }, 'parameters'),
  ).toEqual([]))
test('leak 13: env, args and probes (kubernetes#122101, woodpecker#5195)', () =>
  expect(
    faults(
      knowing(),
      {
        kind: 'Pod',
        spec: {
          containers: [
            {
              env: [{ name: 'DB', value: `postgres://u:${VALUE}@h` }],
              args: [`--pw=${VALUE}`],
              livenessProbe: { httpGet: { path: `/?token=${VALUE}` } },
            },
          ],
        },
      },
      'postgres://u:',
      '@h',
      '--pw=',
    ),
  ).toEqual([]))
test('leak 14: data and binaryData of a ConfigMap', () => {
  expect(
    faults(knowing(), {
      kind: 'ConfigMap',
      data: { a: `x ${VALUE}` },
      binaryData: { b: Buffer.concat([Buffer.from([0, 255]), Buffer.from(VALUE)]).toString('base64') },
    }),
  ).toEqual([])
})
test('leak 15: keys in managedFields', () =>
  expect(
    faults(
      knowing(),
      {
        metadata: {
          managedFields: [{ manager: 'kubectl', fieldsV1: { 'f:data': { [`f:${VALUE}`]: {} }, [`k:{"name":"${VALUE}"}`]: {} } }],
        },
      },
      'kubectl',
    ),
  ).toEqual([]))
test('leak 16: values as keys, labels and names; keys that become equal are numbered', () => {
  const result = createRedactor([VALUE, 'other-secret-1']).object({ [VALUE]: 1, 'other-secret-1': 2, '********': 3 })
  expect(result).toMatchObject({ visible: true, value: { '******** (2)': 1, '******** (3)': 2, '********': 3 } })
})
test('leak 17: events (k8ssandra#1396, containerd#13181, werf#7284)', () => {
  const encoded = encodeURIComponent('Pa55/word+x&y')
  const event = {
    message: `Post "http://h/?password=${encoded}&u=r": refused`,
    note: `n ${encoded}`,
    series: { x: encoded },
    related: { name: encoded },
    metadata: { annotations: { a: encoded } },
  }
  const result = createRedactor(['Pa55/word+x&y']).event(event)
  expect(JSON.stringify(result)).not.toContain(encoded)
  expect(JSON.stringify(result)).toContain('&u=r')
})
test('leak 18: errors that echo what was sent (CVE-2021-23135, CVE-2025-23216, argo-cd#16193)', () => {
  for (const message of [
    `Secret "s" is invalid: Invalid value: "map[data:map[k:${VALUE}]]": cannot convert`,
    `bigger context ...|"pw":"${VALUE}"|...`,
    `strict decoding error: unknown field "stringData.${VALUE}"`,
  ]) {
    expect(JSON.stringify(unknowing.event({ involvedObject: { kind: 'Secret', name: 's' }, message }))).not.toContain(VALUE)
  }
  const other = unknowing.event({ message: `patch: Invalid value: "map[data:map[k:${VALUE}] kind:Secret]": cannot convert` })
  expect(JSON.stringify(other)).not.toContain(VALUE)
  expect(JSON.stringify(other)).toContain('cannot convert')
})
test('leak 19: both sides of a diff, and the lines of a unified one (CVE-2026-42880, kubernetes#87840)', () => {
  expect(faults(unknowing, { from: secret({ data: { p: BASE64 } }), to: secret({ data: { p: `${BASE64}x` } }) })).toEqual([])
  const text = createRedactor(['first-line-1\nx7\nlast-line-3'], { linePrefix: 'diff' }).text('+first-line-1\n+x7\n+last-line-3\n other')
  expect(text).toMatchObject({ visible: true, value: '+********\n+********\n+********\n other' })
})
test('leak 20: JSON patches and patches without a kind', () => {
  expect(
    faults(
      unknowing,
      [
        { op: 'replace', path: '/data/p', oldValue: BASE64, value: VALUE },
        { op: 'add', path: '/stringData', value: { p: VALUE } },
      ],
      '/data/p',
    ),
  ).toEqual([])
  expect(faults(unknowing, { data: { p: BASE64 } })).toEqual([])
  expect(faults(unknowing, { metadata: { name: 'x' }, data: { p: BASE64 } }, '"x"')).toEqual([])
})
test('leak 21: manifests as text inside an object', () => {
  expect(
    faults(unknowing, {
      kind: 'ConfigMap',
      data: { 'all.yaml': `apiVersion: v1\nkind: Secret\nstringData:\n  a: &p ${VALUE}\n  b: *p\n` },
    }),
  ).toEqual([])
  expect(faults(unknowing, { kind: 'ConfigMap', data: { 'all.json': `{"kind":"Secret","data":{"p":"${BASE64}"` } })).toEqual([])
})
test('leak 22: wrapped and indented base64', () => {
  const wrapped = Buffer.from(`user:${VALUE}-${VALUE}`).toString('base64').replaceAll(/.{7}/g, '$&\n    ')
  const result = knowing().text(wrapped)
  expect(JSON.stringify(result)).not.toContain(wrapped.slice(24, 30))
})
test('leak 23: verbose logs of components; a token is hidden where it is among the values, whatever is printed around it', () => {
  const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.c2lnbmF0dXJl'
  const redactor = createRedactor([{ name: 'TOKEN', value: token }])
  for (const [line, shown] of [
    [`Authorization: Bearer ${token}`, 'Authorization: Bearer ********'],
    [`-H "Authorization: Bearer ${token}" 'https://h/api'`, `-H "Authorization: Bearer ********" 'https://h/api'`],
    [
      `NodePublishVolume volume_context:<key:"tokens" value:"{\\"api\\":{\\"token\\":\\"${token}\\"}}" >`,
      'NodePublishVolume volume_context:<key:"tokens" value:"{\\"api\\":{\\"token\\":\\"********\\"}}" >',
    ],
    [`GET /?access_token=${token}&x=1`, 'GET /?access_token=********&x=1'],
  ] as const)
    expect(redactor.text(line)).toEqual({ visible: true, value: shown })
  // There is no guessing: what nobody named stays.
  expect(createRedactor(['another-token']).text(token)).toMatchObject({ value: token })
})
test('leak 24: a rotated value is hidden where the set has it, and a set older than the content shows nothing (CVE-2018-11320)', () => {
  const event = { message: 'login failed for old-value-1, then new-value-2' }
  expect(createRedactor(['old-value-1', 'new-value-2']).event(event as object)).toMatchObject({
    value: { message: 'login failed for ********, then ********' },
  })
  for (const reason of ['unknown', 'incomplete', 'stale'] as const)
    expect(createRedactor(reason).text('x')).toEqual({ visible: false, reason })
})
test('leak 25: a composed value is hidden with the parts it was made of, in any order of the set', () => {
  const composed = 'Server=db;Password=part-value-1'
  for (const values of [
    [composed, 'part-value-1'],
    ['part-value-1', composed],
  ])
    expect(createRedactor(values).text(`"${composed}" and part-value-1 alone, Server=db;Password=other`)).toMatchObject({
      value: '"********" and ******** alone, Server=db;Password=other',
    })
})
test('leak 26: a value cut off at the end or the beginning', () => {
  expect(knowing({ truncated: 'end' }).text('token=leaked-Pa5')).toMatchObject({ value: 'token=********' })
  expect(knowing({ truncated: 'start' }).text('Pa55word is set')).toMatchObject({ value: '******** is set' })
  expect(knowing({ truncated: 'end' }).event({ message: 'token leaked-Pa5' })).toMatchObject({
    value: { message: 'token ********' },
  })
  expect(knowing({ truncated: 'end' }).text('token=lea')).toMatchObject({ value: 'token=lea' })
})
test('leak 27: numbers and booleans by their printed form', () =>
  expect(createRedactor(['31415926', 'true']).object({ n: 31_415_926, b: true, m: 5 })).toMatchObject({
    value: { n: '********', b: '********', m: 5 },
  }))
test('leak 28: a raw manifest beside a redacted one; a report has one way out, and its parts are all of it (CVE-2026-42880)', () => {
  const live = secret({ data: { p: BASE64 } })
  const raw = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'copy', annotations: { dsn: `u:${VALUE}@h` } }, data: { a: VALUE } }
  for (const object of [live, raw]) {
    const assessment = assessObject({ desired: object, live: object }, { redactor: knowing({ secrets: { salt: 's' } }) })
    const described = describeObject({ assessment, live: object }, { now: 0 })
    expect(described.visible).toBe(true)
    expect(JSON.stringify(described)).not.toMatch(new RegExp(`${VALUE}|${BASE64.slice(0, 16)}`))
  }
  const both = { before: raw, after: knowing().object(raw) }
  expect(faults(knowing(), both, 'copy')).toEqual([])
})
