import { ownLabel, type Deployer } from './deployer.ts'

/**
 * Flux's kustomize-controller: it forces, and first makes the fields of every manager that begins with `kubectl` its own, so that what they added goes,
 * unless the object says `ssa: Merge` (applyOpts.Cleanup in kustomize-controller, PatchReplaceFieldsManagers in fluxcd/pkg/ssa).
 */
export const flux: Deployer = {
  name: 'flux',
  title: 'Flux',
  mode: 'server-side',
  managers: ['kustomize-controller'],
  marks: ['kustomize.toolkit.fluxcd.io/name', 'kustomize.toolkit.fluxcd.io/namespace'].map(key => ({ ...ownLabel(key), always: true })),
  force: true,
  takesOver: [{ managers: ['kubectl*'] }, { managers: ['before-first-apply*', 'kustomize-controller*'], updates: true }],
  previous: 'own-entry',
  told: [
    { key: 'kustomize.toolkit.fluxcd.io/reconcile', value: 'disabled', means: 'leave-object', fromLive: true },
    { key: 'kustomize.toolkit.fluxcd.io/ssa', value: 'Ignore', means: 'leave-object', fromLive: true },
    { key: 'kustomize.toolkit.fluxcd.io/ssa', value: 'IfNotPresent', means: 'leave-object', fromLive: false },
    { key: 'kustomize.toolkit.fluxcd.io/ssa', value: 'Merge', means: 'leave-others', fromLive: true },
  ],
}
