import { readdirSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { deepFreeze } from './deep-freeze.ts'
import { fixtureText } from './fixtures.ts'

/** A case of fixtures/health. */
export interface HealthCase {
  readonly folder: string
  readonly file: string
  /** The first document: what is expected, and what the caller says. */
  readonly head: {
    readonly expect: { readonly health: string; readonly reason: string; readonly message: string } & Readonly<Record<string, unknown>>
    readonly now?: string
    readonly complete?: readonly string[]
  }
  readonly live: KubeObject
  readonly related: readonly KubeObject[]
}

const root = new URL('../../fixtures/health/', import.meta.url)

/** Every case of fixtures/health, frozen. */
export const healthCases = (): readonly HealthCase[] =>
  readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name: folder }) => readdirSync(new URL(`${folder}/`, root)).map(file => readCase(folder, file)))

const readCase = (folder: string, file: string): HealthCase => {
  const documents = parseAllDocuments(fixtureText(`health/${folder}/${file}`)).map(document => deepFreeze(document.toJS() as unknown))
  const [head, live, ...related] = documents
  return { folder, file, head: head as HealthCase['head'], live: live as KubeObject, related: related as readonly KubeObject[] }
}
