/** What the package knows of the kinds of one cluster: the built-in ones, and those of the CRDs that the caller passed. */
export interface SchemaSet {
  /** The Kubernetes version of the built-in facts, as `1.36`. */
  readonly kubernetes: string
}
