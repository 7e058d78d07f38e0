import type { WrittenCase } from '../../support/incident-truth.ts'
import { admission } from './admission.ts'
import { apis } from './apis.ts'
import { apart } from './apart.ts'
import { chains } from './chains.ts'
import { coincidences } from './coincidences.ts'
import { config } from './config.ts'
import { images } from './images.ts'
import { network } from './network.ts'
import { nodes } from './nodes.ts'
import { ownFailures } from './own-failures.ts'
import { reconcilers } from './reconcilers.ts'
import { saidSeldom } from './said-seldom.ts'
import { scheduling } from './scheduling.ts'
import { storage } from './storage.ts'

/** Further clusters of every family: root and symptoms of each were decided before it was run. */
export const inventedClusters = (): readonly WrittenCase[] => [
  ...nodes(),
  ...storage(),
  ...config(),
  ...images(),
  ...admission(),
  ...apis(),
  ...network(),
  ...ownFailures(),
  ...scheduling(),
  ...reconcilers(),
  ...coincidences(),
  ...chains(),
  ...apart(),
  ...saidSeldom(),
]
