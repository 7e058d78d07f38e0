/** Drawn on a grid of 16: what is filled, what is drawn as a line, and what is cut out of the filled part. */
export interface Icon {
  readonly fill?: string
  readonly line?: string
  readonly cut?: string
}

const HEART = 'M8 14.2C3.6 11 1.4 8.6 1.4 5.8A3.5 3.5 0 0 1 8 4.1a3.5 3.5 0 0 1 6.6 1.7c0 2.8-2.2 5.2-6.6 8.4Z'

/** Icons for the meanings of the statuses, under the names that the product gives them. */
export const statusIcons: Readonly<Record<string, Icon>> = {
  'circle-notch': { line: 'M5.6 2.4a6.1 6.1 0 1 0 4.8 0' },
  heart: { fill: HEART },
  'heart-crack': { fill: HEART, cut: 'M8.9 2.4 6.6 6.3l3 1.9-2.4 3.4' },
  question: { line: 'M4.9 5.3A3.1 3.1 0 1 1 9.6 8C8.4 8.7 8 9.2 8 10.4M8 13.6v.1' },
  'arrow-up': { line: 'M8 14V2.6M3.2 7.2 8 2.4l4.8 4.8' },
  ghost: { fill: 'M2.4 14.2V7.1a5.6 5.6 0 0 1 11.2 0v7.1l-1.9-1.5-1.9 1.5L8 12.7l-1.8 1.5-1.9-1.5Z', cut: 'M5.9 7v.1M10.1 7v.1' },
  'circle-exclamation': { fill: 'M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2Z', cut: 'M8 4.4v4.4M8 11.5v.1' },
  hourglass: {
    line: 'M3.6 1.8h8.8M3.6 14.2h8.8M4.6 1.8c0 3.6 3 4.2 3.4 6.2-.4 2-3.4 2.6-3.4 6.2M11.4 1.8c0 3.6-3 4.2-3.4 6.2.4 2 3.4 2.6 3.4 6.2',
  },
  minus: { line: 'M4 8h8' },
  check: { line: 'M2.6 8.6 6.3 12.3 13.4 4' },
  pause: { line: 'M5.4 3v10M10.6 3v10' },
}
