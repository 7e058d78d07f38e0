import { ago, condition, crashing, creating, node, object, ready, unready, waiting } from '../../support/incident-objects.ts'
import { cluster, deployed, deployment, job, manifest, ownedBy, ref, service, statefulSet } from '../../support/incident-cluster.ts'
import type { WrittenCase } from '../../support/incident-truth.ts'

const missingSecret = (name: string) => waiting('CreateContainerConfigError', `secret "${name}" not found`)
const ESO = 'external-secrets.io/v1'
const CERT = 'cert-manager.io/v1'
const envFrom = (kind: 'configMapRef' | 'secretRef', name: string) => ({ envFrom: [{ [kind]: { name } }] })

/** Configuration, and what makes it. */
export const config = (): readonly WrittenCase[] => {
  const keyless = deployment('bar/menu', { state: waiting('CreateContainerConfigError', "couldn't find key password in Secret bar/db") })
  const template = deployment('inn/desk', {
    state: creating(),
    spec: {
      volumes: [
        { name: 'conf', projected: { sources: [{ configMap: { name: 'desk', items: [{ key: 'desk.yaml', path: 'desk.yaml' }] } }] } },
      ],
    },
    events: [['FailedMount', 'MountVolume.SetUp failed for volume "conf" : references non-existent config key: desk.yaml']],
  })
  const storeless = deployment('pay/api', { state: missingSecret('pay-db') })
  const tokenless = deployment('hr/app', { state: missingSecret('hr-db') })
  const remote = deployment('crm/web', { state: missingSecret('crm'), replicas: 2 })
  const issuerless = deployment('vpn/gate', {
    state: creating(),
    events: [['FailedMount', 'MountVolume.SetUp failed for volume "tls" : secret "gate-tls" not found']],
  })
  const unsigned = statefulSet('pki/node', {
    state: creating(),
    events: [['FailedMount', 'MountVolume.SetUp failed for volume "tls" : secret "node-tls" not found']],
  })
  const sealed = deployment('game/lobby', { state: missingSecret('lobby') })
  const cron = object('batch/v1', 'CronJob', 'news/digest', {
    spec: { schedule: '*/5 * * * *', jobTemplate: { spec: { template: {} } } },
    status: { lastScheduleTime: ago(40), active: [{ kind: 'Job', name: 'digest-1' }] },
  })
  const run = job('news/digest-1', {
    owner: cron,
    refused: 'pods "digest-1-" is forbidden: error looking up service account news/mailer: serviceaccount "mailer" not found',
  })
  const settings = object('v1', 'ConfigMap', 'fleet/settings', { data: { MAX_SPEED: 'fast', MODE: 'eco' } })
  const driver = deployment('fleet/driver', {
    container: envFrom('configMapRef', 'settings'),
    state: crashing('invalid configuration: MAX_SPEED: cannot parse "fast" as a number\n'),
  })
  const router = deployment('fleet/router', {
    container: envFrom('configMapRef', 'settings'),
    state: crashing('invalid configuration: MAX_SPEED: cannot parse "fast" as a number\n'),
  })
  const nowhere = [...deployment('ghost/a'), ...service('ghost/a'), object('v1', 'ConfigMap', 'ghost/c', { data: {} })]
  const vaulted = deployment('lab/assay', { state: missingSecret('assay-db') })
  return [
    cluster(
      'config-secret-without-the-key',
      { sure: 'stated', root: ref('Secret', 'bar/db'), accept: [ref('Deployment', 'bar/menu')], symptoms: [ref('Deployment', 'bar/menu')] },
      [node('worker-1'), object('v1', 'Secret', 'bar/db', { type: 'Opaque', data: { user: 'YQ==' } }), ...keyless],
    ),
    cluster(
      'config-map-without-the-key-in-a-volume',
      { sure: 'stated', root: ref('ConfigMap', 'inn/desk'), symptoms: [ref('Deployment', 'inn/desk')] },
      [node('worker-1'), object('v1', 'ConfigMap', 'inn/desk', { data: { 'old.yaml': '' } }), ...template],
    ),
    cluster(
      'config-cluster-store-missing',
      {
        sure: 'stated',
        root: ref('ClusterSecretStore', 'vault'),
        symptoms: [ref('ExternalSecret', 'pay/db'), ref('Deployment', 'pay/api')],
      },
      [
        node('worker-1'),
        unready(
          ESO,
          'ExternalSecret',
          'pay/db',
          ['SecretSyncedError', 'could not get ClusterSecretStore "vault", clustersecretstores.external-secrets.io "vault" not found'],
          { spec: { secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' }, target: { name: 'pay-db' } } },
        ),
        ...storeless,
      ],
      deployed([...storeless]).concat(manifest(object(ESO, 'ExternalSecret', 'pay/db'))),
    ),
    cluster(
      'config-store-without-its-token',
      {
        sure: 'stated',
        root: ref('Secret', 'hr/vault-token'),
        symptoms: [ref('SecretStore', 'hr/vault'), ref('ExternalSecret', 'hr/db'), ref('Deployment', 'hr/app')],
      },
      [
        node('worker-1'),
        unready(
          ESO,
          'SecretStore',
          'hr/vault',
          [
            'InvalidProviderConfig',
            'unable to create client: cannot get Kubernetes secret "vault-token" from namespace "hr": secrets "vault-token" not found',
          ],
          { spec: { provider: { vault: {} } } },
        ),
        unready(ESO, 'ExternalSecret', 'hr/db', ['SecretSyncedError', 'could not get secret data from provider'], {
          spec: { secretStoreRef: { name: 'vault' }, target: { name: 'hr-db' } },
        }),
        ...tokenless,
      ],
      deployed(tokenless),
    ),
    cluster(
      'config-remote-key-missing',
      {
        sure: 'linked',
        root: ref('ExternalSecret', 'crm/crm'),
        symptoms: [ref('Deployment', 'crm/web')],
        notRoots: [ref('SecretStore', 'crm/store')],
      },
      [
        node('worker-1'),
        ready(ESO, 'SecretStore', 'crm/store', { spec: {} }),
        unready(
          ESO,
          'ExternalSecret',
          'crm/crm',
          ['SecretSyncedError', 'error retrieving secret at .data[0], key: crm/prod, err: Secret does not exist'],
          { spec: { secretStoreRef: { name: 'store' } } },
        ),
        ...remote,
      ],
      deployed(remote),
    ),
    cluster(
      'config-issuer-missing',
      { sure: 'stated', root: ref('Issuer', 'vpn/internal'), symptoms: [ref('Certificate', 'vpn/gate'), ref('Deployment', 'vpn/gate')] },
      [
        node('worker-1'),
        unready(CERT, 'Certificate', 'vpn/gate', ['DoesNotExist', 'Issuing certificate as Secret does not exist'], {
          spec: { secretName: 'gate-tls', issuerRef: { name: 'internal', kind: 'Issuer', group: 'cert-manager.io' } },
        }),
        object(CERT, 'CertificateRequest', 'vpn/gate-1', {
          metadata: { ownerReferences: [ownedBy(object(CERT, 'Certificate', 'vpn/gate'))] },
          spec: { issuerRef: { name: 'internal', kind: 'Issuer' } },
          status: {
            conditions: [
              condition('Ready', 'False', 60, 'Pending', 'Referenced "Issuer" not found: issuer.cert-manager.io "internal" not found'),
            ],
          },
        }),
        ...issuerless,
      ],
      deployed(issuerless),
    ),
    cluster(
      'config-key-pair-of-the-issuer-missing',
      {
        sure: 'stated',
        root: ref('Secret', 'pki/root-ca'),
        symptoms: [ref('Issuer', 'pki/ca'), ref('Certificate', 'pki/node'), ref('StatefulSet', 'pki/node')],
      },
      [
        node('worker-1'),
        unready(CERT, 'Issuer', 'pki/ca', ['ErrGetKeyPair', 'Error getting keypair for CA issuer: secrets "root-ca" not found'], {
          spec: { ca: { secretName: 'root-ca' } },
        }),
        unready(CERT, 'Certificate', 'pki/node', ['DoesNotExist', 'Issuing certificate as Secret does not exist'], {
          spec: { secretName: 'node-tls', issuerRef: { name: 'ca' } },
        }),
        ...unsigned,
      ],
      deployed(unsigned),
    ),
    cluster(
      'config-sealed-secret-cannot-be-opened',
      { sure: 'linked', root: ref('SealedSecret', 'game/lobby'), symptoms: [ref('Deployment', 'game/lobby')] },
      [
        node('worker-1'),
        object('bitnami.com/v1alpha1', 'SealedSecret', 'game/lobby', {
          spec: { encryptedData: { a: 'x' } },
          status: {
            conditions: [{ type: 'Synced', status: 'False', message: 'no key could decrypt secret (a)', lastTransitionTime: ago(90) }],
          },
        }),
        ...sealed,
      ],
      deployed(sealed),
    ),
    cluster(
      'config-account-of-a-cron-job-missing',
      { sure: 'stated', root: ref('ServiceAccount', 'news/mailer'), symptoms: [ref('CronJob', 'news/digest')] },
      [node('worker-1'), cron, ...run],
      [manifest(cron)],
    ),
    cluster(
      'config-value-refused-by-two',
      {
        sure: 'linked',
        root: ref('ConfigMap', 'fleet/settings'),
        symptoms: [ref('Deployment', 'fleet/driver'), ref('Deployment', 'fleet/router')],
      },
      [node('worker-1'), settings, ...driver, ...router],
    ),
    cluster(
      'config-namespace-missing',
      {
        sure: 'linked',
        root: ref('Namespace', 'ghost'),
        symptoms: [ref('Deployment', 'ghost/a'), ref('Service', 'ghost/a'), ref('ConfigMap', 'ghost/c')],
        complete: ['Namespace'],
      },
      [object('v1', 'Namespace', 'default')],
      deployed(nowhere, 'ConfigMap'),
    ),
    cluster(
      'config-vault-operator-fails',
      { sure: 'linked', root: ref('VaultStaticSecret', 'lab/assay'), symptoms: [ref('Deployment', 'lab/assay')] },
      [
        node('worker-1'),
        object('secrets.hashicorp.com/v1beta1', 'VaultStaticSecret', 'lab/assay', {
          spec: { destination: { name: 'assay-db', create: true } },
          status: {
            lastGeneration: 1,
            conditions: [condition('Ready', 'False', 30, 'VaultClientError', 'failed to login: 403 permission denied')],
          },
        }),
        ...vaulted,
      ],
      deployed(vaulted),
    ),
  ]
}
