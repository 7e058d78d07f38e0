import { total } from '../../model/total.ts'

/** What a JSON text holds; undefined where it is none. */
export const parseJson = (text: string): unknown =>
  total<unknown>(
    () => JSON.parse(text) as unknown,
    () => undefined,
  )
