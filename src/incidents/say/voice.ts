import type { ObjectRef } from '../../model/identity.ts'
import type { Redactor } from '../../redact/index.ts'
import type { Quoted, Root } from '../graph/fault.ts'
import { isExternal } from '../graph/root.ts'
import { textAt } from '../graph/words.ts'

/**
 * The one place through which a text or a name of the cluster gets into an incident. What an incident is has been decided on the raw
 * objects before; here their texts are read again, whole, and shown. Whoever has redacted copies of the objects gives `copyOf`.
 */
export interface Voice {
  /** The text at a place, shown; '' where there is none, or where it is withheld. */
  quote(quoted: Quoted | undefined): string
  /** A name, shown. */
  name(name: string): string
  ref(ref: ObjectRef): ObjectRef
  root(root: Root): Root
  /** A sentence that is made through this voice; '' where one of its names is withheld, which would leave a hole. */
  sentence(make: () => string): string
}

export interface VoiceOptions {
  readonly redactor?: Redactor | undefined
  /** The redacted copy of an object; absent: texts are read from the object and passed through the redactor. */
  readonly copyOf?: ((object: Quoted['object']) => unknown) | undefined
}

/** A voice that hides what the redactor hides. */
export const createVoice = ({ redactor, copyOf }: VoiceOptions): Voice => {
  const shown = new Map<string, string>()
  let holes = 0
  const show = (text: string): string => {
    if (redactor === undefined || text === '') return text
    const before = shown.get(text)
    const value = before ?? shownText(text, redactor)
    if (before === undefined) shown.set(text, value)
    if (value === '') holes += 1
    return value
  }
  const quote = (quoted: Quoted | undefined): string => {
    if (quoted === undefined) return ''
    return copyOf === undefined ? show(textAt(quoted.object, quoted.path)) : textAt(copyOf(quoted.object), quoted.path)
  }
  const ref = (given: ObjectRef): ObjectRef => {
    if (redactor === undefined) return given
    const { group, version, kind, namespace, name, source } = given
    const identity = { group: show(group), version: show(version), kind: show(kind), namespace: show(namespace), name: show(name) }
    return source === undefined ? identity : { ...identity, source: show(source) }
  }
  const root = (given: Root): Root => (isExternal(given) ? { ...given, name: show(given.name) } : ref(given))
  const sentence = (make: () => string): string => {
    const before = holes
    const text = make()
    return holes === before ? text : ''
  }
  return { quote, name: show, ref, root, sentence }
}

const shownText = (text: string, redactor: Redactor): string => {
  const safe = redactor.text(text)
  return safe.visible ? safe.value : ''
}
