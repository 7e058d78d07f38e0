/** Every {@link DeployerName}. */
export const DEPLOYER_NAMES = [
  'applyset-client-side',
  'applyset-server-side',
  'argocd-client-side',
  'argocd-server-side',
  'config-sync',
  'crossplane',
  'fleet',
  'fleet-server-side',
  'flux',
  'flux-helm',
  'helm-3',
  'helm-4',
  'kapp',
  'kluctl',
  'kubectl-client-side',
  'kubectl-server-side',
  'kubevela',
  'pulumi',
  'skaffold',
  'sveltos',
  'tanka-client-side',
  'tanka-server-side',
  'terraform',
  'timoni',
  'werf',
  'wrangler',
] as const

/** The deployment tools that are known by what they write; docs/deployers.md has a row for each. */
export type DeployerName = (typeof DEPLOYER_NAMES)[number]
