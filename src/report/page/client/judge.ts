import { parseManifests } from '../../../parse/index.ts'
import { kindKeyOf } from '../../../model/identity.ts'
import type { KubeObject } from '../../../model/kube-object.ts'
import type { Problem } from '../../../model/problem.ts'
import { createRedactor } from '../../../redact/index.ts'
import { assessApplication, planObservation } from '../../../status/index.ts'
import { preparePage } from '../prepare-page.ts'
import type { PageData } from '../page-data.ts'
import type { Typed } from './fragment.ts'
import { typeCommand } from '../../order/command-text.ts'

/** The answer of the playground to what was typed. */
export interface Judgement {
  /** Undefined where there is nothing to show. */
  readonly data: PageData | undefined
  readonly deployed: readonly Problem[]
  readonly live: readonly Problem[]
  /** The command that prints all live objects that an answer rests on, to type in a shell; absent where nothing says which. */
  readonly command?: string
}

/** It stays in the reader's browser, so it only has to make a change of a Secret visible. */
const HIDES_SECRETS = createRedactor([], { secrets: { salt: 'playground playground' } })

/** Everything the page shows, from two texts. Without a manifest the live objects are judged by themselves. */
export const judge = ({ deployed, live }: Typed, at: string): Judgement => {
  const desired = parseManifests(deployed)
  const observed = parseManifests(live)
  const objects = observed.objects.map(({ object }) => object)
  const wanted = desired.objects.length > 0 ? desired.objects.map(({ object }) => object) : objects.filter(({ kind }) => kind !== 'Event')
  const problems = { deployed: desired.problems, live: observed.problems, ...commandFor(desired.objects.map(({ object }) => object)) }
  if (wanted.length === 0) return { data: undefined, ...problems }
  const assessment = assessApplication({ desired: wanted, live: objects }, { now: at, redactor: HIDES_SECRETS, ...guessNamespace(objects) })
  const events = objects.filter(({ kind }) => kind === 'Event')
  const data = preparePage({ moments: [{ at, assessment, live: objects, events }] })
  return { data: data.visible ? data.value : undefined, ...problems }
}

const commandFor = (desired: readonly KubeObject[]): Pick<Judgement, 'command'> => {
  const own = new Set(desired.map(kindKeyOf))
  const planned = planObservation(desired).filter(
    ({ kind, scope, names }) => scope !== 'cluster' && names === undefined && (own.has(kind) || isEverywhere(kind)),
  )
  const kinds = [...new Set(planned.map(({ kind }) => kind.split('/').toReversed().join('.').toLowerCase()))]
  if (kinds.length === 0) return {}
  const { namespace } = guessNamespace(desired)
  const place = namespace === undefined ? [] : ['-n', namespace]
  return { command: typeCommand(['kubectl', 'get', kinds.join(','), ...place, '-o', 'yaml', '--show-managed-fields']) }
}

/** True for a kind that every cluster has: kubectl prints nothing where one of those that it is asked for is unknown. */
const isEverywhere = (kind: string): boolean => /^(?:(?:[a-z]+|(?:discovery|networking)\.k8s\.io)\/)?[A-Z]\w*$/.test(kind)

/** Manifests often leave the namespace to whoever applies them: that was the only one in which anything is. */
const guessNamespace = (live: readonly KubeObject[]): { readonly namespace?: string } => {
  const namespaces = [...new Set(live.flatMap(object => object.metadata?.namespace ?? []))]
  return namespaces.length === 1 && namespaces[0] !== undefined ? { namespace: namespaces[0] } : {}
}
