import { readdirSync } from 'node:fs'
import { parse } from 'yaml'
import type { KubeObject } from '../../src/model/kube-object.ts'
import { fixtureText } from './fixtures.ts'

/** A condition in short; what is left out is null. */
type ShortCondition = readonly [type: string, status: string | boolean, reason?: string | null, message?: string | null, more?: object]

/** What an object of a state holds: what is neither spec, metadata, conditions nor other fields of the whole belongs to its status. */
interface ShortObject {
  readonly spec?: object
  readonly meta?: object
  readonly top?: object
  readonly conditions?: readonly (ShortCondition | object)[] | object
  readonly [field: string]: unknown
}

/** A line of fixtures/states: a name, the kind (`group/version/Kind`), every answer that is right, and the object in short. */
type StateRow = readonly [name: string, kind: string, expected: string, object: ShortObject]

/** A state that a controller writes, or one made up to mislead. */
export interface HealthState {
  readonly name: string
  readonly kind: string
  /** Every answer that is right. */
  readonly expected: readonly string[]
  readonly object: KubeObject
}

/** The moment at which all of them are looked at. */
export const STATES_NOW = '2026-11-28T12:00:00Z'

/** The states of every file under fixtures/states, by file. */
export const readStates = (): readonly (readonly [file: string, states: readonly HealthState[]])[] =>
  readdirSync(new URL('../../fixtures/states/', import.meta.url))
    .toSorted()
    .map(file => [file, (parse(fixtureText(`states/${file}`)) as readonly StateRow[]).map(stateOf)] as const)

const stateOf = ([name, kind, expected, short]: StateRow): HealthState => ({
  name,
  kind,
  expected: expected.split('|'),
  object: objectOf(kind, short),
})

const objectOf = (kind: string, { spec = {}, meta = {}, top = {}, conditions, ...rest }: ShortObject): KubeObject => {
  const slash = kind.lastIndexOf('/')
  const status = {
    ...rest,
    ...(conditions === undefined ? undefined : { conditions: Array.isArray(conditions) ? conditions.map(conditionOf) : conditions }),
  }
  const metadata: object = { name: 'x', namespace: 'shop', generation: 1, creationTimestamp: '2026-11-28T02:00:00Z', ...meta }
  const object: KubeObject & Readonly<Record<string, unknown>> = {
    apiVersion: kind.slice(0, slash),
    kind: kind.slice(slash + 1),
    metadata,
    spec,
    ...(Object.keys(status).length === 0 ? undefined : { status }),
    ...top,
  }
  return object
}

const conditionOf = (short: ShortCondition | object): object =>
  Array.isArray(short) ? fullCondition(short as unknown as ShortCondition) : short

const fullCondition = ([type, status, reason, message, more]: ShortCondition): object => ({
  type,
  ...(status === '' || status === undefined ? undefined : { status: status === true ? 'True' : status === false ? 'False' : status }),
  ...(reason === undefined || reason === null ? undefined : { reason }),
  ...(message === undefined || message === null ? undefined : { message }),
  lastTransitionTime: '2026-11-28T11:00:00Z',
  ...more,
})
