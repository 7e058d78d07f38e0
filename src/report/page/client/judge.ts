import { parseManifests } from '../../../parse/index.ts'
import type { KubeObject } from '../../../model/kube-object.ts'
import type { Problem } from '../../../model/problem.ts'
import { createRedactor } from '../../../redact/index.ts'
import { assessApplication } from '../../../status/index.ts'
import { preparePage } from '../prepare-page.ts'
import type { PageData } from '../page-data.ts'
import type { Typed } from './fragment.ts'

/** What the playground says of what was typed. */
export interface Judgement {
  /** Undefined where there is nothing to show. */
  readonly data: PageData | undefined
  readonly deployed: readonly Problem[]
  readonly live: readonly Problem[]
}

/** It stays in the reader's browser, so it only has to make a change of a Secret visible. */
const HIDES_SECRETS = createRedactor([], { secrets: { salt: 'playground playground' } })

/** Everything the page shows, from two texts. Without a manifest the live objects are judged by themselves. */
export const judge = ({ deployed, live }: Typed, at: string): Judgement => {
  const desired = parseManifests(deployed)
  const observed = parseManifests(live)
  const objects = observed.objects.map(({ object }) => object)
  const wanted = desired.objects.length > 0 ? desired.objects.map(({ object }) => object) : objects.filter(({ kind }) => kind !== 'Event')
  const problems = { deployed: desired.problems, live: observed.problems }
  if (wanted.length === 0) return { data: undefined, ...problems }
  const assessment = assessApplication({ desired: wanted, live: objects }, { now: at, redactor: HIDES_SECRETS, ...namespaceOf(objects) })
  const events = objects.filter(({ kind }) => kind === 'Event')
  const data = preparePage({ moments: [{ at, assessment, live: objects, events }] })
  return { data: data.visible ? data.value : undefined, ...problems }
}

/** Manifests often leave the namespace to whoever applies them: that was the only one in which anything is. */
const namespaceOf = (live: readonly KubeObject[]): { readonly namespace?: string } => {
  const namespaces = [...new Set(live.flatMap(object => object.metadata?.namespace ?? []))]
  return namespaces.length === 1 && namespaces[0] !== undefined ? { namespace: namespaces[0] } : {}
}
