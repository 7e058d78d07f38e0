import type { KubeObject } from '../../src/model/kube-object.ts'
import type { Shown } from '../../src/redact/index.ts'
import {
  describeObject,
  digest,
  preparePage,
  renderGithub,
  renderJunit,
  renderMarkdown,
  renderOpenMetrics,
  renderPage,
  renderTable,
} from '../../src/report/index.ts'
import { type ApplicationAssessment, toLiveStatus } from '../../src/status/index.ts'

/** What was assessed, and when. */
interface Presented {
  readonly desired: readonly KubeObject[]
  readonly live: readonly KubeObject[]
  readonly now: string | number
}

/** Whatever presenters make of one answer: all of it may be shown to anybody. */
export const presentEverything = (application: Shown<ApplicationAssessment>, { desired, live, now }: Presented): readonly unknown[] => {
  const beside = { live, now }
  const page = preparePage({ moments: [{ at: now, assessment: application, live, events: live, desired }] })
  return [
    application,
    toLiveStatus(application),
    renderTable(application, { ...beside, all: true, tree: true }),
    renderTable(application, { ...beside, columns: 40 }),
    renderTable(application, { ...beside, wide: true }),
    renderMarkdown(application, beside),
    renderGithub(application),
    renderJunit(application),
    renderOpenMetrics(application, beside),
    digest(application, { ...beside, maxBytes: 700 }),
    page,
    renderPage(page),
    application.objects.map((assessment, index) => describeObject({ assessment, live: live[index] ?? {}, events: live }, { now })),
  ]
}
