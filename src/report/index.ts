export * from './presenting.ts'
export { preparePage } from './page/prepare-page.ts'
export type { PageInput, PageLog, PageSnapshot, PreparePageOptions } from './page/page-input.ts'
export { renderPage } from './page/render-page.ts'
export type { RenderPageOptions } from './page/render-page.ts'
export type {
  PageConcern,
  PageData,
  PageDeployment,
  PageDetails,
  PageEntry,
  PageIncident,
  PageMark,
  PageMoment,
  PageObject,
} from './page/page-data.ts'
