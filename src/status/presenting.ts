/** The door for report/: what presenters say, without what finds it out. A bundler that splits brings all that internal.ts leads to. */
export { createShownIndex } from './shown/shown-index.ts'
export type { ShownIndex } from './shown/shown-index.ts'
export { createShowing, createTexts, shownRef } from './shown/showing.ts'
