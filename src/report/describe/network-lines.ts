import type { JsonRecord } from '../../model/kube-object.ts'
import { at, integerOf, recordsOf, textOf } from '../../model/read.ts'
import type { SummaryLine } from './summary-line.ts'
import { line, pairs, scalar, selectorText, texts } from './summary-line.ts'

/** Hosts and addresses that a load balancer gave. */
const addresses = (live: JsonRecord): string =>
  recordsOf(at(live, 'status', 'loadBalancer', 'ingress'))
    .map(each => textOf(each['ip']) ?? textOf(each['hostname']) ?? '')
    .join(', ')

const service = (live: JsonRecord): readonly SummaryLine[] => {
  const type = textOf(at(live, 'spec', 'type'))
  return [
    ...line('Type', type),
    ...line('Cluster IP', textOf(at(live, 'spec', 'clusterIP'))),
    ...line(
      'External IP',
      addresses(live) ||
        texts(at(live, 'spec', 'externalIPs')) ||
        textOf(at(live, 'spec', 'externalName')) ||
        (type === 'LoadBalancer' ? '<pending>' : ''),
    ),
    ...recordsOf(at(live, 'spec', 'ports')).flatMap(port => line(`Port ${textOf(port['name']) ?? ''}`.trim(), portText(port))),
    ...line('Selector', pairs(at(live, 'spec', 'selector'), '=')),
    ...line('Session Affinity', at(live, 'spec', 'sessionAffinity') === 'None' ? '' : at(live, 'spec', 'sessionAffinity')),
  ]
}

/** `80/TCP -> 8080 (node 30080)`. */
const portText = (port: JsonRecord): string => {
  const target = port['targetPort']
  const node = integerOf(port['nodePort'])
  const to = typeof target === 'string' || typeof target === 'number' ? ` -> ${target}` : ''
  return `${integerOf(port['port']) ?? ''}/${textOf(port['protocol']) ?? 'TCP'}${to}${node === undefined || node === 0 ? '' : ` (node ${node})`}`
}

const ingress = (live: JsonRecord): readonly SummaryLine[] => [
  ...line('Ingress Class', textOf(at(live, 'spec', 'ingressClassName')) ?? '<none>'),
  ...line('Address', addresses(live)),
  ...recordsOf(at(live, 'spec', 'tls')).flatMap(tls => line('TLS', `${textOf(tls['secretName']) ?? ''} terminates ${texts(tls['hosts'])}`)),
  ...recordsOf(at(live, 'spec', 'rules')).flatMap(rule =>
    recordsOf(at(rule, 'http', 'paths')).flatMap(path =>
      line(`Rule ${textOf(rule['host']) ?? '*'}${textOf(path['path']) ?? ''}`, backendText(path['backend'])),
    ),
  ),
  ...line('Default Backend', backendText(at(live, 'spec', 'defaultBackend'))),
]

const backendText = (backend: unknown): string => {
  const name = textOf(at(backend, 'service', 'name'))
  const port = at(backend, 'service', 'port', 'number') ?? at(backend, 'service', 'port', 'name')
  return name === undefined ? '' : `${name}:${scalar(port)}`
}

const endpoints = (live: JsonRecord): readonly SummaryLine[] => {
  const all = recordsOf(live['subsets']).flatMap(subset => recordsOf(subset['addresses']).map(each => textOf(each['ip']) ?? ''))
  return line('Endpoints', all.join(', ') || '<none>')
}

const endpointSlice = (live: JsonRecord): readonly SummaryLine[] => [
  ...line('Address Type', textOf(live['addressType'])),
  ...line(
    'Ports',
    recordsOf(live['ports'])
      .map(port => scalar(port['port']))
      .join(', ') || '<unset>',
  ),
  ...line(
    'Endpoints',
    recordsOf(live['endpoints'])
      .map(each => `${texts(each['addresses'])}${at(each, 'conditions', 'ready') === false ? ' (not ready)' : ''}`)
      .join(', ') || '<unset>',
  ),
]

const networkPolicy = (live: JsonRecord): readonly SummaryLine[] => [
  ...line('Pod Selector', selectorText(at(live, 'spec', 'podSelector'))),
  ...line('Policy Types', texts(at(live, 'spec', 'policyTypes'))),
]

/** Kinds that lead to pods. */
export const networkLines: Readonly<Record<string, (live: JsonRecord) => readonly SummaryLine[]>> = {
  Service: service,
  'networking.k8s.io/Ingress': ingress,
  Endpoints: endpoints,
  'discovery.k8s.io/EndpointSlice': endpointSlice,
  'networking.k8s.io/NetworkPolicy': networkPolicy,
}
