import type { JsonRecord } from '../../model/kube-object.ts'
import { at, hasOwn, isRecord, recordOf, recordsOf, textOf } from '../../model/read.ts'
import type { Link } from '../graph/fault.ts'
import { findLive, readNamespace, seenRef } from '../graph/look.ts'
import { topController } from '../graph/owners.ts'
import { mentions, provisioners } from '../graph/provisioners.ts'
import { refTo, rootKey } from '../graph/root.ts'
import { indexed } from '../graph/words.ts'
import { faulty, outside } from './names.ts'
import type { Named, Sentence, SentencePlace } from './sentence.ts'

const SETTING_UP = ['mount', 'attach'] as const

/** Sentences of kubelet, the attach/detach controller and CSI while a pod is set up. */
export const kubelet: readonly Sentence[] = [
  // pkg/kubelet/kubelet_pods.go: `couldn't find key RAMP in ConfigMap kiln/settings`
  {
    in: ['config'],
    form: /couldn't find key (\S+) in (ConfigMap|Secret) ([^/\s]+)\/(\S+)/,
    names: ([, key = '', kind = '', namespace = '', name = ''], place) =>
      hasKey(place.look.related.find(kind, namespace, name), key) ? [] : faulty(kind, [namespace, name], 'KeyMissing', place),
  },
  // pkg/volume/{configmap,secret}: `references non-existent config key: app.yaml`; the volume's name stands before it
  {
    in: ['mount'],
    form: /for volume "([^"]+)" : references non-existent (?:config|secret) key: (\S+)/,
    names: ([, volume = '', key = ''], place) => sourceWithout(volume, key, place),
  },
  // attachdetach controller: `Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) web-1, web-2`
  {
    in: SETTING_UP,
    form: /Volume is already used by pod\(s\) ([^\n]+)/,
    names: ([, list = ''], place) =>
      list
        .split(',')
        .slice(0, 8)
        .flatMap(name => holder(name.trim(), place)),
  },
  {
    in: SETTING_UP,
    form: /for volume "([^"]+)" Volume is already exclusively attached to one node/,
    names: ([, volume = ''], place) => attachedElsewhere(volume, place),
  },
  // pkg/volume/csi: `driver name ebs.csi.example.com not found in the list of registered CSI drivers`
  {
    in: SETTING_UP,
    form: /driver name (\S+) not found in the list of registered CSI drivers/,
    names: ([, driver = ''], place) => nodePlugin(driver, place),
  },
  // pkg/volume/csi: `timed out waiting for external-attacher of disk.csi.example.net CSI driver to attach volume …`
  {
    in: SETTING_UP,
    form: /external-attacher of (\S+) CSI driver/,
    names: ([, driver = ''], { look }) => provisioners(driver, look).map(root => ({ root, sure: 'linked' })),
  },
  {
    in: SETTING_UP,
    form: /for volume "([^"]+)" :/,
    names: ([, volume = ''], place) => fileServer(volume, place),
  },
]

const hasKey = (object: JsonRecord | undefined, key: string): boolean =>
  (['data', 'binaryData', 'stringData'] as const).some(part => hasOwn(recordOf(at(object, part)), key))

const volumeNamed = (pod: JsonRecord, name: string): readonly [JsonRecord, number] | undefined =>
  indexed(at(pod, 'spec', 'volumes'), volume => volume['name'] === name)

const sourceWithout = (volume: string, key: string, place: SentencePlace): readonly Named[] => {
  const [found] = volumeNamed(place.object, volume) ?? []
  const sources = [found, ...recordsOf(at(found, 'projected', 'sources'))]
  const namespace = readNamespace(place.object)
  return sources.flatMap(source => {
    const [kind, name] = isRecord(at(source, 'configMap'))
      ? ['ConfigMap', textOf(at(source, 'configMap', 'name'))]
      : ['Secret', textOf(at(source, 'secret', 'secretName') ?? at(source, 'secret', 'name'))]
    const live = name === undefined ? undefined : place.look.related.find(kind, namespace, name)
    return name === undefined || live === undefined || hasKey(live, key) ? [] : faulty(kind, [namespace, name], 'KeyMissing', place)
  })
}

/**
 * The pod that holds a volume is not asked for its own trouble: it holds it because it does not go, and that is for its node to end; on a
 * node that is well it is for whoever runs it.
 */
const holder = (name: string, place: SentencePlace): readonly Named[] => {
  const { look, object } = place
  const pod = look.related.find('Pod', readNamespace(object), name)
  if (pod === undefined) return []
  return onNode(pod, seenRef(pod, look), place)
}

const onNode = (holding: JsonRecord, ref: Link['from'], { look, words, object }: SentencePlace): readonly Named[] => {
  const name = textOf(at(holding, 'spec', 'nodeName')) ?? ''
  const node = refTo('Node', '', name, look.source)
  const live = name === '' ? undefined : findLive(node, look)
  const place: Link = { from: ref, to: node, by: 'place', field: 'spec.nodeName' }
  if (live === undefined) {
    if (name === '' || !look.complete('Node')) return []
    return [{ root: ref, further: [place], fault: { reason: 'Missing', exists: false, quote: words.quote } }]
  }
  const isWell = look.nodes().some(each => each.name === name && each.ready)
  if (!isWell) return [{ root: ref, further: [place], sure: 'linked' }]
  // On a node that is well, another workload keeps it; where it is of the same one, its strategy does.
  const [mine, other] = [topController(object, look), topController(holding, look)]
  return [{ root: rootKey(mine) === rootKey(other) ? mine : other, fault: { reason: 'VolumeHeld', quote: words.quote } }]
}

const attachedElsewhere = (volume: string, place: SentencePlace): readonly Named[] => {
  const attachment = place.look.related
    .ofKind('storage.k8s.io/VolumeAttachment')
    .find(each => at(each, 'spec', 'source', 'persistentVolumeName') === volume)
  if (attachment === undefined) {
    place.look.unseen('storage.k8s.io/VolumeAttachment')
    return []
  }
  const node = refTo('Node', '', textOf(at(attachment, 'spec', 'nodeName')) ?? '', place.look.source)
  const ref = seenRef(attachment, place.look)
  const absent = findLive(node, place.look) === undefined && place.look.complete('Node')
  return [
    {
      root: ref,
      further: [{ from: ref, to: node, by: 'place', field: 'spec.nodeName' }],
      ...(absent ? { fault: { reason: 'Missing', exists: false, quote: place.words.quote } } : undefined),
    },
  ]
}

/** The pod of the driver on the node of the pod that needs it. */
const nodePlugin = (driver: string, { object, look }: SentencePlace): readonly Named[] => {
  const node = textOf(at(object, 'spec', 'nodeName')) ?? ''
  return look.related
    .onNode(node)
    .filter(pod => pod !== object && mentions(pod, driver))
    .map(pod => ({ root: seenRef(pod, look), sure: 'linked' as const }))
}

const UNREACHABLE =
  /timed? ?out|timeout|refused|no route|unreachable|not responding|no such host|[Rr]esolve|[Aa]ccess denied|[Pp]ermission denied|stale/

/** The server of a network volume, by the volume's own fields: of the pod, or of the PersistentVolume that the name means. */
const fileServer = (volume: string, place: SentencePlace): readonly Named[] => {
  const { object, look, words } = place
  if (!UNREACHABLE.test(words.text)) return []
  const [inPod] = volumeNamed(object, volume) ?? []
  const claim = textOf(at(inPod, 'persistentVolumeClaim', 'claimName'))
  const bound =
    claim === undefined
      ? volume
      : textOf(at(look.related.find('PersistentVolumeClaim', readNamespace(object), claim), 'spec', 'volumeName'))
  const persistent = bound === undefined ? undefined : look.related.find('PersistentVolume', '', bound)
  const server = serverIn(inPod) ?? serverIn(recordOf(at(persistent, 'spec'))) ?? /\s([\w.-]+):\/\S/.exec(words.text)?.[1]
  return server === undefined
    ? []
    : outside('server', server, 'ServerUnreachable', place).map(named => withSure(named, words.text.includes(server)))
}

const withSure = (named: Named, stated: boolean): Named => (stated ? named : { ...named, sure: 'linked' })

/** The server that a volume source names (core/v1 VolumeSource, PersistentVolumeSpec). */
const serverIn = (source: JsonRecord | undefined): string | undefined =>
  textOf(at(source, 'nfs', 'server')) ??
  textOf(at(source, 'iscsi', 'targetPortal')) ??
  textOf(at(source, 'csi', 'volumeAttributes', 'server')) ??
  textOf(at(source, 'csi', 'volumeAttributes', 'source'))
    ?.replace(/^\/\//, '')
    .split('/')[0] ??
  (Array.isArray(at(source, 'cephfs', 'monitors')) ? textOf((at(source, 'cephfs', 'monitors') as unknown[])[0]) : undefined)
