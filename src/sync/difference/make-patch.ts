import type { JsonRecord } from '../../model/kube-object.ts'
import { at } from '../../model/read.ts'
import type { PatchOperation } from '../comparison.ts'
import type { Change } from './list-changes.ts'

/**
 * RFC 6902, from live to the prediction: one operation for each change, at its pointer. Items that go from the end of a list go last one
 * first, so that the indexes of the others hold while the patch is applied.
 */
export const makePatch = (changes: readonly Change[], live: JsonRecord, predicted: JsonRecord): readonly PatchOperation[] => {
  const kept = changes.filter(change => !isCut(change))
  const cut = changes.filter(isCut).reverse()
  return [...kept, ...cut].map(change => operation(change, live, predicted))
}

const isCut = ({ tokens, predicted }: Change): boolean => typeof tokens.at(-1) === 'number' && predicted === undefined

const operation = ({ tokens, pointer: path, live, predicted }: Change, liveRoot: JsonRecord, predictedRoot: JsonRecord): PatchOperation => {
  // Annotations that the diff shows as none still hold kubectl's own record, which a patch must not take away.
  const whole = tokens.length === 2 && path === '/metadata/annotations'
  const [before, after] = whole
    ? [at(liveRoot, 'metadata', 'annotations'), at(predictedRoot, 'metadata', 'annotations')]
    : [live, predicted]
  if (after === undefined) return { op: 'remove', path }
  return { op: before === undefined ? 'add' : 'replace', path, value: after }
}
