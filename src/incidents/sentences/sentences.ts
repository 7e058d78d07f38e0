import { admission } from './admission.ts'
import { cluster } from './cluster.ts'
import { images } from './images.ts'
import { kubelet } from './kubelet.ts'
import { reconcilers } from './reconcilers.ts'
import { scheduler } from './scheduler.ts'
import type { Sentence } from './sentence.ts'
import { storage } from './storage.ts'
import { webhooks } from './webhooks.ts'

/** Every form that is known, the particular before the general: of one text the first that gives names is believed. */
export const sentences: readonly Sentence[] = [
  ...webhooks,
  ...admission,
  ...images,
  ...scheduler,
  ...storage,
  ...kubelet,
  ...cluster,
  ...reconcilers,
]
