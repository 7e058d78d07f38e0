import { createBackendModule } from '@backstage/backend-plugin-api'
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node'
import type { CatalogProcessor } from '@backstage/plugin-catalog-node'
import { LiveStatusProcessor } from './live-status-processor.ts'
import type { Cluster } from './live-status-processor.ts'

/** The catalog module for a backend: `backend.add(liveStatus(cluster, values))`. */
export const liveStatus = (cluster: Cluster, values: readonly string[]): ReturnType<typeof createBackendModule> =>
  createBackendModule({
    pluginId: 'catalog',
    moduleId: 'live-object-status',
    register: env => {
      env.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        init: ({ catalog }) => {
          const processor: CatalogProcessor = new LiveStatusProcessor(cluster, values)
          catalog.addProcessor(processor)
          return Promise.resolve()
        },
      })
    },
  })
