import { integerOf, isRecord } from '../model/read.ts'
import type { SchemaSet } from '../model/kind-hints.ts'

/** A version of Kubernetes, as far as it decides what a server keeps. */
export interface ClusterVersion {
  /** The minor of 1.x; Infinity for any version after these. */
  readonly minor: number
  /** Undefined where only the minor version is known. */
  readonly patch: number | undefined
}

/** Reads `1.31`, `v1.36.2`, `1.29+` or `v1.33.4-gke.100`; undefined where the text names no version. */
export const parseClusterVersion = (text: string | undefined): ClusterVersion | undefined => {
  const [, major, minor, patch] = /^v?(\d{1,9})\.(\d{1,9})\+?(?:\.(\d{1,9}))?/.exec(text ?? '') ?? []
  if (major === undefined || minor === undefined) return undefined
  return { minor: major === '1' ? Number(minor) : major === '0' ? 0 : Infinity, patch: integerOf(patch) }
}

/** A schema set with the version of the cluster that `createSchemas` was told. */
interface VersionedSchemas extends SchemaSet {
  readonly cluster: ClusterVersion | undefined
}

/** The version that schemas were made for; undefined where their maker did not say. */
export const readClusterVersion = (schemas: SchemaSet | undefined): ClusterVersion | undefined =>
  isRecord(schemas) && 'cluster' in schemas ? (schemas as unknown as VersionedSchemas).cluster : undefined
