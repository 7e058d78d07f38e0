import type { KubectlAnswer } from './run-kubectl.ts'

/** Words of one line: a pattern, or some words and others later. */
type Sign = RegExp | readonly [before: string, after: string]

const NO_CONTEXT = 'There is no such context: kubectl config get-contexts lists them'
const NO_ENTRY = 'The kubeconfig has no such cluster or user: kubectl config view lists them'
const NO_CREDENTIALS = 'The cluster does not accept the credentials of the kubeconfig: sign in again, then try kubectl get ns'

/** Words of kubectl, and what to do; the first that fits. */
const SENTENCES: readonly (readonly [Sign, string])[] = [
  [/error loading config file|couldn't get version\/kind/i, 'The kubeconfig cannot be read: kubectl config view says what is wrong in it'],
  [
    /localhost:8080|current-context|no configuration has been provided|invalid configuration/i,
    'kubectl has no cluster to ask: name a kubeconfig with --kubeconfig or KUBECONFIG, or choose a context with kubectl config use-context',
  ],
  [/no context exists|context was not found/i, NO_CONTEXT],
  [['context ', 'does not exist'], NO_CONTEXT],
  [['cluster ', 'does not exist'], NO_ENTRY],
  [['auth info ', 'does not exist'], NO_ENTRY],
  [['user ', 'does not exist'], NO_ENTRY],
  [/x509|certificate|tls:/i, 'The certificate of the cluster is not trusted: is the kubeconfig the right one, and up to date?'],
  [/unauthorized|must be logged in|exec plugin|getting credentials|invalid_grant|credential/i, NO_CREDENTIALS],
  [['token', 'expired'], NO_CREDENTIALS],
  [/\(Forbidden\)|is forbidden/, 'The cluster does not let this user ask: kubectl auth can-i --list tells what is allowed'],
  [
    /refused|no such host|no route|timeout|timed out|deadline|unreachable|unable to connect|EOF|reset by peer/i,
    'The cluster does not answer: is it running, and is the context the right one? --request-timeout says how long to wait',
  ],
]

const isIn = (line: string, sign: Sign): boolean => {
  if (sign instanceof RegExp) return sign.test(line)
  const [before, after] = sign
  const small = line.toLowerCase()
  const start = small.indexOf(before)
  return start >= 0 && small.includes(after, start + before.length)
}

/** Why the cluster could not be asked, in one sentence; what kubectl prints may quote anything, so it is not repeated. */
export const describeFailure = ({ errors, failure }: KubectlAnswer): string => {
  if (failure === 'missing') return 'kubectl cannot be run: install it, name it with --kubectl, or hand in live objects with -l'
  if (failure === 'hangs')
    return 'kubectl did not end in time: does it wait for a sign-in, or a cluster that does not answer? --request-timeout says how long to wait'
  return (
    SENTENCES.find(([sign]) => errors.some(line => isIn(line, sign)))?.[1] ?? 'kubectl could not ask the cluster: kubectl version tells why'
  )
}
