export { describeObject } from './describe/describe-object.ts'
export type { DescribeOptions, DescribeInput, ObjectDescription } from './describe/describe-object.ts'
export type { SummaryLine } from './describe/summary-line.ts'
export { renderTable } from './text/render-table.ts'
export { renderMarkdown } from './text/render-markdown.ts'
export { renderJunit } from './text/render-junit.ts'
export { renderGithub } from './text/render-github.ts'
export { renderOpenMetrics } from './text/render-open-metrics.ts'
export { digest } from './text/digest.ts'
export type { DigestOptions, GithubOptions, MetricOptions, RowOptions, TableOptions } from './text/text-options.ts'
export { preparePage } from './page/prepare-page.ts'
export type { PageInput, PageLog, PageSnapshot, PreparePageOptions } from './page/page-input.ts'
export { renderPage } from './page/render-page.ts'
export type { RenderPageOptions } from './page/render-page.ts'
export type {
  PageConcern,
  PageData,
  PageDeployment,
  PageDetails,
  PageIncident,
  PageMark,
  PageMoment,
  PageObject,
} from './page/page-data.ts'
