import { planObservation } from '../../status/index.ts'
import type { PlannedKind } from '../../status/index.ts'
import { plainText } from '../../model/plain-text.ts'
import { alignColumns } from '../../model/texts/text-columns.ts'
import type { CommandAnswer, SourceText, Terminal } from '../answer.ts'
import { TROUBLE, isTrouble, problemNotes } from '../answer.ts'
import type { Options } from '../args.ts'
import { PLAN_FORMATS } from '../command-spec.ts'
import { isDesired } from '../cluster/get-requests.ts'
import { placeManifests, readDesired } from '../input/read-desired.ts'
import type { Problem } from '../../index.ts'

/** Which kinds an answer rests on, and why; or the command that gets them. Exit codes: 0 done, 2 trouble. */
export const plan = (
  { desired, problems: before }: { readonly desired: readonly SourceText[]; readonly problems: readonly Problem[] },
  options: Options,
  { paint }: Pick<Terminal, 'paint'>,
): CommandAnswer => {
  const namespace = options.text('namespace') ?? 'default'
  const { objects, schemas, problems: found } = readDesired(desired, [], namespace)
  const problems = [...before, ...found.filter(({ code }) => code !== 'unknown-kind')]
  const planned = planObservation(placeManifests(objects), { schemas, namespace })
  const isEmpty = objects.length === 0
  const notes = [...problemNotes(problems), ...(isEmpty ? ['There is no manifest: name them with -d'] : [])]
  return { text: print(planned, options, paint), notes, exitCode: isEmpty || problems.some(isTrouble) ? TROUBLE : 0 }
}

const print = (planned: readonly PlannedKind[], options: Options, paint: Terminal['paint']): string => {
  switch (options.one('output', PLAN_FORMATS) ?? 'table') {
    case 'json':
      return `${JSON.stringify(planned, undefined, 2)}\n`
    case 'kubectl':
      return commandText(planned)
    default:
      return table(planned, paint)
  }
}

const table = (planned: readonly PlannedKind[], paint: Terminal['paint']): string => {
  const head = ['KIND', 'NAMESPACES', 'WHY'].map(text => ({ text, colour: 'dim' as const }))
  const rows = planned.map(each => [
    { text: plainText(nameText(each)) },
    { text: plainText(placeText(each)) },
    { text: plainText(whyText(each)) },
  ])
  return planned.length === 0 ? '' : `${alignColumns([head, ...rows], paint).join('\n')}\n`
}

const nameText = ({ kind, names, labelSelector }: PlannedKind): string => {
  if (labelSelector !== undefined) return `${kind} with ${labelSelector}`
  return names === undefined ? kind : `${kind} ${names.map(({ name }) => name).join(', ')}`
}

const placeText = ({ scope, namespaces }: PlannedKind): string => (scope === 'cluster' ? '-' : namespaces.join(', '))

/** The first reason, and how many more there are. */
const whyText = ({ why }: PlannedKind): string => {
  const [first, ...rest] = why
  if (first === undefined) return ''
  const text = first.of === '' ? first.message : `${first.of}: ${first.message}`
  return rest.length === 0 ? text : `${text}; ${rest.length} more`
}

/** True for a text that a shell takes as it is, and that is no flag. Whatever else is no name that the API server admits, and is not there. */
const isPlain = (text: string): boolean => /^\w[\w.:=-]*$/.test(text)

/**
 * The commands as a shell runs them, so that the answer can be piped into this program. Kinds that the cluster may not serve are left out, unless they are desired: one unknown
 * kind fails the whole call.
 */
const commandText = (planned: readonly PlannedKind[]): string => {
  const calls = new Map<string, string[]>()
  const named: string[] = []
  const wanted = new Set(planned.filter(isDesired).map(({ kind }) => kind))
  for (const each of planned) {
    const { kind, scope, namespaces, names, labelSelector } = each
    const resource = resourceText(kind)
    if ((scope === 'unknown' && !isDesired(each)) || !isPlain(resource) || !isNeeded(each, wanted)) continue
    for (const namespace of scope === 'cluster' ? [''] : namespaces.filter(isPlain)) {
      const place = namespace === '' ? [] : ['-n', namespace]
      if (names !== undefined) {
        const own = names
          .filter(each => each.namespace === namespace)
          .map(({ name }) => name)
          .filter(isPlain)
        if (own.length > 0) named.push(getText(['--ignore-not-found', ...place, resource, ...own]))
      } else if (labelSelector !== undefined) named.push(getText([...place, '-l', labelSelector, resource]))
      else calls.set(namespace, [...(calls.get(namespace) ?? []), resource])
    }
  }
  const together = Array.from(calls, ([namespace, kinds]) => getText([kinds.join(','), ...(namespace === '' ? [] : ['-n', namespace])]))
  return [...together, ...named].map(line => `${line}\n`).join('')
}

/** Definitions are large: they are got for what is desired, not for what might stand beside it. */
const isNeeded = ({ why }: PlannedKind, wanted: ReadonlySet<string>): boolean =>
  why.some(({ because, of }) => because !== 'definition' || wanted.has(of))

const getText = (words: readonly string[]): string => ['kubectl get', ...words, '-o json --show-managed-fields'].join(' ')

/** `Deployment.apps`: kubectl finds the resource by the kind. */
const resourceText = (kind: string): string => kind.split('/').toReversed().join('.')
