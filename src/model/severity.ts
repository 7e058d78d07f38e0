import type { ObjectStatus } from './vocabulary.ts'

/** Worst first, as people look through a list: what is broken, what nobody can tell, what is on its way, what drifted, what is well. */
const ORDER: readonly ObjectStatus[] = ['Degraded', 'Missing', 'Unknown', 'Progressing', 'Out of Sync', 'Suspended', 'Healthy', 'In Sync']

/** The labels that ask for nothing. */
const WELL: ReadonlySet<ObjectStatus> = new Set<ObjectStatus>(['Healthy', 'In Sync', 'Suspended'])

/** True for a label at which somebody should look. */
export const needsLook = ({ status }: { readonly status: ObjectStatus }): boolean => !WELL.has(status)

/** What has the worst label first, otherwise in its order. */
export const worstFirst = <T extends { readonly status: ObjectStatus }>(objects: readonly T[]): readonly T[] =>
  objects.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))

/** `1 Degraded, 12 Healthy, 7 In Sync`: how many objects have each label, worst first. */
export const countsText = (counts: Readonly<Record<ObjectStatus, number>>): string =>
  ORDER.flatMap(status => (counts[status] > 0 ? [`${counts[status]} ${status}`] : [])).join(', ')
