import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, listOf, recordsOf, textOf } from '../../model/read.ts'
import { decodeBase64, textOfUtf8 } from '../../model/scalars/base64.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'

/** One revision of a Helm release, as far as it matters here: values, notes and the chart's files are left behind. */
export interface HelmRelease {
  readonly name: string
  readonly namespace: string
  readonly revision: number
  /** In Helm's word: `deployed`, `superseded`, `failed`, `pending-upgrade`, `uninstalled` … */
  readonly status: string
  /** When it was installed, upgraded to or rolled back to, in milliseconds since 1970. */
  readonly deployedAt: number | undefined
  readonly deletedAt: number | undefined
  /** Read for how it failed, never shown: it quotes what the server refused. */
  readonly description: string
  readonly isServerSide: boolean
  readonly isRollback: boolean
  /** YAML, without hooks. */
  readonly manifest: string
  readonly hooks: readonly HelmHook[]
  /** The definitions that the chart brings along in `crds/`, as YAML. */
  readonly definitions: readonly string[]
  /** `kiosk-0.1.0`. */
  readonly chart: string
}

/** One hook of a revision. */
export interface HelmHook {
  readonly manifest: string
  /** At which events it runs: `pre-install`, `post-upgrade`, `test` … */
  readonly events: readonly string[]
  /** When it is deleted: `before-hook-creation`, `hook-succeeded`, `hook-failed`. */
  readonly deletePolicies: readonly string[]
  readonly startedAt: number | undefined
  /** How its last run ended: `Succeeded`, `Failed`, `Running`, `Unknown`; '' where it did not run. */
  readonly phase: string
}

/**
 * Reads the JSON of a stored release; undefined where it is none.
 *
 * Source: Release, Info and Hook in pkg/release/v1 of helm.sh/helm/v4, which Helm 3 writes in the same form.
 */
export const readRelease = (json: JsonRecord): HelmRelease | undefined => {
  const [name, revision, status] = [textOf(json['name']), integerOf(json['version']), textOf(at(json, 'info', 'status'))]
  if (name === undefined || revision === undefined || status === undefined) return undefined
  const description = textOf(at(json, 'info', 'description')) ?? ''
  return {
    name,
    namespace: textOf(json['namespace']) ?? '',
    revision,
    status,
    deployedAt: millisecondsOf(at(json, 'info', 'last_deployed')),
    deletedAt: millisecondsOf(at(json, 'info', 'deleted')),
    description,
    isServerSide: json['apply_method'] === 'ssa',
    isRollback: integerOf(at(json, 'info', 'rollback_revision')) !== undefined || /^Roll(?:back|ing)/.test(description),
    manifest: textOf(json['manifest']) ?? '',
    hooks: recordsOf(json['hooks']).map(readHook),
    definitions: readDefinitions(json),
    chart: [at(json, 'chart', 'metadata', 'name'), at(json, 'chart', 'metadata', 'version')].flatMap(part => textOf(part) ?? []).join('-'),
  }
}

const readHook = (hook: JsonRecord): HelmHook => ({
  manifest: textOf(hook['manifest']) ?? '',
  events: texts(hook['events']),
  deletePolicies: texts(hook['delete_policies']),
  startedAt: millisecondsOf(at(hook, 'last_run', 'started_at')),
  phase: textOf(at(hook, 'last_run', 'phase')) ?? '',
})

const MANIFEST = /\.(?:yaml|yml|json)$/i

const texts = (list: unknown): readonly string[] => listOf(list).flatMap(item => textOf(item) ?? [])

/**
 * The files of `crds/` that hold manifests; those of charts that this one includes are not stored.
 *
 * Source: CRDObjects and hasManifestExtension in pkg/chart/v2/chart.go of helm.sh/helm/v4.
 */
const readDefinitions = (json: JsonRecord): readonly string[] =>
  recordsOf(at(json, 'chart', 'files')).flatMap(file => {
    const [name, data] = [textOf(file['name']) ?? '', textOf(file['data'])]
    const bytes = name.startsWith('crds/') && MANIFEST.test(name) && data !== undefined ? decodeBase64(data) : undefined
    return (bytes === undefined ? undefined : textOfUtf8(bytes)) ?? []
  })
