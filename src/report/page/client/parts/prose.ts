import { Fragment, h } from './dom.ts'
import type { VNode } from './dom.ts'
import { clockText } from './words.ts'

const TIME = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/

/** A moment as the time of its day, in full on hover and for machines. */
export const When = ({ time, now }: { readonly time: string; readonly now: string }): VNode =>
  h('time', { dateTime: time, title: fullTime(time) }, clockText(time, now))

/** A sentence; times in it become short. */
export const Prose = ({ text, now }: { readonly text: string; readonly now: string }): VNode =>
  h(Fragment, null, ...text.split(TIME).map((part, index) => (index % 2 === 1 ? h(When, { time: part, now }) : part)))

/** In the zone of whoever reads it, and in UTC as the cluster says it. */
export const fullTime = (time: string): string => {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? time : `${date.toLocaleString()} (${time})`
}
