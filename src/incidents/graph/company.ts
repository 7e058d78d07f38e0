import type { Look } from './look.ts'

/** True where a namespace still holds what could be behind a Service: then the Service alone is gone, and not all that it was part of. */
export const hasCompany = (namespace: string, { related }: Look): boolean =>
  (['Pod', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet'] as const).some(kind => related.ofKindIn(kind, namespace).length > 0)
