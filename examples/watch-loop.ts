import { createTracker, type KubeObject, type Tracker } from 'live-object-status'
import { plainObject } from 'live-object-status/parse'

/**
 * A plain watch loop, as an operator or Pepr's `Watch` runs one, over the typed objects of `@kubernetes/client-node`: with
 * `makeInformer(config, path, list)` call `listed` with the items of what `list` answers, then `on` for its `add`, `update` and `delete` events.
 * Until something was listed nothing is known to be missing.
 *
 * The client's classes drop `kind` and `apiVersion` of list items, rename fields and make Dates of times; `plainObject` undoes what can be undone.
 * For comparing, prefer raw JSON (`new k8s.Watch(config).watch(path, {}, (type, object) => ...)`): what a class dropped is gone.
 */
export interface Watched {
  readonly tracker: Tracker
  listed(items: readonly object[], at: number): void
  on(type: 'ADDED' | 'MODIFIED' | 'DELETED', typed: object, at: number): void
}

export const watched = (apiVersion: string, kind: string, desired: readonly KubeObject[]): Watched => {
  const tracker = createTracker()
  tracker.recordDeployment({ id: 'current', state: 'succeeded', desired })
  const plain = (typed: object): KubeObject => {
    const { object } = plainObject(typed)
    return { ...object, apiVersion: object.apiVersion ?? apiVersion, kind: object.kind ?? kind }
  }
  return {
    tracker,
    listed: (items, at) => tracker.observeList({ apiVersion, kind: `${kind}List`, items: items.map(plain) }, at),
    on: (type, typed, at) => tracker.observeEvent({ type, object: plain(typed) }, at),
  }
}
