import * as activity from '../../src/activity/index.ts'
import * as cel from '../../src/cel/index.ts'
import * as health from '../../src/health/index.ts'
import * as parse from '../../src/parse/index.ts'
import * as redact from '../../src/redact/index.ts'
import * as report from '../../src/report/index.ts'
import * as schema from '../../src/schema/index.ts'
import * as secrets from '../../src/secrets/index.ts'
import * as sources from '../../src/sources/index.ts'
import * as status from '../../src/status/index.ts'
import * as sync from '../../src/sync/index.ts'
import * as tree from '../../src/tree/index.ts'
import * as watch from '../../src/watch/index.ts'

/**
 * Data comes from clusters, manifests and logs, and nobody may throw over it. An argument is what the programmer writes: over a wrong one
 * a TypeError or RangeError is thrown. Text is an argument whose content is data, however long.
 */
export interface HostileCall {
  readonly takes: 'data' | 'text' | 'argument'
  readonly run: (value: never) => unknown
}

const data = (run: (value: never) => unknown): HostileCall => ({ takes: 'data', run })
const text = (run: (value: never) => unknown): HostileCall => ({ takes: 'text', run })
const argument = (run: (value: never) => unknown): HostileCall => ({ takes: 'argument', run })

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', uid: 'u1' },
  spec: { containers: [{ name: 'web' }] },
}
const SECRET = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' }, data: { a: 'dmFsdWU=' } }
const LINE = { text: 'ready' }
const NOW = '2026-11-23T10:00:00Z'
const VALUES = [{ name: 'A', value: 'correct-horse' }]

const redacted = (use: (redactor: redact.Redactor, value: never) => unknown): HostileCall =>
  data(value => use(redact.createRedactor(VALUES), value))

const tracked =
  (use: (tracker: watch.Tracker, value: never) => unknown) =>
  (value: never): unknown => {
    const tracker = watch.createTracker()
    tracker.recordDeployment({ id: 'd1', state: 'succeeded', desired: [POD] })
    tracker.observeEvent({ type: 'ADDED', object: POD }, NOW)
    use(tracker, value)
    return [tracker.assess(NOW), tracker.changes(NOW), tracker.snapshot()]
  }

const hidesNoValue = redact.createRedactor([])
const hashesSecrets = redact.createRedactor(VALUES, { secrets: { salt: 'salt salt salt salt' } })
const application = (live: never): redact.Shown<status.ApplicationAssessment> =>
  status.assessApplication({ desired: [POD], live: [live] }, { redactor: hidesNoValue })
/** What a report takes: an assessment that came from anywhere, options, and what hides in it. */
const presenting = (
  render: (application: redact.Shown<status.ApplicationAssessment>, options: never) => unknown,
): readonly HostileCall[] => [
  data(live => render(application(live), {} as never)),
  argument(given => render(given, {} as never)),
  argument(options => render(application(POD as never), options)),
  argument(redactor => render(application(POD as never), { redactor } as never)),
]
const assessed = (): redact.Shown<status.ObjectAssessment> => status.assessObject({ desired: POD, live: POD }, { redactor: hidesNoValue })

/** Every function of every door, with a call for each place where it takes something. */
export const hostileCalls: Readonly<Record<string, Readonly<Record<string, readonly HostileCall[]>>>> = {
  activity: {
    parseLogLines: [
      text(log => activity.parseLogLines(log, { redactor: hidesNoValue })),
      argument(options => activity.parseLogLines('a\n', options)),
    ],
    presentEvents: [
      argument(events => activity.presentEvents(events, { now: NOW, redactor: hidesNoValue })),
      data(event => activity.presentEvents([event, event], { now: NOW, redactor: redact.createRedactor(VALUES) })),
      argument(options => activity.presentEvents([POD], options)),
    ],
  },
  cel: {
    celRules: [argument(checks => cel.celRules(checks)), argument(check => cel.celRules([check]))],
    evaluateCel: [
      data(object => cel.evaluateCel("status.conditions.exists(c, c.type == 'Ready')", object)),
      data(value => cel.evaluateCel('has(a.b) && a.b == a.b || size(a.b) > 0', { a: { b: value } })),
      text(expression => cel.evaluateCel(expression, POD)),
    ],
  },
  health: {
    assessHealth: [
      data(live => health.assessHealth(live)),
      data(live => health.assessHealth(live, { now: NOW, related: [live, POD] })),
      data(other => health.assessHealth(POD, { now: NOW, related: [other] })),
      argument(context => health.assessHealth(POD, context)),
      ...(['related', 'complete', 'now', 'rules', 'thresholds', 'schemas'] as const).map(name =>
        argument(value => health.assessHealth(POD, { [name]: value })),
      ),
      argument(rule => health.assessHealth(POD, { rules: [rule] })),
    ],
    catalogueKinds: [],
    checkRule: [
      argument(rule => health.checkRule(rule)),
      argument(test =>
        health.checkRule({ for: ['*'], rules: [{ when: test, status: 'Healthy' }], else: { status: 'Healthy', reason: 'A' } }),
      ),
    ],
  },
  parse: {
    parseManifests: [text(manifests => parse.parseManifests(manifests)), argument(options => parse.parseManifests('a: 1', options))],
    parseYaml: [text(yaml => parse.parseYaml(yaml)), argument(options => parse.parseYaml('a: 1', options))],
    plainObject: [data(object => parse.plainObject(object))],
    printYaml: [data(value => parse.printYaml(value))],
  },
  redact: {
    createRedactor: [
      argument(values => redact.createRedactor(values)),
      text(value => redact.createRedactor([value])),
      argument(value => redact.createRedactor([{ name: 'A', value }])),
      argument(options => redact.createRedactor(VALUES, options)),
      redacted((redactor, text) => redactor.text(text)),
      redacted((redactor, lines) => redactor.lines(lines)),
      redacted((redactor, line) => redactor.lines([LINE, line])),
      redacted((redactor, object) => redactor.object(object)),
      redacted((redactor, event) => redactor.event(event)),
    ],
    trustAsShown: [argument(answer => redact.trustAsShown(answer, hidesNoValue)), argument(redactor => redact.trustAsShown({}, redactor))],
    WithheldError: [argument(reason => new redact.WithheldError(reason).message)],
  },
  report: {
    describeObject: [
      data(live => report.describeObject({ assessment: redact.trustAsShown(assessed(), hashesSecrets), live }, { now: NOW })),
      data(event => report.describeObject({ assessment: assessed(), live: POD, events: [event] }, { now: NOW })),
      text(logs => report.describeObject({ assessment: assessed(), logs }, { now: NOW })),
      argument(assessment => report.describeObject({ assessment }, { now: NOW })),
      argument(input => report.describeObject(input, { now: NOW })),
      argument(options => report.describeObject({ assessment: assessed() }, options)),
      argument(redactor => report.describeObject({ assessment: assessed() }, { now: NOW, redactor } as never)),
    ],
    renderTable: [
      ...presenting(report.renderTable),
      data(live => report.renderTable(application(live), { now: NOW, live: [live, POD], all: true, tree: true })),
    ],
    renderMarkdown: presenting(report.renderMarkdown),
    renderJunit: presenting(report.renderJunit),
    renderGithub: presenting(report.renderGithub),
    renderOpenMetrics: [
      ...presenting(report.renderOpenMetrics),
      data(live => report.renderOpenMetrics(application(live), { now: NOW, live: [live] })),
    ],
    digest: [...presenting(report.digest), data(live => report.digest(application(live), { now: NOW, live: [live, POD] }))],
    preparePage: [
      data(live => report.preparePage({ moments: [{ at: NOW, assessment: application(live), live: [live], events: [live] }] })),
      argument(input => report.preparePage(input)),
      argument(options => report.preparePage({ moments: [] }, options)),
    ],
    renderPage: [argument(page => report.renderPage(page))],
  },
  schema: {
    createSchemas: [
      data(crd => schema.createSchemas({ customResourceDefinitions: [crd] })),
      data(spec => schema.createSchemas({ customResourceDefinitions: [{ kind: 'CustomResourceDefinition', spec }] })),
      data(resource => schema.createSchemas({ apiResources: [resource] })),
      argument(list => schema.createSchemas({ customResourceDefinitions: list, apiResources: list })),
      argument(input => schema.createSchemas(input)),
    ],
    hasStatus: [data(name => schema.hasStatus(name, name, schema.createSchemas({}))), argument(set => schema.hasStatus('v1', 'Pod', set))],
    printerColumns: [
      data(name => schema.printerColumns(name, name, schema.createSchemas({}))),
      argument(set => schema.printerColumns('v1', 'Pod', set)),
    ],
    isNamespaced: [data(key => schema.isNamespaced(key)), argument(set => schema.isNamespaced('Pod', set))],
  },
  secrets: {
    hashSecret: [
      data(secret => secrets.hashSecret(secret, { salt: 'salt salt salt salt' })),
      data(value => secrets.hashSecret({ ...SECRET, data: { a: value } }, { salt: 'salt salt salt salt', scheme: 'hmac-sha256' })),
      argument(options => secrets.hashSecret(SECRET, options)),
      argument(salt => secrets.hashSecret(SECRET, { salt })),
    ],
    hashValue: [
      text(value => secrets.hashValue(value, { salt: 'salt salt salt salt' })),
      argument(options => secrets.hashValue('a', options)),
      argument(context => secrets.hashValue('a', { salt: 'salt salt salt salt', context })),
    ],
    hashInfo: [data(object => secrets.hashInfo(object))],
    isSecret: [data(object => secrets.isSecret(object))],
    servedSecretData: [data(object => secrets.servedSecretData(object)), data(map => secrets.servedSecretData({ data: map }))],
  },
  sources: {
    recordedApplications: [
      data(live => sources.recordedApplications([live, { object: live, source: 'a' }])),
      argument(live => sources.recordedApplications(live)),
      argument(options => sources.recordedApplications([POD], options)),
    ],
  },
  status: {
    assessApplication: [
      data(live => status.assessApplication({ desired: [POD], live: [live, { object: live, source: 'a', observedAt: NOW }] })),
      data(desired => status.assessApplication({ desired: [desired], live: [POD] })),
      data(event => status.assessApplication({ desired: [POD], live: [POD], events: [event] })),
      ...(['live', 'desired', 'deployments', 'sources', 'events'] as const).map(name =>
        argument(value => status.assessApplication({ desired: [POD], live: [POD], [name]: value })),
      ),
      argument(deployment => status.assessApplication({ deployments: [deployment], live: [POD] })),
      argument(step => status.assessApplication({ deployments: [{ id: 'a', state: 'succeeded', steps: [step] }], live: [POD] })),
      argument(source => status.assessApplication({ desired: [POD], live: [POD], sources: { '': source } })),
      argument(input => status.assessApplication(input)),
      argument(options => status.assessApplication({ desired: [POD], live: [POD] }, options)),
    ],
    assessObject: [
      data(live => status.assessObject({ live })),
      data(both => status.assessObject({ desired: both, live: both })),
      argument(input => status.assessObject(input)),
      argument(time => status.assessObject({ live: POD, observedAt: time }, { now: NOW })),
      argument(options => status.assessObject({ desired: POD, live: POD }, options)),
    ],
    toLiveStatus: [
      data(live => status.toLiveStatus(application(live))),
      argument(options => status.toLiveStatus(application(POD as never), options)),
    ],
    fromLiveStatus: [data(response => status.fromLiveStatus(response))],
    objectStatus: [argument(facts => status.objectStatus(facts))],
    planObservation: [
      data(desired => status.planObservation([desired])),
      argument(desired => status.planObservation(desired)),
      argument(options => status.planObservation([POD], options)),
      argument(recorded => status.planObservation([POD], { recorded })),
    ],
    refText: [argument(ref => status.refText(ref))],
  },
  sync: {
    compareObject: [
      data(live => sync.compareObject(POD, live)),
      data(desired => sync.compareObject(desired, POD)),
      data(both => sync.compareObject(both, both, { redactor: hashesSecrets })),
      argument(options => sync.compareObject(POD, POD, options)),
      ...(
        [
          'applier',
          'fieldManager',
          'force',
          'previous',
          'strict',
          'schemas',
          'ignore',
          'related',
          'secrets',
          'redactor',
          'clusterVersion',
        ] as const
      ).map(name => argument(value => sync.compareObject(POD, POD, { [name]: value }))),
      ...(['pointer', 'path', 'manager'] as const).map(name =>
        text(value => sync.compareObject(POD, { ...POD, spec: {} }, { ignore: [{ [name]: value }] as never })),
      ),
    ],
    predictApply: [
      data(live => sync.predictApply(POD, live)),
      data(desired => sync.predictApply(desired, undefined)),
      data(desired => sync.predictApply(desired, POD)),
      argument(options => sync.predictApply(POD, POD, options)),
    ],
    prepareDesired: [data(desired => sync.prepareDesired(desired)), argument(options => sync.prepareDesired(POD, options))],
  },
  tree: {
    buildTree: [data(object => tree.buildTree([object, POD])), argument(objects => tree.buildTree(objects))],
    findOwner: [data(object => tree.findOwner(object))],
    indexRelated: [data(object => tree.indexRelated([object, POD]).size), argument(objects => tree.indexRelated(objects).size)],
  },
  watch: {
    createFeeder: [argument(tracker => watch.createFeeder(tracker))],
    readTimelineLine: [
      text(line => watch.readTimelineLine(line, { source: 'a', line: 1 })),
      argument(place => watch.readTimelineLine('{}', place)),
    ],
    createTracker: [
      argument(tracked((tracker, ref) => tracker.observed(ref))),
      argument(recorded => watch.createTracker({ recorded }).assess(NOW)),
      data(tracked((tracker, object) => tracker.observeEvent({ type: 'MODIFIED', object }, NOW))),
      data(tracked((tracker, item) => tracker.observeList({ apiVersion: 'v1', kind: 'PodList', items: [item] }, NOW))),
      data(tracked((tracker, desired) => tracker.recordDeployment({ id: 'd2', state: 'succeeded', desired: [desired] }))),
      argument(tracked((tracker, frame) => tracker.observeEvent(frame, NOW))),
      argument(tracked((tracker, at) => tracker.observeEvent({ type: 'ADDED', object: POD }, at))),
      argument(tracked((tracker, list) => tracker.observeList(list, NOW))),
      argument(tracked((tracker, scope) => tracker.observeList({ items: [POD] }, NOW, '', scope))),
      argument(tracked((tracker, what) => tracker.describeSource('a', what))),
      argument(tracked((tracker, deployment) => tracker.recordDeployment(deployment))),
      argument(tracked((tracker, steps) => tracker.recordDeployment({ id: 'd2', state: 'succeeded', steps }))),
      argument(tracked((tracker, name) => tracker.heartbeat(NOW, name))),
      argument(options => watch.createTracker(options).assess(NOW)),
      argument(state => watch.createTracker({ snapshot: { version: 1, state } }).assess(NOW)),
    ],
  },
}

/** The doors themselves, so that an export without a call is noticed. */
export const doors: Readonly<Record<string, object>> = {
  activity,
  cel,
  health,
  parse,
  redact,
  report,
  schema,
  secrets,
  sources,
  status,
  sync,
  tree,
  watch,
}
