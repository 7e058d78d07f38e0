import { refText } from '../model/identity.ts'
import { utf8 } from '../model/scalars/base64.ts'
import { sha256 } from '../model/scalars/digest.ts'
import { timestamp } from '../model/scalars/time.ts'
import type { Link } from './graph/fault.ts'
import { isExternal, rootKey } from './graph/root.ts'
import type { Explained, Incident, Step, Suspect } from './incident.ts'
import { causeText } from './say/cause-text.ts'
import { incidentText } from './say/incident-text.ts'
import { commandFor, remedyText } from './say/remedies.ts'
import type { Voice } from './say/voice.ts'
import type { Trace, TracedIncident, TracedSuspect } from './trace-incidents.ts'

/** The causes as they are told. */
export interface Findings {
  readonly incidents: readonly Incident[]
  readonly suspects: readonly Suspect[]
  readonly unseen: readonly string[]
  /** The ids of the incidents of an object, by its key. */
  readonly idsByKey: ReadonlyMap<string, readonly string[]>
  /** When time alone may change any of it. */
  readonly until: string | undefined
}

/** Puts what a walk came to into words: every text and name goes through the voice. */
export const describeIncidents = (trace: Trace, voice: Voice): Findings => {
  const steps = createSteps(voice)
  const ids = nameIncidents(trace.incidents, voice)
  const idsByKey = new Map<string, string[]>()
  for (const { key, explains } of trace.incidents)
    for (const each of explains) idsByKey.set(each.key, [...(idsByKey.get(each.key) ?? []), ids.get(key) ?? ''])
  return {
    incidents: trace.incidents.map(incident => described(incident, ids.get(incident.key) ?? '', { voice, steps })),
    suspects: trace.suspects.flatMap(suspect => suspected(suspect, ids, voice)),
    // A kind may be any text that a reference holds.
    unseen: [...new Set(trace.unseen.map(kind => voice.name(kind)))].filter(kind => kind !== '').sort(),
    idsByKey,
    until: trace.until,
  }
}

/**
 * An id for each key of an incident. Where something of a root is hidden, its id is made of what shows, since a short value can be found by its digest;
 * those that look alike then are numbered.
 */
const nameIncidents = (incidents: readonly TracedIncident[], voice: Voice): ReadonlyMap<string, string> => {
  const alike = new Map<string, number>()
  return new Map(
    incidents.map(({ key, root, fault }) => {
      const [own, shown] = [rootKey(root), rootKey(voice.root(root))]
      if (own === shown) return [key, hashKey(key)] as const
      const number = (alike.get(shown) ?? 0) + 1
      alike.set(shown, number)
      return [key, hashKey(`${shown} ${fault.reason} ${number}`)] as const
    }),
  )
}

/** A name of its own for a root and its reason, from which neither can be read. */
const hashKey = (key: string): string => Array.from(sha256(utf8(key)).subarray(0, 8), byte => byte.toString(16).padStart(2, '0')).join('')

interface Telling {
  readonly voice: Voice
  readonly steps: (link: Link) => Step
}

const described = (incident: TracedIncident, id: string, { voice, steps }: Telling): Incident => {
  const { root, fault, sure, status, settled, explains } = incident
  const exists = fault.exists !== false
  const remedy = voice.sentence(() => remedyText(root, fault, voice) ?? '')
  const command = commandFor(root, exists, voice)
  return {
    id,
    root: voice.root(root),
    exists,
    reason: fault.reason,
    sure,
    status,
    message: voice.sentence(() => incidentText(incident, voice)),
    ...(fault.since === undefined ? undefined : { since: timestamp(fault.since) }),
    explains: explains.map(({ ref, whole, links }): Explained => ({
      ref: voice.ref(ref),
      whole,
      via: links.map(steps),
    })),
    settled,
    ...(remedy === '' ? undefined : { remedy }),
    ...(command === undefined ? undefined : { command }),
  }
}

/** Ways share their links, and so their steps. */
const createSteps = (voice: Voice): Telling['steps'] => {
  const known = new Map<Link, Step>()
  return link => {
    const step = known.get(link) ?? stepOn(link, voice)
    known.set(link, step)
    return step
  }
}

const stepOn = ({ from, to, by, field, quote }: Link, voice: Voice): Step => {
  const text = voice.quote(quote)
  return {
    from: voice.ref(from),
    to: isExternal(to) ? voice.name(to.name) : voice.ref(to),
    by,
    field: voice.name(field),
    ...(text === '' ? undefined : { quote: text }),
  }
}

const suspected = ({ of, incident, root, fault }: TracedSuspect, ids: ReadonlyMap<string, string>, voice: Voice): readonly Suspect[] => {
  const cause = voice.root(root)
  if (isExternal(cause)) return []
  const victim = voice.ref(of)
  return [
    {
      of: (incident === undefined ? undefined : ids.get(incident)) ?? hashKey(rootKey(victim)),
      cause,
      message: voice.sentence(() => `${causeText(root, fault, voice)}, which may be why ${refText(voice.ref(of))} is not well`),
    },
  ]
}
