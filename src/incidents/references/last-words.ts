import type { JsonRecord } from '../../model/kube-object.ts'
import { isTrue, liveCondition } from '../../model/conditions.ts'
import { at, integerOf, listOf, recordOf, recordsOf, textOf } from '../../model/read.ts'
import { millisecondsOf } from '../../model/scalars/time.ts'
import { readBacking } from '../graph/endpoints.ts'
import { readName, readNamespace, seenRef } from '../graph/look.ts'
import type { Look } from '../graph/look.ts'
import { refTo } from '../graph/root.ts'
import { containerSources, volumeSources } from './pods.ts'
import type { Needed, Needing, Reference } from './reference.ts'

/*
 * What applications write is nobody's convention. It counts only together with a field: the container reads what the text names, and the
 * text quotes what is there; or it names an address, or a name without a record, of a Service behind which nothing answers. Names alone are a likeness.
 */
export const lastWords: readonly Reference[] = [
  { from: ['Pod'], produces: ['crash'], needs: needing => (isAboutOthers(textIn(needing)) ? [] : refusedValues(needing)) },
  { from: ['Pod'], produces: ['crash', 'unready'], needs: needing => (isAboutOthers(textIn(needing)) ? silentServices(needing) : []) },
  { from: ['Pod'], produces: ['crash', 'unready'], needs: needing => nameServers(needing) },
  { from: ['Pod'], produces: ['unready', 'crash'], needs: needing => waitedFor(needing) },
  { from: ['Pod'], produces: ['sandbox'], needs: needing => networkAgents(needing) },
  { from: ['Pod'], produces: ['unscheduled'], needs: needing => nodePools(needing) },
  { from: ['*'], produces: ['condition'], needs: needing => staleLeaders(needing) },
]

const textIn = ({ trouble }: Needing): string => trouble.words.map(({ text }) => text).join('\n')

/** Words of failed connections, look-ups and permissions: then the trouble is with what is called, not with how it is named. */
const ABOUT_OTHERS =
  /dial |look ?up|connect|refused|time[d ]?-? ?out|unreachable|resolv|no such host|socket|handshake|unavailable|reset by|\bEOF\b|denied|forbidden|unauthori|x509|certificate|no such file|\b(?:401|403|5\d\d)\b|EAI_AGAIN|ENOTFOUND|ECONN/i

const isAboutOthers = (text: string): boolean => ABOUT_OTHERS.test(text)

/**
 * A ConfigMap of which the container reads a key that its last words name and whose value they quote: `DB_POOL: "many" is not a number`. The
 * name of the key alone is a likeness. Values of Secrets are not compared.
 */
const refusedValues = ({ object, trouble, look }: Needing): readonly Needed[] => {
  const text = trouble.words[0]?.text ?? ''
  if (text === '') return []
  const words = new Set(text.split(/[^\w.-]+/))
  const sources = [...containerSources(object, trouble.container), ...volumeSources(object)].filter(([kind]) => kind === 'ConfigMap')
  return sources.flatMap(([kind, name, field]): readonly Needed[] => {
    const live = look.related.find(kind, readNamespace(object), name)
    const key = Object.entries(recordOf(at(live, 'data'))).find(([each]) => isNamedIn(each, text, words))
    if (live === undefined || key === undefined) return []
    const quoted = quotes(String(key[1]), key[0], words)
    const fault = { reason: 'ValueRefused' as const, quote: trouble.words[0]?.quote }
    return [
      { root: seenRef(live, look), by: 'reference', field, fault, sure: quoted ? 'linked' : 'likely', quote: trouble.words[0]?.quote },
    ]
  })
}

/** A key of three letters or more, as a whole word of the text. */
const isNamedIn = (key: string, text: string, words: ReadonlySet<string>): boolean => {
  if (key.length < 3) return false
  if (words.has(key)) return true
  const start = text.indexOf(key)
  return start >= 0 && !/\w/.test(text[start - 1] ?? ' ') && !/\w/.test(text[start + key.length] ?? ' ')
}

/** True where a word of the value, beside the key, is among the words of the text. */
const quotes = (value: string, key: string, words: ReadonlySet<string>): boolean =>
  value
    .slice(0, 4096)
    .split(/[^\w.-]+/)
    .some(word => word.length > 2 && word !== key && words.has(word))

/** A Service whose name has no record (headless) or whose address refuses, because nothing behind it answers. */
const silentServices = ({ object, trouble, look }: Needing): readonly Needed[] => {
  const [said] = trouble.words
  if (said === undefined) return []
  const namespace = readNamespace(object)
  return hostsIn(said.text, namespace).flatMap(([space, name]): readonly Needed[] => {
    const service = look.related.find('Service', space, name)
    if (service === undefined || readBacking(service, look).state !== 'unready') return []
    const headless = at(service, 'spec', 'clusterIP') === 'None'
    const fits = headless ? /no such host|ENOTFOUND|not known|NXDOMAIN/i.test(said.text) : /refused|ECONNREFUSED/i.test(said.text)
    return [{ root: seenRef(service, look), by: 'text', field: said.field, quote: said.quote, sure: fits ? 'linked' : 'likely' }]
  })
}

/** `lookup db: …`, `wind.organ.svc.cluster.local`, `http://api:80/`, `connect to db:5432`: namespace and name of what may be Services. */
const hostsIn = (text: string, namespace: string): readonly (readonly [string, string])[] => {
  const found = new Map<string, readonly [string, string]>()
  for (const [, name = '', space] of text.matchAll(
    /(?:lookup |\/\/|@|\bto |host |dial tcp )"?([a-z][a-z0-9-]{0,62})(?:\.([a-z0-9-]{1,63})(?:\.svc[a-z.]{0,200})?)?(?=[:/\s"]|$)/g,
  ))
    found.set(`${space ?? namespace}/${name}`, [space ?? namespace, name])
  return Array.from(found.values()).slice(0, 8)
}

/** `lookup … on 10.0.0.10:53: … refused`: the Service with that address, behind which no name server answers. A failed look-up alone makes them likely. */
const nameServers = (needing: Needing): readonly Needed[] => {
  const [said] = needing.trouble.words
  if (said === undefined || !/look ?up|resolv|no such host|ENOTFOUND|EAI_AGAIN/i.test(said.text)) return []
  const { look } = needing
  const address = / on (?:\[?)([0-9a-f.:]{3,45}?)\]?:53\b/.exec(said.text)?.[1]
  const addressed =
    address === undefined
      ? []
      : dnsServices(look).filter(
          service => listOf(at(service, 'spec', 'clusterIPs')).includes(address) || at(service, 'spec', 'clusterIP') === address,
        )
  const all = addressed.length > 0 ? addressed : dnsServices(look)
  return all
    .filter(service => readBacking(service, look).state === 'unready')
    .map(service => ({
      root: seenRef(service, look),
      by: 'text' as const,
      field: said.field,
      quote: said.quote,
      sure: addressed.length > 0 && /refused|time[d ]?-? ?out/i.test(said.text) ? ('linked' as const) : ('likely' as const),
    }))
}

/** The Services of name servers, as every installer labels or names them. */
const dnsServices = ({ related }: Look): readonly JsonRecord[] =>
  related
    .ofKind('Service')
    .filter(
      service =>
        at(service, 'metadata', 'labels', 'k8s-app') === 'kube-dns' || ['kube-dns', 'coredns', 'dns-default'].includes(readName(service)),
    )

/** Blames what an init container, or a probe, waits for by the words of its command: a likeness. */
const waitedFor = ({ object, look }: Needing): readonly Needed[] => {
  const namespace = readNamespace(object)
  const running = recordsOf(at(object, 'status', 'initContainerStatuses')).filter(({ state }) => at(state, 'running') !== undefined)
  const commands = recordsOf(at(object, 'spec', 'initContainers'))
    .filter(({ name }) => running.some(status => status['name'] === name))
    .flatMap(({ command, args, env }) => [...listOf(command), ...listOf(args), ...recordsOf(env).map(({ value }) => value)])
    .flatMap(text => (textOf(text) ?? '').split(/[^a-z0-9-]+/))
  return Array.from(new Set(commands)).flatMap((word): readonly Needed[] => {
    if (word.length < 2) return []
    const service = look.related.find('Service', namespace, word)
    const job = look.related.find('batch/Job', namespace, word)
    const silent = service !== undefined && readBacking(service, look).state === 'unready' ? [service] : []
    const undone = job !== undefined && !isTrue(liveCondition(job, 'Complete')) ? [job] : []
    return [...silent, ...undone].map(each => ({
      root: seenRef(each, look),
      by: 'text' as const,
      field: 'spec.initContainers[].command',
      sure: 'likely' as const,
    }))
  })
}

/** Blames what makes nodes, where it is not well: which of the pools would have taken the pod nobody says. */
const nodePools = ({ trouble, look }: Needing): readonly Needed[] => {
  const [said] = trouble.words
  if (said === undefined || !/Insufficient|node affinity|available: \d/.test(said.text)) return []
  return look.related
    .ofKind('karpenter.sh/NodePool')
    .map(pool => ({ root: seenRef(pool, look), by: 'text' as const, field: said.field, quote: said.quote, sure: 'likely' as const }))
}

/** Names that say nothing of who bears them. */
const ANYBODY: ReadonlySet<string> = new Set([
  'controller',
  'manager',
  'operator',
  'helm',
  'kubectl',
  'before-first-apply',
  'unknown',
  'main',
])

/** A leader that has stopped renewing its lease, of an operator that bears the name of the group or of whoever writes the status: nobody reconciles. */
const staleLeaders = ({ object, look }: Needing): readonly Needed[] => {
  const { now } = look
  const [generation, seen] = [integerOf(at(object, 'metadata', 'generation')), integerOf(at(object, 'status', 'observedGeneration'))]
  if (now === undefined || generation === undefined || seen === undefined || seen >= generation) return []
  const managers = recordsOf(at(object, 'metadata', 'managedFields')).flatMap(({ manager, subresource }) =>
    subresource === 'status' ? (textOf(manager) ?? []) : [],
  )
  const stems = [(textOf(object['apiVersion']) ?? '').split('.')[0] ?? '', ...managers].filter(
    stem => stem.length > 2 && !ANYBODY.has(stem),
  )
  return look.related
    .ofKind('coordination.k8s.io/Lease')
    .filter(
      lease => stems.some(stem => `${readNamespace(lease)}-${readName(lease)}`.split('-').includes(stem)) && isStale(lease, now, look),
    )
    .map(lease => ({
      root: seenRef(lease, look),
      by: 'text' as const,
      field: 'metadata.managedFields',
      sure: 'likely' as const,
      fault: { reason: 'Failing' as const },
    }))
}

/** Ten times as long without a renewal as its holder allows itself. */
const isStale = (lease: JsonRecord, now: number, look: Look): boolean => {
  const renewed = millisecondsOf(at(lease, 'spec', 'renewTime'))
  if (renewed === undefined || readNamespace(lease) === 'kube-node-lease') return false
  const over = renewed + (integerOf(at(lease, 'spec', 'leaseDurationSeconds')) ?? 15) * 10_000
  if (now <= over) look.dueAt(over + 1)
  return now > over
}

/** The agent of a network plugin on the node of the pod, where it bears the plugin's name: a likeness. */
const networkAgents = ({ object, trouble, look }: Needing): readonly Needed[] => {
  const [said] = trouble.words
  const plugin = /plugin type="([^"]{2,60})"/.exec(said?.text ?? '')?.[1]
  const node = textOf(at(object, 'spec', 'nodeName')) ?? ''
  if (said === undefined || plugin === undefined) return []
  const stem = plugin.replace(/-cni$|^cni-/, '')
  return look.related
    .onNode(node)
    .filter(pod => at(pod, 'spec', 'hostNetwork') === true && readName(pod).includes(stem))
    .map(pod => ({
      root: refTo('Pod', readNamespace(pod), readName(pod), look.source),
      by: 'text' as const,
      field: said.field,
      quote: said.quote,
      sure: 'likely' as const,
    }))
}
