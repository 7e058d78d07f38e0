import { isRecord } from '../model/read.ts'
import { builtinFacts } from './builtin-facts.generated.ts'
import { NEVER, schemaNode, type KindSchema, type SchemaNode, type StructFacts } from './schema-node.ts'

/** The facts as they are generated: see test/schema/compile-builtin-facts.ts for the words of a field. */
interface PackedFacts {
  readonly kubernetes: string
  readonly kinds: Readonly<Record<string, string>>
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** The unpacked facts of all built-in kinds. */
export interface BuiltinSchema {
  readonly kubernetes: string
  /** By `apiVersion/kind`, as `apps/v1/Deployment`. */
  readonly kinds: ReadonlyMap<string, KindSchema>
  /** By group and kind: which versions are built in. */
  readonly versions: ReadonlyMap<string, readonly string[]>
}

let unpacked: BuiltinSchema | undefined

/** Unpacks the generated facts, once a process: they are constants, and a hundred kinds take some milliseconds. */
export const builtinSchema = (): BuiltinSchema => (unpacked ??= unpack(JSON.parse(builtinFacts) as PackedFacts))

const unpack = ({ kubernetes, kinds, types }: PackedFacts): BuiltinSchema => {
  const structs = new Map<string, { type: string; fields: Map<string, SchemaNode> }>()
  for (const type of Object.keys(types)) structs.set(type, { type, fields: new Map() })
  for (const [type, fields] of Object.entries(types)) {
    const struct = structs.get(type)
    for (const [name, word] of Object.entries(fields)) struct?.fields.set(name, fieldNode(name, word, structs))
  }
  const all = new Map<string, KindSchema>()
  const versions = new Map<string, string[]>()
  for (const [key, word] of Object.entries(kinds)) {
    const [type = '', marks = ''] = word.split(' ')
    const struct = structs.get(type)
    if (struct !== undefined) all.set(key, kindSchema(struct, marks))
    const [version = '', kind = ''] = key.split('/').slice(-2)
    const groupKind = key.slice(0, -`${version}/${kind}`.length) + kind
    versions.set(groupKind, [...(versions.get(groupKind) ?? []), version])
  }
  return { kubernetes, kinds: all, versions }
}

const kindSchema = (struct: StructFacts, marks: string): KindSchema => ({
  root: schemaNode('struct', { struct }),
  namespaced: marks.includes('n'),
  status: marks.includes('s'),
  scale: marks.includes('c'),
  patch: marks.includes('j') ? 'json-merge' : 'strategic',
  custom: false,
})

const TYPES: Readonly<Record<string, SchemaNode['type']>> = {
  s: 'string',
  i: 'integer',
  n: 'number',
  b: 'boolean',
  q: 'quantity',
  x: 'int-or-string',
  y: 'bytes',
  t: 'time',
  u: 'micro-time',
}

const fieldNode = (name: string, word: string, structs: ReadonlyMap<string, StructFacts>): SchemaNode => {
  const space = word.indexOf(' ')
  const type = space < 0 ? word : word.slice(0, space)
  const facts = space < 0 ? undefined : markedFacts(word.slice(space + 1))
  return typeNode(type, structs, { ...facts, element: `f:${name}` })
}

const typeNode = (type: string, structs: ReadonlyMap<string, StructFacts>, facts: Partial<SchemaNode>): SchemaNode => {
  const rest = type.slice(1)
  // A list within a list or a map has no marks of its own, and is atomic; keys that are retained are those of a list's items.
  const values = (marks: Partial<SchemaNode>): SchemaNode => typeNode(rest, structs, rest.startsWith('[') ? { atomic: true } : marks)
  if (type.startsWith('[')) return schemaNode('list', { ...facts, values: values({ retainKeys: facts.retainKeys === true }) })
  if (type.startsWith('{')) return schemaNode('map', { ...facts, values: values({}) })
  if (type.startsWith('@')) return schemaNode('struct', { ...facts, struct: structs.get(rest) })
  if (type.startsWith('#')) return schemaNode('struct', { ...facts, atomic: true, struct: structs.get(rest) })
  if (type.startsWith('~')) return schemaNode('any', { ...facts, values: schemaNode('struct', { struct: structs.get(rest) }) })
  return schemaNode(TYPES[type] ?? 'any', facts)
}

/** Reads the marks after the type: `pka`, `M(port,protocol)m(port)R`, `p=10`. */
const markedFacts = (marks: string): Partial<SchemaNode> => {
  const equals = marks.indexOf('=')
  const flags = equals < 0 ? marks : marks.slice(0, equals)
  const keys = /M\(([^()]*)\)/.exec(flags)?.[1]
  const patchKey = /m\(([^()]*)\)/.exec(flags)?.[1]
  const letters = flags.replaceAll(/\([^()]*\)/g, '')
  return {
    pointer: letters.includes('p'),
    keepsEmpty: letters.includes('k'),
    ...versionFacts(flags),
    atomic: letters.includes('a'),
    set: letters.includes('S'),
    ...(keys === undefined ? {} : { keys: keys.split(',') }),
    patch: letters.includes('m') ? 'merge' : letters.includes('r') ? 'replace' : undefined,
    patchKey,
    retainKeys: letters.includes('R'),
    default: equals < 0 ? undefined : frozen(JSON.parse(marks.slice(equals + 1))),
  }
}

/** `V(30,35)`: known since 1.30, kept since 1.35. */
const versionFacts = (flags: string): Pick<SchemaNode, 'known' | 'kept'> => {
  const [, known = '', kept = ''] = /V\((\d*),(\d*|-)\)/.exec(flags) ?? []
  return { known: Number(known), kept: kept === '-' ? NEVER : Number(kept) }
}

const frozen = (value: unknown): unknown => (isRecord(value) || Array.isArray(value) ? Object.freeze(value) : value)
