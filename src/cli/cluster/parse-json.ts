import { total } from '../../model/total.ts'

/** Parses a JSON text; undefined where it is none. */
export const parseJson = (text: string): unknown =>
  total<unknown>(
    () => JSON.parse(text) as unknown,
    () => undefined,
  )
