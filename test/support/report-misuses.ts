import type { Shown } from '../../src/redact/index.ts'
import { digest, renderGithub, renderJunit, renderMarkdown, renderOpenMetrics, renderTable } from '../../src/report/index.ts'
import type { ApplicationAssessment } from '../../src/status/index.ts'
import { rendering } from './misuses.ts'
import type { Misuse } from './misuses.ts'

/** Of what makes a text of an application. */
export const reportMisuses = (application: Shown<ApplicationAssessment>): Readonly<Record<string, readonly Misuse[]>> => ({
  renderGithub: [
    ...rendering(renderGithub, application),
    [wrong => renderGithub(application, wrong), { placeOf: {} }, 'options.placeOf: expected a function, got an object'],
  ],
  renderJunit: rendering(renderJunit, application),
  renderMarkdown: [
    ...rendering(renderMarkdown, application),
    [wrong => renderMarkdown(application, wrong), { tree: 'yes' }, 'options.tree: expected a boolean, got a string'],
  ],
  digest: [
    ...rendering(digest, application),
    [wrong => digest(application, wrong), { maxBytes: '4096' }, 'options.maxBytes: expected bytes from 0, got a string'],
    [wrong => digest(application, wrong), { live: 7 }, 'options.live: expected the live objects, got a number'],
  ],
  renderOpenMetrics: [
    ...rendering(renderOpenMetrics, application),
    [wrong => renderOpenMetrics(application, wrong), { title: 7 }, 'options.title: expected a string, got a number'],
  ],
  renderTable: [
    ...rendering(renderTable, application),
    [wrong => renderTable(application, wrong), { rows: '24' }, 'options.rows: expected lines from 0, got a string'],
    [wrong => renderTable(application, wrong), { only: 'Degraded' }, 'options.only: expected a function, got a string'],
    [wrong => renderTable(application, wrong), { columns: '80' }, 'options.columns: expected characters from 0, got a string'],
  ],
})
