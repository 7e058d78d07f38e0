import { pathText } from '../model/field-path.ts'
import type { Problem } from '../model/problem.ts'
import { ANY_NAME, findMisfits, toJsonSchema } from '../policy/internal.ts'
import type { PlacedMisfit, Schema } from '../policy/internal.ts'

/** The answer of a validator: the value with its type, or what does not fit. */
export type Parsed<T> = { readonly value: T } | { readonly problems: readonly Problem[] }

/** A validator of one of the JSON documents of this package. */
export interface Contract<T> {
  /**
   * Looks at a document, as `JSON.parse` gives it. The value is the document itself, not a copy. Fields that this version does not know are let
   * pass, but in what a person writes (a policy). At most a hundred problems, each with its place; none quotes a value.
   */
  parse(value: unknown): Parsed<T>
  /** The same as JSON Schema, draft 2020-12; the package has it as a file too, in `schemas/`. */
  readonly jsonSchema: Readonly<Record<string, unknown>>
  /** The face by which libraries of forms, routers and clients take validators of any maker: Standard Schema, version 1. */
  readonly '~standard': StandardFace<T>
}

/** Standard Schema (standardschema.dev), version 1. */
export interface StandardFace<T> {
  readonly version: 1
  readonly vendor: 'live-object-status'
  readonly validate: (value: unknown) => { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] }
  readonly types?: { readonly input: T; readonly output: T }
}

/** A misfit, as Standard Schema tells it. */
export interface StandardIssue {
  readonly message: string
  readonly path: readonly (string | number)[]
}

/** Makes the validator of a document. */
export const createContract = <T>(name: string, description: string, schema: Schema<T>): Contract<T> => {
  let made: Contract<T>['jsonSchema'] | undefined
  return {
    parse(value) {
      const misfits = findMisfits(schema, value)
      return misfits.length === 0 ? { value: value as T } : { problems: misfits.map(tellProblem) }
    },
    get jsonSchema() {
      const { $schema, ...rest } = (made ??= toJsonSchema(schema))
      return { $schema, $id: `urn:live-object-status:v1:${name}`, description, ...rest }
    },
    '~standard': {
      version: 1,
      vendor: 'live-object-status',
      validate(value) {
        const misfits = findMisfits(schema, value)
        return misfits.length === 0
          ? { value: value as T }
          : {
              issues: misfits.map(({ path, isName, expected, got }) => ({
                message: `expected ${expected}, got ${got}`,
                path: isName === true ? path.slice(0, -1) : path,
              })),
            }
      },
    },
  }
}

/** A name that is none is not repeated: it may be what a slip of the keyboard put there. */
const tellProblem = ({ path, isName, expected, got }: PlacedMisfit): Problem => {
  const known = isName === true ? path.slice(0, -1) : path
  const place = known.length === 0 ? '' : `${pathText(known).replaceAll(`["${ANY_NAME}"]`, `[${ANY_NAME}]`)}: `
  const pointer = known.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return {
    code: 'invalid-document',
    message: `${place}expected ${expected}, got ${got}`,
    ...(known.includes(ANY_NAME) ? undefined : { pointer }),
  }
}
