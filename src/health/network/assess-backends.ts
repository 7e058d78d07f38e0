import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import type { Cause } from '../verdict/cause.ts'
import type { RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { continued } from '../verdict/texts.ts'
import { degraded, healthy, worst } from '../verdict/verdicts.ts'
import { assessBacking } from './assess-backing.ts'
import { missingPort } from './missing-port.ts'

/** A Service that an Ingress or route leads to. */
export interface Backend {
  readonly namespace: string
  readonly name: string
  /** The number or name of one of its ports; undefined where none is asked for. */
  readonly port: unknown
}

/** The answer of the Services behind an Ingress or route. */
export interface BackendsAnswer {
  /** Degraded where one is not there; the worst of them where none is ready; undefined where one is, or may be. */
  readonly verdict: Verdict | undefined
  /** Causes for those that are not ready beside others that are. */
  readonly notes: readonly Cause[]
}

/** Assesses the Service that a webhook or an aggregated API names; undefined where it names none, or nothing is wrong. */
export const assessServiceReference = (service: unknown, context: RuleContext): Verdict | undefined => {
  const name = textOf(at(service, 'name'))
  if (name === undefined) return undefined
  const backend = { namespace: textOf(at(service, 'namespace')) ?? '', name, port: at(service, 'port') ?? 443 }
  const { verdict } = assessBackends([backend], context)
  return verdict?.status === 'Healthy' ? undefined : verdict
}

/** A Service that is not there counts only where all of them are known. */
export const assessBackends = (backends: readonly Backend[], context: RuleContext): BackendsAnswer => {
  const { related } = context
  if (related === undefined || backends.length === 0) return NOTHING_KNOWN
  const verdicts: (Verdict | undefined)[] = []
  const notes: Cause[] = []
  for (const { namespace, name, port } of new Map(
    backends.map(each => [`${each.namespace}/${each.name}:${String(each.port)}`, each]),
  ).values()) {
    const service = related.find('Service', namespace, name)
    if (service === undefined) {
      if (context.complete('Service', namespace))
        return { verdict: degraded('BackendNotFound', `Its backend, the Service ${name}, does not exist`), notes: [] }
      verdicts.push(undefined)
      continue
    }
    const fault = portFault(service, port)
    if (fault !== undefined) return { verdict: fault, notes: [] }
    const verdict = missingPort(service, context) ?? assessBacking(service, context)
    verdicts.push(verdict)
    if (verdict !== undefined)
      notes.push({
        ref: refOf(service),
        reason: verdict.reason,
        message: verdict.message,
        ...(verdict.causes === undefined ? undefined : { causes: verdict.causes }),
      })
  }
  if (verdicts.includes(undefined)) return { verdict: undefined, notes }
  const found = worst(verdicts)
  return {
    verdict:
      found === undefined
        ? undefined
        : { ...found, message: `Service ${notes[verdicts.indexOf(found)]?.ref.name ?? ''}: ${continued(found.message)}`, causes: notes },
    notes,
  }
}

const NOTHING_KNOWN: BackendsAnswer = { verdict: undefined, notes: [] }

const portFault = (service: JsonRecord, port: unknown): Verdict | undefined => {
  const ports = recordsOf(at(service, 'spec', 'ports'))
  if (port === undefined || ports.length === 0 || ports.some(each => each['port'] === port || each['name'] === port)) return undefined
  const { name } = refOf(service)
  const known = ports
    .map(each => `${String(each['port'])}${textOf(each['name']) === undefined ? '' : ` (${textOf(each['name']) ?? ''})`}`)
    .join(', ')
  return degraded(
    'BackendPortNotFound',
    `Its backend, the Service ${name}, has no port ${textOf(port) ?? JSON.stringify(port)}; it has ${known}`,
  )
}

/** The answer of an Ingress or route that is well by itself, with what is not ready behind it. */
export const withNotes = (verdict: Verdict, notes: readonly Cause[]): Verdict => {
  const [first] = notes
  if (verdict.status !== 'Healthy' || first === undefined) return verdict
  return healthy(verdict.reason, `${verdict.message}; Service ${first.ref.name}: ${continued(first.message)}`, { causes: notes })
}
