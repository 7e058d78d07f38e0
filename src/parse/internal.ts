/** The door for policy/, which tells where in a text a value stands; no part of the public interface. */
export { readTrees } from './parse-yaml.ts'
export type { TreeDocument } from './parse-yaml.ts'
export { placeInTree } from './yaml/place-in-tree.ts'
