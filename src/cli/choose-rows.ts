import type { ObjectAssessment, Shown } from '../index.ts'
import { refOf } from '../model/identity.ts'
import type { JsonRecord, KubeObjectLike } from '../model/kube-object.ts'
import { at, recordOf } from '../model/read.ts'
import { parseLabelSelector } from '../model/selectors/label-selector.ts'
import { objectStatuses } from '../model/statuses.ts'
import type { Options } from './args.ts'
import { isKind } from './find-object.ts'
import { createIndexer } from './same-object.ts'

/** Tells which objects are told of. */
export type RowFilter = (object: Shown<ObjectAssessment>) => boolean

/** Sources of the labels of objects. */
export interface LabelSources {
  readonly live: readonly KubeObjectLike[]
  readonly manifests: readonly { readonly object: KubeObjectLike; readonly ref: ObjectAssessment['ref'] }[]
  readonly options: { readonly redactor: Parameters<typeof createIndexer>[0] }
}

/** `out-of-sync`, `Out of Sync` and `OutOfSync` are one label. */
const plain = (label: string): string => label.toLowerCase().replaceAll(/[^a-z]/g, '')

const listed = (texts: readonly string[]): readonly string[] =>
  texts.flatMap(text => text.split(',').map(part => part.trim())).filter(part => part !== '')

/** Why the options that choose rows choose nothing; undefined where they do. */
export const rowMisuse = (options: Options): string | undefined => {
  const labels = new Set(objectStatuses.map(({ status }) => plain(status)))
  if (listed(options.texts('only')).some(label => !labels.has(plain(label))))
    return `--only is a list of ${objectStatuses.map(({ status }) => status.toLowerCase().replaceAll(' ', '-')).join(', ')}`
  if (options.texts('selector').some(text => parseLabelSelector(text) === undefined))
    return '--selector is a label selector as kubectl takes it, such as app=web,tier!=cache'
  return undefined
}

/** The objects that `--only`, `--kind` and `--selector` ask for; undefined where none of them is given. They choose what is told, never what is judged. */
export const chooseRows = (options: Options, sources: LabelSources): RowFilter | undefined => {
  const labels = new Set(listed(options.texts('only')).map(plain))
  const kinds = listed(options.texts('kind'))
  const selectors = options.texts('selector').flatMap(text => parseLabelSelector(text) ?? [])
  if (labels.size + kinds.length + selectors.length === 0) return undefined
  const readsLabels = selectors.length === 0 ? undefined : readLabels(sources)
  return object =>
    (labels.size === 0 || labels.has(plain(object.status))) &&
    (kinds.length === 0 || kinds.some(kind => isKind(kind, object.ref))) &&
    (readsLabels === undefined || selectors.every(fits => fits(readsLabels(object))))
}

/** The labels of an object as it lives; of what is not there, as its manifest has them. */
const readLabels = ({ live, manifests, options }: LabelSources): ((object: Shown<ObjectAssessment>) => JsonRecord) => {
  const indexShown = createIndexer(options.redactor)
  const [findLive, findManifest] = [indexShown(live, refOf), indexShown(manifests, ({ ref }) => ref)]
  return ({ ref }) => {
    const [found, manifest] = [findLive(ref), findManifest(ref)]
    const object = typeof found === 'object' ? found : typeof manifest === 'object' ? manifest.object : undefined
    return recordOf(at(object, 'metadata', 'labels'))
  }
}
