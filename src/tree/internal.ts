/** The door for the folders above, which keep such an index or tree themselves; no part of the public interface. */
export { MAX_DEPTH, createFamily } from './build-tree.ts'
export type { Family } from './build-tree.ts'
export { ownedLinks, ownerLinks } from './find-owners.ts'
export { hasKind, isRelatedIndex, relatedObjects } from './related-index.ts'
export { answering, kindQuestion, questionsAbout } from './related-questions.ts'
