import type { ObjectRef } from '../index.ts'
import { refKey } from '../model/identity.ts'

/** True for the same object whichever source saw it: files on a command line are all of one cluster. */
export const sameObject = (a: ObjectRef, b: ObjectRef): boolean => refKey({ ...a, source: '' }) === refKey({ ...b, source: '' })
