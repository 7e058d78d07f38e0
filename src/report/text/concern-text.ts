import { refText } from '../../model/identity.ts'
import { preferCommand } from '../order/choose-command.ts'
import { listNames, nameObject } from '../order/names-text.ts'
import type { Places } from '../order/names-text.ts'
import { isRoot, readNews } from './rows.ts'
import type { TextConcern } from './rows.ts'
import type { TextCause, TextObject } from './text-report.ts'

/** The plain lines that tell of one thing to look at. */
export interface ConcernText {
  /** One word for how bad it is: the label of the worst object, or Outage. */
  readonly label: string
  /** The label of the product, which says the colour. */
  readonly status: TextObject['status']
  /** The name with which the sentence begins; '' where it begins with a cause. */
  readonly name: string
  /** The sentence on what is wrong, and what is ill because of it. */
  readonly sentence: string
  /** The objects that it is about, the cause first where it is one of them. */
  readonly shown: readonly TextObject[]
  /** Those of which the sentence says nothing but the name. */
  readonly folded: readonly TextObject[]
  /** Lines that containers and events said last, where the sentence does not say them. */
  readonly evidence: readonly string[]
  /** The command to type next, as arguments; empty where nothing is known. */
  readonly command: readonly string[]
}

/** Tells of a concern, of the members that have a line. */
export const tellConcern = (concern: TextConcern, places: Places): ConcernText => {
  const members = concern.members.filter(({ listed }) => listed)
  const [first] = members
  const worst = concern.members.find(({ impact }) => impact === concern.impact)
  const status = worst?.status ?? 'Unknown'
  const { name, sentence, folded } = sentenceFor({ ...concern, members }, places)
  return {
    label: concern.impact === 'outage' && status !== 'Missing' ? 'Outage' : status,
    status,
    name,
    sentence,
    shown: members,
    folded,
    evidence: listEvidence(members, sentence),
    command: commandFor(concern, first),
  }
}

type ConcernSentence = Pick<ConcernText, 'name' | 'sentence' | 'folded'>

const sentenceFor = (concern: TextConcern, places: Places): ConcernSentence => {
  const { cause, impact, members } = concern
  const [first, ...others] = members
  if (first === undefined) return { name: '', sentence: '', folded: [] }
  const news = readNews(concern)
  if (news !== undefined && !(cause !== undefined && isRoot(first, cause)))
    return { name: '', sentence: `${shortenCause(news, places)}${EXTENTS[impact] ?? ''}`, folded: members }
  const name = nameObject(first.ref, places)
  const because =
    others.length === 0
      ? ''
      : `; ${listNames(
          others.map(({ ref }) => ref),
          places,
        )} ${others.length === 1 ? 'depends' : 'depend'} on it`
  return { name, sentence: `${tellObject(name, first)}${axesText(first)}${because}`, folded: others }
}

/** A sentence about a cause, without the registry of an image, and without the namespace where there is only one. */
const shortenCause = ({ root, message }: TextCause, places: Places): string => {
  if ('external' in root)
    return root.external === 'image' ? message.replaceAll(root.name, root.name.slice(root.name.lastIndexOf('/') + 1)) : message
  return message.replaceAll(refText(root), nameObject(root, places))
}

/** Endings for what the sentence about a cause does not say: how much of what it explains still serves. */
const EXTENTS: Readonly<Partial<Record<TextConcern['impact'], string>>> = {
  partial: '; some pods still serve',
  serving: '; old pods still serve',
}

/** The longest of all paths; a container has a name of its own. */
const IN_A_CONTAINER = /^spec\.template\.spec\.containers\[name=([^\][ ]+)\]\./

/** Messages that begin with a verb go on from the name, others follow a colon. */
export const tellObject = (name: string, { message: told, status }: TextObject): string => {
  const message = told.replace(IN_A_CONTAINER, 'container $1, ')
  if (message === '') return `${name} is ${status}`
  return message.startsWith('Is ') ? `${name} ${message.charAt(0).toLowerCase()}${message.slice(1)}` : `${name}: ${message}`
}

/** `Image not found: web:2` without `(1 of 1 new pods)`: a Deployment, its ReplicaSet and its pod say the same of themselves. */
export const withoutCounts = (message: string): string =>
  message.endsWith(')') ? message.slice(0, Math.max(0, message.lastIndexOf(' ('))) : message

/** The axes, where they say something else than the label. */
export const axesText = ({ status, health, sync }: Pick<TextObject, 'status' | 'health' | 'sync'>): string => {
  const parts = [
    status === 'Out of Sync' && health !== 'Healthy' && health !== 'NotApplicable' ? `its health is ${health}` : '',
    status !== 'Out of Sync' && status !== 'Missing' && sync === 'OutOfSync' ? 'it is Out of Sync too' : '',
  ]
  return parts.map(part => (part === '' ? '' : `; ${part}`)).join('')
}

/** A cut of what was redacted is layout: more than this is no line that people read on a first screen. */
const LONGEST = 240

const cutText = (text: string): string => {
  if (text.length <= LONGEST) return text
  const cut = text.lastIndexOf(' ', LONGEST)
  return `${cut < LONGEST / 2 ? Array.from(text).slice(0, LONGEST).join('') : text.slice(0, cut)} …`
}

/** Fewer characters are in many texts by chance. */
const SHORTEST = 16

const listEvidence = (members: readonly TextObject[], sentence: string): readonly string[] => {
  const lines: string[] = []
  const isNew = (text: string): boolean => text !== '' && !sentence.includes(text) && !lines.some(line => line.includes(text))
  for (const { evidence, message: own } of members) {
    // The words of the object are often the end of what the event says, after who said it.
    const said = withoutCounts(own).split(': ').at(-1) ?? ''
    if (isNew(evidence.lastLine)) lines.push(`last line: ${cutText(evidence.lastLine)}`)
    const message = evidence.warning.slice(evidence.warning.indexOf(': ') + 2)
    if (isNew(message) && !(said.length >= SHORTEST && message.includes(said))) lines.push(`Warning ${cutText(evidence.warning)}`)
    if (lines.length > 0) return lines
  }
  return lines
}

/** That of the first object or of the cause, else that of any other. */
const commandFor = ({ cause, members }: TextConcern, first: TextObject | undefined): readonly string[] => {
  const found = preferCommand(first?.command ?? [], cause?.command ?? [])
  return found.length > 0 ? found : (members.find(({ command }) => command.length > 0)?.command ?? [])
}
