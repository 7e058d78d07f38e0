import type { ManifestObject } from '../../index.ts'

/** `k8s/web.yaml, document 2, line 7`: where a manifest stands; of one that is recorded, in which record. */
export const manifestPlace = ({ source = '', document, line }: ManifestObject): string =>
  line === 0 ? source : `${source}, document ${document + 1}, line ${line}`
