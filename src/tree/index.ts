export type { RelatedIndex } from './related-index.ts'
