import type { KubeObjectLike } from '../../index.ts'
import { isRecord, textOf } from '../../model/read.ts'

/** An object that notes what was read of it. */
export interface RecordedReads {
  /** Behaves as the object does, and notes what is read of it. */
  readonly object: KubeObjectLike
  /** The fields that were read, as people write their paths, with their values; undefined for those that are not there. */
  readonly reads: ReadonlyMap<string, unknown>
}

/** An object that notes which of its fields are read: so an explanation says what a rule really looked at. */
export const recordedReads = (object: KubeObjectLike): RecordedReads => {
  const reads = new Map<string, unknown>()
  const wrap = <T extends object>(value: T, path: string): T =>
    new Proxy(value, {
      get(target, key, receiver) {
        const inner: unknown = Reflect.get(target, key, receiver)
        if (typeof key === 'symbol' || (Array.isArray(target) && !/^\d+$/.test(key))) return inner
        const below = path + (Array.isArray(target) ? `[${itemName(inner, key)}]` : stepText(key, path === ''))
        if (typeof inner === 'object' && inner !== null) return wrap(inner, below)
        reads.set(below, inner)
        return inner
      },
    })
  return { object: wrap(object, ''), reads }
}

/** Keys that hold dots or slashes are quoted, as the differences write them. */
const stepText = (key: string, first: boolean): string => {
  if (!/^[\w-]+$/.test(key)) return `[${JSON.stringify(key)}]`
  return first ? key : `.${key}`
}

/** Items go by their type or name, as the differences write them, else by their place. */
const itemName = (item: unknown, index: string): string => {
  if (!isRecord(item)) return index
  const key = ['type', 'name', 'ip', 'hostname'].find(name => textOf(item[name]) !== undefined)
  return key === undefined ? index : `${key}=${textOf(item[key]) ?? ''}`
}
