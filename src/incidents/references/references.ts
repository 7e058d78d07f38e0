import { declaredReferences } from './declared.ts'
import { lastWords } from './last-words.ts'
import { producerReferences } from './made-by.ts'
import { networkReferences } from './network.ts'
import { nodeReferences } from './nodes.ts'
import { ownerReferences } from './owners.ts'
import { podReferences } from './pods.ts'
import type { Reference } from './reference.ts'
import { storageReferences } from './storage.ts'

/** Every declared edge that is known. */
export const references: readonly Reference[] = [
  ...ownerReferences,
  ...podReferences,
  ...lastWords,
  ...storageReferences,
  ...networkReferences,
  ...nodeReferences,
  ...declaredReferences,
  ...producerReferences,
]
