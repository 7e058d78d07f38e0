import type { ObjectRef } from '../../model/identity.ts'
import { describeCommand } from '../../model/texts/kubectl-command.ts'
import type { Fault, Root } from '../graph/fault.ts'
import { isExternal } from '../graph/root.ts'
import type { IncidentReason } from '../incident.ts'
import type { Voice } from './voice.ts'

/** Sentences on what to do, where it follows from the facts. */
const REMEDIES: Readonly<Partial<Record<IncidentReason, (name: string) => string>>> = {
  BudgetForbidsEviction: name => `Allow ${name} to lose a pod, or run more pods than it asks for`,
  ClassMissing: name => `Create ${name}, or name a class that exists`,
  ImageNotFound: name => `Push ${name}, or name an image that exists`,
  KeyMissing: name => `Add the key to ${name}`,
  LimitExceeded: name => `Ask for what ${name} allows, or change it`,
  Missing: name => `Create ${name}`,
  NodeCordoned: name => `Uncordon ${name}`,
  OutOfMemory: name => `Raise the memory limit of ${name}`,
  PortUnknown: name => `Name a port of the containers in ${name}`,
  QuotaUsedUp: name => `Raise ${name}, or ask for less`,
  ReferenceNotPermitted: name => `Create a ${name}`,
  RequestMissing: name => `Give the containers of ${name} a request`,
  ScaledToZero: name => `Scale ${name} up`,
  SelectorMatchesNothing: name => `Correct the selector of ${name}`,
  TaintNotTolerated: name => `Tolerate the taint, or take it from ${name}`,
}

/** A pod of a StatefulSet keeps the template that it was made from: the controller replaces none that has never been ready. */
const TEMPLATE_REASONS: ReadonlySet<string> = new Set(['Crashing', 'FitsNowhere', 'OutOfMemory', 'ProbeFailing'])

/** The remedy for a cause; undefined where none follows. */
export const remedyText = (root: Root, { reason, outdated }: Fault, voice: Voice): string | undefined => {
  const shown = voice.root(root)
  if (!isExternal(shown) && outdated === true) return `Delete ${nameText(shown)}, which keeps the template that it was made from`
  if (!isExternal(shown) && shown.kind === 'StatefulSet' && TEMPLATE_REASONS.has(reason))
    return `Correct the template of ${nameText(shown)} and delete the pod, which is not replaced by itself`
  return REMEDIES[reason]?.(isExternal(shown) ? shown.name : nameText(shown))
}

const nameText = ({ kind, namespace, name }: ObjectRef): string =>
  name === '' ? `${kind} in ${namespace}` : `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`

/** Chooses what to type to see more: how the root describes itself. None for what is not there, or whose name is hidden. */
export const commandFor = (root: Root, exists: boolean, voice: Voice): readonly string[] | undefined => {
  if (isExternal(root) || !exists) return undefined
  const shown = voice.ref(root)
  if (shown.name !== root.name || shown.namespace !== root.namespace || shown.kind !== root.kind) return undefined
  return describeCommand(root)
}
