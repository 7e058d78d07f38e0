import { createRedactor } from '../../src/redact/index.ts'

/** A call with one wrong argument, and how the error begins. */
export type Misuse = readonly [call: (wrong: never) => unknown, wrong: unknown, message: string]
/** A redactor, for a function that would ignore it. */
const redactor = createRedactor([])
export const SALT = "'sha256' or 'hmac-sha256', got another string (did you mean 'sha256'?)"
const APPLIERS = "'client-side', 'server-side', 'auto', an applier or a function, got another string (did you mean 'client-side'?)"
const STATES = "'queued', 'waiting', 'running', 'cancelling', 'succeeded', 'failed', 'cancelled' or 'timed-out'"

export const options = (call: (wrong: never) => unknown): readonly Misuse[] => [
  [call, null, 'options: expected an object, got null'],
  [call, 'now', 'options: expected an object, got a string'],
  [call, [], 'options: expected an object, got a list'],
  [call, { treshold: 1 }, "options: expected names of options, got a name that is none (did you mean 'thresholds'?)"],
  [call, { hunter2: 1 }, 'options: expected names of options, got a name that is none'],
]
/** Of a function that would ignore what hides. */
export const hidesNothing = (call: (wrong: never) => unknown): readonly Misuse[] => [
  [call, { redactor }, 'options.redactor: expected none here, where it would be ignored, got an object'],
  [call, { secrets: { salt: 'hunter2' } }, 'options.secrets: expected none here, where it would be ignored, got an object'],
]
export const health = (call: (wrong: never) => unknown): readonly Misuse[] => [
  [call, { now: 'yesterday' }, 'options.now: expected RFC 3339 text, milliseconds or a Date, got another string'],
  [call, { now: true }, 'options.now: expected RFC 3339 text, milliseconds or a Date, got a boolean'],
  [call, { related: 'all' }, 'options.related: expected a list of objects or an index of them, got a string'],
  [call, { complete: 'Pod' }, 'options.complete: expected a list of kinds, got a string'],
  [call, { complete: ['Pod', 7] }, 'options.complete[1]: expected a string, got a number'],
  [call, { rules: {} }, 'options.rules: expected a list of rules, got an object'],
  [call, { thresholds: null }, 'options.thresholds: expected an object of milliseconds, got null'],
  [call, { thresholds: { workloadAfter: '10m' } }, 'options.thresholds.workloadAfter: expected milliseconds from 0, got a string'],
  [call, { thresholds: { workloadAfter: Number.NaN } }, 'options.thresholds.workloadAfter: expected milliseconds from 0, got a number'],
  [call, { thresholds: { workloadafter: 1 } }, 'options.thresholds: expected only unschedulableAfter'],
  [call, { schemas: {} }, 'options.schemas: expected what createSchemas made, got an object'],
]
export const comparing = (call: (wrong: never) => unknown): readonly Misuse[] => [
  [call, { applier: 'clientside' }, `options.applier: expected ${APPLIERS}`],
  [call, { applier: 7 }, "options.applier: expected 'client-side', 'server-side', 'auto', an applier or a function, got a number"],
  [call, { applier: { mode: 'server-side', manager: 'a' } }, 'options.applier.force: expected a boolean, got nothing'],
  [
    call,
    { applier: { mode: 'serverside', manager: 'a', force: true } },
    "options.applier.mode: expected 'client-side', 'server-side' or 'helm-client-side', got another string (did you mean 'server-side'?)",
  ],
  [call, { deployer: 'argo' }, "options.deployer: expected 'applyset-client-side', "],
  [call, { acceptAdmission: 'yes' }, 'options.acceptAdmission: expected a boolean, got a string'],
  [call, { fieldManager: 7 }, 'options.fieldManager: expected a string, got a number'],
  [call, { force: 'yes' }, 'options.force: expected a boolean, got a string'],
  [call, { strict: 'kubectl' }, 'options.strict: expected a boolean or a list of field managers, got a string'],
  [call, { strict: ['a', 1] }, 'options.strict[1]: expected a string, got a number'],
  [call, { ignore: '/data/b' }, 'options.ignore: expected a list of ignore rules, got a string'],
  [call, { ignore: ['/data/b'] }, 'options.ignore[0]: expected an object with one of pointer, path and manager, got a string'],
  [call, { ignore: [{ pointer: 7 }] }, 'options.ignore[0].pointer: expected a string, got a number'],
  [call, { ignore: [{}] }, 'options.ignore[0]: expected an object with one of pointer, path and manager, got an object'],
  [call, { clusterVersion: 1.36 }, 'options.clusterVersion: expected a string, got a number'],
]
export const hiding = (call: (wrong: never) => unknown): readonly Misuse[] => [
  [call, { redactor: 'x' }, 'options.redactor: expected a redactor (createRedactor makes one), got a string'],
  [call, { secrets: { salt: 'a' } }, 'options.secrets: expected none here, where it would be ignored, got an object'],
]
export const rendering = (render: (application: never, options: never) => unknown, application: unknown): readonly Misuse[] => [
  ...options(wrong => render(application as never, wrong)),
  [wrong => render(wrong, {} as never), null, 'application: expected what assessApplication returns, got null'],
  [wrong => render(wrong, {} as never), { kind: 'Pod' }, 'application: expected what assessApplication returns, got an object'],
  [
    wrong => render(wrong, {} as never),
    JSON.parse(JSON.stringify(application)),
    'application: expected an answer made with a redactor, which it carries',
  ],
  ...hidesNothing(wrong => render(application as never, wrong)),
]

/** Of the input of an application, which is a document of documents. */
export const inputs = (assess: (input: never, options?: never) => unknown): readonly Misuse[] => {
  const assessApplication = assess as (input: unknown, options?: unknown) => unknown
  return [
    ...options(wrong => assessApplication({ live: [] }, wrong)),
    ...health(wrong => assessApplication({ live: [] }, wrong)),
    ...comparing(wrong => assessApplication({ live: [] }, wrong)),
    ...hiding(wrong => assessApplication({ live: [] }, wrong)),
    [wrong => assessApplication(wrong), undefined, 'input: expected an object with live, got nothing'],
    [wrong => assessApplication(wrong), {}, 'input.live: expected an iterable of objects, got nothing'],
    [wrong => assessApplication({ live: wrong }), 'kind: Pod', 'input.live: expected an iterable of objects, got a string'],
    [wrong => assessApplication({ live: [], desired: wrong }), 'kind: Pod', 'input.desired: expected a list of objects, got a string'],
    [wrong => assessApplication({ live: [], desired: wrong }), { kind: 'Pod' }, 'input.desired: expected a list of objects, got an object'],
    [wrong => assessApplication({ live: [], deployments: wrong }), 'x', 'input.deployments: expected a list of deployments, got a string'],
    [
      wrong => assessApplication({ live: [], deployments: [wrong] }),
      { id: 'a', state: 'suceeded' },
      `input.deployments[0].state: expected ${STATES}, got another string (did you mean 'succeeded'?)`,
    ],
    [
      wrong => assessApplication({ live: [], deployments: [wrong] }),
      { id: 'a' },
      `input.deployments[0].state: expected ${STATES}, got nothing`,
    ],
    [
      wrong => assessApplication({ live: [], deployments: [wrong] }),
      { id: 'a', state: 'failed', dessired: [] },
      "input.deployments[0]: expected names of its fields, got a name that is none (did you mean 'desired'?)",
    ],
    [
      wrong => assessApplication({ live: [], deployments: [{ id: 'a', state: 'succeeded', steps: [wrong] }] }),
      { id: 's', state: 'done' },
      "input.deployments[0].steps[0].state: expected 'applied', 'skipped', 'excluded', 'disabled' or 'failed', got another string",
    ],
    [wrong => assessApplication({ live: [], sources: wrong }), null, 'input.sources: expected an object of sources by name, got null'],
    [
      wrong => assessApplication({ live: [], sources: { hunter2: wrong } }),
      { namespace: ['a'] },
      "input.sources[…]: expected names of its fields, got a name that is none (did you mean 'namespaces'?)",
    ],
    [
      wrong => assessApplication({ live: [], sources: { a: wrong } }),
      { kinds: 'Pod' },
      'input.sources[…].kinds: expected a list of names, got a string',
    ],
    [wrong => assessApplication({ live: [], events: wrong }), -1, 'input.events: expected a list of events, got a number'],
    [
      wrong => assessApplication(wrong),
      { live: [], desird: [] },
      "input: expected names of its fields, got a name that is none (did you mean 'desired'?)",
    ],
    [
      wrong => assessApplication({ live: [] }, wrong),
      { rollUp: 'health' },
      "options.rollUp: expected 'health-first', 'health-only' or 'sync-first', got another string",
    ],
    [
      wrong => assessApplication({ live: [] }, wrong),
      { staleAfter: '10m' },
      'options.staleAfter: expected milliseconds from 0, got a string',
    ],
    [wrong => assessApplication({ live: [] }, wrong), { namespace: [] }, 'options.namespace: expected a string, got a list'],
  ]
}
