import { assessHealth, indexRelated, type Health, type KubeObject } from 'live-object-status'

/**
 * Headlamp: the health of the object whose details are open, with its cause; plugin.tsx shows it as a section. Headlamp's objects are classes
 * around the JSON of the API server, which is what has to be handed in. Whoever looks sees what their own rights let them read.
 */
export interface HeadlampObject {
  readonly jsonData: unknown
}

export interface HealthSection {
  readonly title: string
  readonly status: Health['status']
  readonly lines: readonly string[]
}

/** What a section shows: the verdict, and what it comes from. `related` are objects of other lists that Headlamp has at hand. */
export const healthSection = (resource: HeadlampObject, related: readonly HeadlampObject[] = []): HealthSection => {
  const objects = related.map(({ jsonData }) => jsonData as KubeObject)
  const { status, reason, message, causes } = assessHealth(resource.jsonData as KubeObject, {
    related: indexRelated(objects),
    now: Date.now(),
  })
  return { title: `${status}: ${reason}`, status, lines: [message, ...causes.map(cause => cause.message)] }
}
