import { createRedactor, hashSecret, parseManifests, printYaml } from '../../index.ts'
import { isSecret } from '../../secrets/index.ts'
import type { ManifestObject, Problem, SecretScheme } from '../../index.ts'
import type { CommandAnswer, SourceText } from '../answer.ts'
import { MAX_BYTES, TROUBLE, isTrouble, problemNotes, problemText } from '../answer.ts'

/** How Secrets are hashed and printed. */
export interface HashOptions {
  readonly format?: 'yaml' | 'json' | undefined
  readonly scheme?: SecretScheme | undefined
}

/**
 * The objects of a text with the values of Secrets hashed, so that a change of them shows and they do not. Objects that are no Secrets
 * pass, without what Secrets are nested in them. The salt is the text of a file without its last line break.
 */
export const hashSecrets = (texts: readonly SourceText[], salt: SourceText, { format, scheme }: HashOptions = {}): CommandAnswer => {
  const secret = salt.text.replace(/\r?\n$/, '')
  if (secret === '')
    return { text: '', notes: [problemText({ code: 'no-salt', message: 'The salt is empty', source: salt.source })], exitCode: TROUBLE }
  const read = texts.map(({ source, text }) => parseManifests(text, { source, maxBytes: MAX_BYTES }))
  const problems: Problem[] = read.flatMap(part => part.problems)
  const others = createRedactor([])
  const hashed = read
    .flatMap(part => part.objects)
    .flatMap(({ object, ...place }) => {
      const result = isSecret(object)
        ? hashSecret(object, { salt: secret, ...(scheme === undefined ? undefined : { scheme }) })
        : others.object(object)
      if (result.visible) return [result.value]
      problems.push(withheldProblem(place, result.reason))
      return []
    })
  return { text: print(hashed, format), notes: problemNotes(problems), exitCode: problems.some(isTrouble) ? TROUBLE : 0 }
}

const withheldProblem = ({ source, document, line }: Omit<ManifestObject, 'object'>, reason: string): Problem => ({
  code: 'withheld',
  message: `The object is withheld: ${reason}`,
  ...(source === undefined ? undefined : { source }),
  document,
  line,
})

const print = (objects: readonly unknown[], format: HashOptions['format']): string =>
  format === 'json'
    ? `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, undefined, 2)}\n`
    : objects.map(printYaml).join('---\n')
