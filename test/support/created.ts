import { predictApply } from '../../src/sync/index.ts'

/** What the server makes of a manifest as it creates the object: pkg/apis/<group>/<version>/defaults.go and the strategies' PrepareForCreate. */
export const created = (apiVersion: string, kind: string, fields: object): unknown =>
  predictApply({ apiVersion, kind, metadata: { name: 'web' }, ...fields }, undefined).object
/** What is at `spec.containers.0.image` of an object. */
export const read = (object: unknown, place: string): unknown =>
  place.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object)

/** The part of a spec that has one container; and a template of it. */
export const container = (fields: object): object => ({ containers: [{ name: 'web', ...fields }] })
export const template = (fields: object, metadata: object = {}): object => ({ template: { metadata, spec: container(fields) } })
