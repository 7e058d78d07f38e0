/** How a status is shown. */
export interface StatusPresentation<S> {
  /** The label itself. */
  readonly status: S
  /** The name of its Font Awesome icon (solid). */
  readonly icon: string
  readonly colour: 'blue' | 'green' | 'grey' | 'red' | 'orange'
  readonly description: string
}
