import { parseLogLines, presentEvents } from '../../src/activity/index.ts'
import { celRules, evaluateCel } from '../../src/cel/index.ts'
import { assessHealth, checkRule } from '../../src/health/index.ts'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { parseManifests, parseYaml, plainObject, printYaml } from '../../src/parse/index.ts'
import { createRedactor } from '../../src/redact/index.ts'
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
import { createSchemas } from '../../src/schema/index.ts'
import { hashSecret, hashValue, servedSecretData } from '../../src/secrets/index.ts'
import { assessApplication, assessObject, fromLiveStatus, toLiveStatus } from '../../src/status/index.ts'
import { compareObject, predictApply, prepareDesired } from '../../src/sync/index.ts'
import { buildTree, indexRelated } from '../../src/tree/index.ts'
import { createTracker } from '../../src/watch/index.ts'

import { NOW, times, pod, config, containers, atomic, event, secret, crd } from './growth-objects.ts'

/** Every function that takes text or a list, with an input of any size for it. */
const lines = (count: number, line: (index: number) => string): string => times(count, line).join('')

const values = (count: number): string[] => times(count, index => `secret-${(index * 7919).toString(36)}-value`)
const redactor = createRedactor(values(50))
const logText = (count: number): string =>
  lines(count, index => `${NOW.slice(0, -1)}.${index}Z level=info request ${index} took 5ms token=secret-${index}\n`)
const hidesNothing = createRedactor([])
const application = (count: number) =>
  assessApplication({ desired: times(count, pod), live: times(count, pod) }, { now: NOW, redactor: hidesNothing })
const ofSources = (count: number) => {
  const whole = application(count)
  return { ...whole, objects: whole.objects.map((one, index) => ({ ...one, ref: { ...one.ref, source: `s${index}` } })) }
}
const page = (count: number) =>
  preparePage({ moments: [{ at: NOW, assessment: application(count), live: times(count, pod), events: times(count, event) }] })

/** What is measured: an input of a size, made outside the clock, and what is done with it. */
export interface Growth<T> {
  readonly what: string
  readonly of: string
  readonly input: (size: number) => T
  readonly run: (input: T) => unknown
  /** The largest size that makes sense, where there is a limit. */
  readonly largest?: number
}
const growth = <T>(what: string, of: string, input: (size: number) => T, run: (input: T) => unknown, largest?: number): Growth<unknown> =>
  ({ what, of, input, run, ...(largest === undefined ? undefined : { largest }) }) as Growth<unknown>

const yaml = (count: number): string => printYaml(config(count))
export const GROWTHS: readonly Growth<unknown>[] = [
  growth('parseManifests', 'documents', count => lines(count, index => `---\n${printYaml(pod(index))}`), parseManifests, 10_000),
  growth(
    'parseManifests',
    'items of a List',
    count => JSON.stringify({ kind: 'List', apiVersion: 'v1', items: times(count, pod) }),
    parseManifests,
    20_000,
  ),
  growth('parseYaml', 'keys', yaml, parseYaml, 100_000),
  growth('parseYaml', 'characters of a text', count => `a: "${'é\\n'.repeat(count)}"`, parseYaml, 1_000_000),
  growth('printYaml', 'keys', config, printYaml),
  growth('printYaml', 'characters of a text', count => ({ a: 'line of text: x\n'.repeat(count) }), printYaml),
  growth('plainObject', 'keys', config, plainObject),
  growth('createRedactor', 'values', values, list => createRedactor(list), 5000),
  growth(
    'createRedactor',
    'characters of a value',
    count => 'aB3/'.repeat(count / 4),
    value => createRedactor([value]),
    60_000,
  ),
  growth('redactor.text', 'characters', logText, text => redactor.text(text)),
  growth(
    'redactor.text',
    'characters, all of them secret',
    count => 'secret-0-value'.repeat(count),
    text => redactor.text(text),
  ),
  growth(
    'redactor.lines',
    'lines',
    count => times(count, index => ({ text: `line ${index} secret-0-value` })),
    list => redactor.lines(list),
  ),
  growth('redactor.object', 'keys', config, object => redactor.object(object)),
  growth(
    'redactor.event',
    'characters',
    count => ({ ...event(1), message: 'x '.repeat(count) }),
    object => redactor.event(object),
  ),
  growth('parseLogLines', 'lines', logText, text => parseLogLines(text, { redactor: hidesNothing })),
  growth(
    'parseLogLines',
    'characters of a line',
    count => 'x'.repeat(count),
    text => parseLogLines(text, { redactor: hidesNothing }),
  ),
  growth(
    'presentEvents',
    'events',
    count => times(count, event),
    events => presentEvents(events, { now: NOW, redactor: hidesNothing }),
  ),
  growth(
    'assessHealth',
    'conditions',
    count => ({
      ...pod(1),
      kind: 'X',
      apiVersion: 'example.com/v1',
      status: { conditions: times(count, index => ({ type: `T${index}`, status: 'False' })) },
    }),
    object => assessHealth(object as KubeObject),
  ),
  growth(
    'assessHealth',
    'related objects',
    count => times(count, pod),
    related => assessHealth(pod(0), { related, now: NOW }),
  ),
  growth(
    'assessHealth',
    'containers',
    count => containers(count, '1'),
    object => assessHealth(object),
  ),
  growth(
    'checkRule',
    'rows',
    count => ({ for: ['a/B'], rules: times(count, index => ({ when: { cond: `C${index}`, is: 'True' }, status: 'Healthy' as const })) }),
    checkRule,
  ),
  growth(
    'celRules',
    'checks',
    count => times(count, index => ({ apiVersion: 'a/v1', kind: `K${index}`, current: 'status.a == 1' })),
    celRules,
    2000,
  ),
  growth(
    'evaluateCel',
    'items',
    count => ({ a: times(count, index => index) }),
    object => evaluateCel('size(a) > 3', object),
  ),
  growth(
    'createSchemas',
    'CRDs',
    count => times(count, crd),
    list => createSchemas({ customResourceDefinitions: list }),
  ),
  growth('indexRelated', 'objects', count => times(count, pod), indexRelated),
  growth('buildTree', 'objects', count => times(count, pod), buildTree),
  growth('hashSecret', 'keys', secret, object => hashSecret(object, { salt: 'salt' })),
  growth(
    'hashValue',
    'characters',
    count => 'x'.repeat(count),
    value => hashValue(value, { salt: 'salt' }),
  ),
  growth('servedSecretData', 'keys', secret, servedSecretData),
  growth('compareObject', 'keys that are equal', config, object => compareObject(object, object)),
  growth(
    'compareObject',
    'keys that differ',
    count => [config(count), config(count, 'w')] as const,
    ([desired, live]) => compareObject(desired, live),
  ),
  growth(
    'compareObject',
    'items by key',
    count => [containers(count, '1'), containers(count, '2')] as const,
    ([desired, live]) => compareObject(desired, live),
  ),
  growth(
    'compareObject',
    'items by place',
    count => [atomic(count, 0), atomic(count, 1)] as const,
    ([desired, live]) => compareObject(desired, live),
  ),
  growth(
    'compareObject',
    'ignore rules',
    count => ({ ignore: times(count, index => ({ pointer: `/spec/a${index}` })) }),
    options => compareObject(pod(0), pod(0), options),
  ),
  growth(
    'predictApply',
    'items by key',
    count => [containers(count, '1'), containers(count, '2')] as const,
    ([desired, live]) => predictApply(desired, live),
  ),
  growth('prepareDesired', 'keys', config, object => prepareDesired(object)),
  growth(
    'assessObject',
    'items by key',
    count => containers(count, '1'),
    object => assessObject({ desired: object, live: object }),
  ),
  growth(
    'assessApplication',
    'objects',
    count => times(count, pod),
    list => assessApplication({ desired: list, live: list }, { now: NOW }),
  ),
  growth(
    'assessApplication',
    'Events',
    count => times(count, event),
    events => assessApplication({ desired: [pod(0)], live: [pod(0)], events }, { now: NOW }),
  ),
  growth('toLiveStatus', 'objects', application, assessment => toLiveStatus(assessment)),
  growth('toLiveStatus', 'sources', ofSources, assessment => toLiveStatus(assessment)),
  growth('fromLiveStatus', 'objects', count => toLiveStatus(application(count)), fromLiveStatus),
  growth(
    'tracker.observeList and assess',
    'objects',
    count => times(count, pod),
    items => {
      const tracker = createTracker()
      tracker.recordDeployment({ id: 'd', state: 'succeeded', desired: items })
      tracker.observeList({ apiVersion: 'v1', kind: 'List', items }, NOW)
      return tracker.assess(NOW).objects.length
    },
  ),
  growth(
    'tracker.observeEvent',
    'frames',
    count => times(count, index => ({ type: 'ADDED' as const, object: pod(index) })),
    frames => {
      const tracker = createTracker()
      for (const frame of frames) tracker.observeEvent(frame, NOW)
      return [tracker.assess(NOW), tracker.changes(NOW), tracker.snapshot()]
    },
  ),
  growth(
    'describeObject',
    'Events',
    count => times(count, event),
    events =>
      describeObject({ assessment: assessObject({ live: pod(0) }, { redactor: hidesNothing }), live: pod(0), events }, { now: NOW }),
  ),
  growth('describeObject', 'lines of its log', logText, logs =>
    describeObject({ assessment: assessObject({ live: pod(0) }, { redactor: hidesNothing }), logs }, { now: NOW }),
  ),
  growth('renderTable', 'objects', application, assessment => renderTable(assessment)),
  growth('renderMarkdown', 'objects', application, assessment => renderMarkdown(assessment)),
  growth('renderJunit', 'objects', application, assessment => renderJunit(assessment)),
  growth('renderGithub', 'objects', application, assessment => renderGithub(assessment)),
  growth('renderOpenMetrics', 'objects', application, assessment => renderOpenMetrics(assessment)),
  growth('digest', 'objects', application, assessment => digest(assessment)),
  growth(
    'preparePage',
    'objects',
    count => ({ assessment: application(count), live: times(count, pod), events: times(count, event) }),
    moment => preparePage({ moments: [{ at: NOW, ...moment }] }),
    2000,
  ),
  growth('renderPage', 'objects', page, data => (data.visible ? renderPage(data as never) : ''), 2000),
]
