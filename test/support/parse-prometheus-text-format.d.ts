declare module 'parse-prometheus-text-format' {
  /** The families of a text; it has no types of its own. */
  export default function parsePrometheusTextFormat(text: string): unknown
}
