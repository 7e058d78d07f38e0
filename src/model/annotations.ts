/** The annotation in which `kubectl apply` keeps the manifest that it applied last. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

const COPIES = new Set(['last-applied-configuration', 'last-applied', 'original', 'applied', 'token-secret.value'])

/**
 * True where an annotation is known to hold a copy of its object, or a token: kubectl and Argo CD (`kubectl.kubernetes.io/last-applied-configuration`),
 * qbec (`qbec.io/last-applied`), kapp (`kapp.k14s.io/original`), Rancher (`objectset.rio.cattle.io/applied`), the Banzai object matcher
 * (`banzaicloud.com/last-applied`), OpenShift (`openshift.io/token-secret.value`). Decided by the part after the slash, since
 * each tool writes under its own domain and copies of these tools write under theirs.
 */
export const isAppliedCopy = (annotation: string): boolean => COPIES.has(annotation.slice(annotation.lastIndexOf('/') + 1).toLowerCase())
