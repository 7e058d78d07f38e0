import { gzipSync } from 'node:zlib'

/** What of a stored Helm release a test says; the rest is as Helm writes it. */
export interface StoredRelease {
  readonly name?: string
  readonly namespace?: string
  readonly version?: number
  readonly status?: string
  readonly description?: string
  readonly deployed?: string
  readonly manifest?: string
  readonly hooks?: readonly object[]
  readonly method?: 'ssa' | 'csa'
  readonly config?: object
  readonly notes?: string
  /** What else the chart holds, such as `crds/`; base64. */
  readonly files?: readonly { readonly name: string; readonly data: string }[]
}

/** The JSON that Helm stores of a revision. */
const releaseJson = ({ name = 'shop', namespace = 'shop', version = 1, ...rest }: StoredRelease): object => ({
  name,
  namespace,
  version,
  info: {
    status: rest.status ?? 'deployed',
    description: rest.description ?? 'Install complete',
    last_deployed: rest.deployed ?? `2026-11-23T10:0${version}:00Z`,
    notes: rest.notes ?? '',
  },
  chart: { metadata: { name: 'kiosk', version: '0.1.0' }, files: rest.files ?? [] },
  config: rest.config ?? {},
  manifest: rest.manifest ?? '',
  hooks: rest.hooks ?? [],
  apply_method: rest.method ?? 'ssa',
})

/** The bytes that Helm stores: gzip of JSON. */
export const packRelease = (release: StoredRelease): Buffer => gzipSync(JSON.stringify(releaseJson(release)))

/** A Secret in which Helm keeps a revision, base64 twice over; `bytes` in place of what it would hold. */
export const releaseSecret = (release: StoredRelease = {}, bytes: Uint8Array = packRelease(release)): object => {
  const { name = 'shop', namespace = 'shop', version = 1, status = 'deployed' } = release
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `sh.helm.release.v1.${name}.v${version}`,
      namespace,
      labels: { name, owner: 'helm', status, version: String(version) },
    },
    type: 'helm.sh/release.v1',
    data: { release: Buffer.from(Buffer.from(bytes).toString('base64')).toString('base64') },
  }
}
