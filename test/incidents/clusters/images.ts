import { node, object, waiting } from '../../support/incident-objects.ts'
import { cluster, deployment, ref, statefulSet } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const pull = (image: string, why: string) => waiting('ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${why}`)
const resolve = (image: string, why: string): string =>
  `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${why}`

/** Images and registries. */
export const images = (): readonly WrittenCase[] => {
  const at = (place: string, image: string, why: string) => deployment(place, { image, state: pull(image, resolve(image, why)) })
  const dns =
    'failed to do request: Head "https://hub.corp.example/v2/x/manifests/2": dial tcp: lookup hub.corp.example on 10.0.0.2:53: no such host'
  const rate =
    'unexpected status from GET request to https://registry-1.docker.io/v2/library/redis/manifests/7: 429 Too Many Requests toomanyrequests: You have reached your pull rate limit.'
  const denied =
    'pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials'
  const a = [...at('red/one', 'hub.corp.example/one:2', dns), ...at('red/two', 'hub.corp.example/two:2', dns)]
  const b = [
    ...at('blue/cache', 'redis:7', rate),
    ...statefulSet('blue/store', { image: 'mongo:8', state: pull('mongo:8', resolve('docker.io/library/mongo:8', rate)) }),
  ]
  const c = [
    ...deployment('gold/bar', {
      image: 'priv.example/gold/bar:1',
      spec: { imagePullSecrets: [{ name: 'login' }] },
      state: pull('priv.example/gold/bar:1', resolve('priv.example/gold/bar:1', denied)),
    }),
    object('v1', 'Secret', 'gold/login', { type: 'kubernetes.io/dockerconfigjson' }),
  ]
  const d = deployment('arm/pi', {
    image: 'reg.example/pi:3',
    replicas: 2,
    state: pull(
      'reg.example/pi:3',
      'rpc error: code = NotFound desc = failed to pull and unpack image "reg.example/pi:3": no match for platform in manifest: not found',
    ),
  })
  const e = at(
    'old/web',
    'self.example:5000/web:1',
    'failed to do request: Head "https://self.example:5000/v2/web/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority',
  )
  const f = [
    ...at(
      'mix/a',
      'north.example/a:1',
      'failed to do request: Head "https://north.example/v2/a/manifests/1": dial tcp 192.0.2.1:443: connect: connection refused',
    ),
    ...at(
      'mix/b',
      'south.example/b:1',
      'failed to do request: Head "https://south.example/v2/b/manifests/1": dial tcp 192.0.2.2:443: i/o timeout',
    ),
  ]
  return [
    cluster(
      'image-host-has-no-address',
      { sure: 'stated', root: ref('External', 'hub.corp.example'), symptoms: [ref('Deployment', 'red/one'), ref('Deployment', 'red/two')] },
      [node('worker-1'), ...a],
    ),
    cluster(
      'image-rate-limited',
      { sure: 'stated', root: ref('External', 'docker.io'), symptoms: [ref('Deployment', 'blue/cache'), ref('StatefulSet', 'blue/store')] },
      [node('worker-1'), ...b],
    ),
    cluster(
      'image-login-does-not-suffice',
      { sure: 'stated', root: ref('External', 'priv.example/gold/bar'), symptoms: [ref('Deployment', 'gold/bar')] },
      [node('worker-1'), ...c],
    ),
    cluster(
      'image-of-another-platform',
      { sure: 'stated', root: ref('External', 'reg.example/pi:3'), symptoms: [ref('Deployment', 'arm/pi')] },
      [node('worker-1'), ...d],
    ),
    cluster(
      'image-certificate-not-trusted',
      { sure: 'stated', root: ref('External', 'self.example:5000'), symptoms: [ref('Deployment', 'old/web')] },
      [node('worker-1'), ...e],
    ),
    cluster(
      'not-two-registries',
      {
        sure: 'stated',
        root: ref('External', 'north.example'),
        symptoms: [ref('Deployment', 'mix/a')],
        notExplained: [ref('Deployment', 'mix/b')],
        otherRoots: [{ ...ref('External', 'south.example'), symptoms: [ref('Deployment', 'mix/b')] }],
      },
      [node('worker-1'), ...f],
    ),
  ]
}
