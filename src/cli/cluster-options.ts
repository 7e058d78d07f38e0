import type { OptionSpec } from './command-spec.ts'

/** The flags of kubectl that go to it as they are, by the names that kubectl has for them. */
export const PASSED_OPTIONS: readonly OptionSpec[] = [
  { flags: '--kubeconfig <file>', description: 'The kubeconfig', files: true },
  { flags: '--cluster <name>', description: 'A cluster of the kubeconfig' },
  { flags: '--user <name>', description: 'A user of the kubeconfig' },
  { flags: '-s, --server <address>', description: 'The address of the API server' },
  { flags: '--as <user>', description: 'Act as this user' },
  { flags: '--as-group <group>', description: 'Act as a member of this group; can be repeated' },
  { flags: '--as-uid <uid>', description: 'Act as the user of this UID' },
  { flags: '--request-timeout <time>', description: 'How long to wait for each answer of the API server, such as 30s' },
  { flags: '--certificate-authority <file>', description: 'The certificate of the authority', files: true },
  { flags: '--client-certificate <file>', description: 'The certificate to sign in with', files: true },
  { flags: '--client-key <file>', description: 'The file of its key', files: true },
  { flags: '--tls-server-name <name>', description: 'The name that the server’s certificate has to have' },
  { flags: '--insecure-skip-tls-verify', description: 'Do not check the server’s certificate' },
  { flags: '--cache-dir <folder>', description: 'Where kubectl keeps what it discovered', files: true },
]

/** Further options about the cluster. */
export const CLUSTER_OPTIONS: readonly OptionSpec[] = [
  { flags: '--context <name>', description: 'A context of the kubeconfig; can be repeated, for several clusters' },
  ...PASSED_OPTIONS,
  { flags: '--kubectl <path>', description: 'The kubectl to run; left out, the one on PATH', files: true },
]

/** Options of kubectl that are refused: everybody on the machine can read arguments. */
export const REFUSED_OPTIONS: readonly string[] = ['--token', '--password', '--username']
