import { expect, test } from 'vitest'
import { applicationStatuses, objectStatuses } from '../../src/status/index.ts'

/** The sixteen statuses as the product's documentation has them, with its icons and colours. */
const PRESENTED = ({ status, icon, colour, description }: (typeof objectStatuses)[number] | (typeof applicationStatuses)[number]): string =>
  `${status} · ${icon} · ${colour} · ${description}`

test('the eight of an application', () =>
  expect(applicationStatuses.map(PRESENTED)).toMatchInlineSnapshot(`
    [
      "Progressing · circle-notch · blue · Objects of the application are in a progressing state.",
      "Healthy · heart · green · The objects in the cluster match what the last deployment specified.",
      "Unknown · question · grey · There is trouble getting live status for the application.",
      "Degraded · heart-crack · red · Objects had errors after the deployment completed.",
      "Out of Sync · arrow-up · orange · The objects no longer match what was last deployed.",
      "Missing · ghost · grey · Objects are missing from the cluster.",
      "Unavailable · circle-exclamation · red · There is no live status because the last deployment failed.",
      "Waiting · hourglass · blue · Live status comes once the deployment completes.",
    ]
  `))

test('the eight of an object', () =>
  expect(objectStatuses.map(PRESENTED)).toMatchInlineSnapshot(`
    [
      "Progressing · circle-notch · blue · It is attempting to reach its desired state.",
      "Healthy · heart · green · It is in sync and reports that it runs as expected.",
      "Unknown · question · grey · There is no up-to-date information about it.",
      "Degraded · heart-crack · red · It has run into a problem; look at its logs or events.",
      "Out of Sync · arrow-up · orange · The live manifest is not what was applied.",
      "Missing · ghost · grey · It is not in the cluster.",
      "In Sync · check · green · It matches what was applied and reports no health of its own.",
      "Suspended · pause · grey · It is suspended, as a Job that is not currently running.",
    ]
  `))
