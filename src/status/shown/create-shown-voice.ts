import { createVoice } from '../../incidents/internal.ts'
import type { Voice } from '../../incidents/internal.ts'
import type { Showing } from './showing.ts'

/** The words of incidents as they may be shown: quotes are read from the redacted copies of the objects that said them. */
export const createShownVoice = (showing: Showing | undefined): Voice => {
  if (showing === undefined) return createVoice({})
  const copyOf = (object: object): unknown => {
    try {
      return showing.copies.of(object).object
    } catch {
      return undefined
    }
  }
  return createVoice({ redactor: showing.redactor, copyOf })
}
