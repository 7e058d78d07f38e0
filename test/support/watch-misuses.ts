import { createFeeder, createTracker, readTimelineLine } from '../../src/watch/index.ts'
import { comparing, health, hiding, options } from './misuses.ts'
import type { Misuse } from './misuses.ts'

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } }
const NOW = '2026-11-23T10:00:00Z'
const tracker = () => createTracker()

/** Misuses of trackers and of what feeds them, by the name of the function. */
export const WATCH_MISUSES: Readonly<Record<string, readonly Misuse[]>> = {
  createFeeder: [[wrong => createFeeder(wrong), null, 'tracker: expected an object, got null']],
  createTracker: [
    ...options(wrong => createTracker(wrong)),
    ...health(wrong => createTracker(wrong)),
    ...comparing(wrong => createTracker(wrong)),
    ...hiding(wrong => createTracker(wrong)),
    [wrong => createTracker(wrong), { snapshot: { version: 1 } }, 'options.snapshot.version: expected 2, got 1'],
    [wrong => createTracker(wrong), { snapshot: { version: 2, state: { sources: 'x' } } }, 'options.snapshot.state.sources: expected '],
    [
      wrong => createTracker(wrong),
      { snapshot: { version: 2, state: { deployments: [null] } } },
      'options.snapshot.state.deployments: expected ',
    ],
    [wrong => tracker().recordDeployment(wrong), { id: 7 }, 'deployment.id: expected a string, got a number'],
    [wrong => tracker().describeSource('a', wrong), null, 'what: expected what a source can see, got null'],
    [wrong => tracker().describeSource(wrong, {}), 7, 'name: expected a string, got a number'],
    [
      wrong => tracker().observeEvent({ type: 'ADDED', object: POD }, wrong),
      Number.NaN,
      'at: expected RFC 3339 text, milliseconds or a Date, got a number',
    ],
    [wrong => tracker().observeEvent({ type: 'ADDED', object: POD }, NOW, wrong), 7, 'source: expected a string, got a number'],
    [
      wrong => tracker().observeEvent({ type: 'ADDED', object: POD }, NOW, '', wrong),
      { knd: 'Pod' },
      "scope: expected names of its fields, got a name that is none (did you mean 'kind'?)",
    ],
    [wrong => tracker().observeList(wrong, NOW), {}, 'list: expected an object with items, got an object'],
    [wrong => tracker().heartbeat(wrong), 'now', 'at: expected RFC 3339 text, milliseconds or a Date, got another string'],
    [wrong => tracker().assess(wrong), 'hunter2', 'now: expected RFC 3339 text, milliseconds or a Date, got another string'],
    [wrong => createTracker(wrong), { recorded: [] }, 'options.recorded: expected a recorded application, got a list'],
    [wrong => createTracker(wrong), { recorded: { id: 'a' } }, 'options.recorded.deployments: expected a list of deployments, got nothing'],
    [wrong => tracker().observed(wrong), { kind: 'Pod' }, 'ref.group: expected a string, got nothing'],
    [wrong => tracker().useRedactor(wrong), 'none', 'redactor: expected a redactor (createRedactor makes one), got a string'],
    [wrong => tracker().changes(wrong), undefined, 'now: expected RFC 3339 text, milliseconds or a Date, got nothing'],
  ],
  readTimelineLine: [
    [wrong => readTimelineLine(wrong, { source: 'a', line: 1 }), 7, 'text: expected a string, got a number'],
    [wrong => readTimelineLine('{}', wrong), { source: 'a' }, 'place.line: expected a line from 0, got nothing'],
  ],
}
