import { refOf } from '../../model/identity.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, recordsOf, textOf } from '../../model/read.ts'
import type { RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { degraded } from '../verdict/verdicts.ts'
import { readEndpoints } from './read-endpoints.ts'
import { selectedPods, selectedWorkloads, readSelector } from './selectors.ts'

/**
 * A port whose target is a name that no container behind the Service has: endpoint controllers leave it out, so that nothing answers there
 * (pkg/apis FindPort). Endpoints that have every port end the search at once.
 */
export const missingPort = (service: JsonRecord, context: RuleContext): Verdict | undefined => {
  const ports = recordsOf(at(service, 'spec', 'ports')).filter(
    ({ targetPort }) => typeof targetPort === 'string' && integerOf(targetPort) === undefined,
  )
  const selector = readSelector(service)
  if (ports.length === 0 || selector === undefined || context.related === undefined) return undefined
  const seen = readEndpoints(service, context)
  const absent = seen === undefined ? ports : ports.filter(port => !seen.ports.has(textOf(port['name']) ?? ''))
  if (absent.length === 0) return undefined
  const namespace = textOf(at(service, 'metadata', 'namespace')) ?? ''
  const pods = selectedPods(selector, namespace, context)
  const specs =
    pods.length > 0
      ? pods.map(pod => pod['spec'])
      : selectedWorkloads(selector, namespace, context).map(each => at(each, 'spec', 'template', 'spec'))
  if (specs.length === 0) return undefined
  const names = new Set(specs.flatMap(portNames))
  const port = absent.find(({ targetPort }) => !names.has(textOf(targetPort) ?? ''))
  if (port === undefined) return undefined
  const known = names.size === 0 ? 'their ports have no names' : `they have ${Array.from(names).sort().join(', ')}`
  const message = `Leads nowhere on port ${String(port['port'])}: no pod behind it has a port named ${String(port['targetPort'])}; ${known}`
  return degraded('PortNotFound', message, { causes: [{ ref: refOf(service), reason: 'PortNotFound', message }] })
}

const portNames = (spec: unknown): readonly string[] =>
  [...recordsOf(at(spec, 'containers')), ...recordsOf(at(spec, 'initContainers'))].flatMap(container =>
    recordsOf(container['ports']).flatMap(port => textOf(port['name']) ?? []),
  )
