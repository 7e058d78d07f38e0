import { millisecondsOf } from '../../../model/scalars/time.ts'
import type { PageMark, PageObject } from '../page-data.ts'
import type { PageSource } from './parts/page-source.ts'
import { h, useEffect, useState } from './parts/dom.ts'
import type { TargetedPointerEvent, VNode } from './parts/dom.ts'
import { Icon, Label, presentationOf } from './parts/icons.ts'
import { fullTime } from './parts/prose.ts'
import { listObjects } from './grid/rows.ts'
import { nearestMoment, findSegments } from './segments.ts'
import type { Segment } from './segments.ts'
import { keyOf } from './parts/words.ts'

/** Data and callbacks of the band. */
export interface TimelineProps {
  readonly data: PageSource
  readonly moment: number
  readonly selected: PageObject | undefined
  readonly onMoment: (moment: number) => void
}

/** How long a replay takes, whatever time it spans. */
const REPLAY = 20_000

/** The labels over time, with deployments and edits as marks; dragging it replays. */
export const Timeline = (props: TimelineProps): VNode => {
  const { data, moment, selected } = props
  const times = data.moments.map(({ at }) => millisecondsOf(at) ?? 0)
  const [from = 0, to = 0] = [times[0], times.at(-1)]
  const place = (time: number): string => `${to === from ? 0 : Math.max(0, Math.min(100, ((time - from) / (to - from)) * 100))}%`
  const own = findSegments(
    times,
    data.moments.map(each => each.status ?? 'None'),
  )
  const key = selected === undefined ? undefined : keyOf(selected)
  const lane =
    key === undefined
      ? []
      : findSegments(
          times,
          data.moments.map(each => listObjects(data, each).find(object => keyOf(object) === key)?.status ?? ''),
        )
  return h(
    'footer',
    { class: 'timeline' },
    h(Controls, { ...props, times }),
    h(
      'div',
      { class: 'band' },
      h(Marks, { ...props, place, times }),
      h(
        Track,
        { ...props, times },
        h(Lane, { segments: own, place }),
        lane.length === 0 ? undefined : h(Lane, { segments: lane, place, thin: true }),
        h('span', { class: 'thumb', style: { left: place(times[moment] ?? to) } }),
      ),
    ),
  )
}

const Marks = ({
  data: { marks },
  place,
  times,
  onMoment,
}: TimelineProps & { readonly place: PositionAt; readonly times: readonly number[] }): VNode =>
  h(
    'div',
    { class: 'marks' },
    marks.map((mark, index) => h(Mark, { key: index, mark, room: measureRoom(marks, mark, place), place, times, onMoment })),
  )

const Controls = ({ data, moment, times, onMoment }: TimelineProps & { readonly times: readonly number[] }): VNode => {
  const [playing, setPlaying] = useState(false)
  useEffect(() => {
    if (!playing) return undefined
    const [first = 0, last = 0, here = 0] = [times[0], times.at(-1), times[moment]]
    if (here >= last) return setPlaying(false)
    const next = times.findIndex(time => time > here)
    const wait = (((times[next] ?? last) - here) / (last - first)) * REPLAY
    const timer = setTimeout(() => onMoment(next), wait)
    return () => clearTimeout(timer)
  }, [playing, moment])
  const shown = data.moments[moment]
  const play = (): void => {
    if (!playing && moment === times.length - 1) onMoment(0)
    setPlaying(!playing)
  }
  return h(
    'div',
    { class: 'controls' },
    h(
      'button',
      { type: 'button', class: 'bare', 'aria-label': playing ? 'Pause the replay' : 'Replay', onClick: play },
      h(Icon, { name: playing ? 'pause' : 'play' }),
    ),
    shown === undefined ? undefined : h('time', { dateTime: shown.at, title: fullTime(shown.at) }, shown.at.slice(11, 19)),
  )
}

/** The slider itself: arrows step from change to change, dragging goes anywhere. */
const Track = ({
  data,
  moment,
  times,
  onMoment,
  children,
}: TimelineProps & { readonly times: readonly number[]; readonly children?: unknown }): VNode => {
  const shown = data.moments[moment]
  return h(
    'div',
    {
      class: 'track',
      role: 'slider',
      tabIndex: 0,
      'aria-label': 'Time',
      'aria-valuemin': 0,
      'aria-valuemax': times.length - 1,
      'aria-valuenow': moment,
      'aria-valuetext': shown === undefined ? '' : `${shown.at.slice(11, 19)}, ${shown.status ?? 'no status'}`,
      onKeyDown: (event: KeyboardEvent) => {
        const to = findStep(event.key, moment, times.length)
        if (to === undefined) return
        event.preventDefault()
        onMoment(to)
      },
      ...dragging(times, onMoment),
    },
    children as VNode,
  )
}

type Drag = TargetedPointerEvent<HTMLDivElement>

/** While the pointer is down it is followed, also outside of the band. */
const dragging = (times: readonly number[], onMoment: TimelineProps['onMoment']) => {
  const go = ({ currentTarget, clientX }: Drag): void => {
    const { left, width } = currentTarget.getBoundingClientRect()
    const [first = 0, last = 0] = [times[0], times.at(-1)]
    if (width > 0) onMoment(nearestMoment(times, first + ((clientX - left) / width) * (last - first)))
  }
  return {
    onPointerDown: (event: Drag) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      go(event)
    },
    onPointerMove: (event: Drag) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event)
    },
  }
}

const findStep = (key: string, moment: number, count: number): number | undefined => {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowUp: 1,
    ArrowLeft: -1,
    ArrowDown: -1,
    PageUp: 10,
    PageDown: -10,
    Home: -Infinity,
    End: Infinity,
  }
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined
  return step === undefined ? undefined : Math.max(0, Math.min(count - 1, moment + step))
}

type PositionAt = (time: number) => string

const Lane = ({
  segments,
  place,
  thin,
}: {
  readonly segments: readonly Segment[]
  readonly place: PositionAt
  readonly thin?: boolean
}): VNode =>
  h(
    'div',
    { class: `lane${thin === true ? ' thin' : ''}` },
    segments.map(({ from, to, status }) =>
      status === ''
        ? undefined
        : h(
            'span',
            {
              key: from,
              class: `segment bg-${presentationOf(status).colour}`,
              title: status,
              style: { left: place(from), right: `calc(100% - ${place(to)})` },
            },
            thin === true ? undefined : h(Label, { status }),
          ),
    ),
  )

/** How far it is to the next deployment or to the end, in percent of the band. */
const measureRoom = (marks: readonly PageMark[], mark: PageMark, place: PositionAt): number => {
  const here = Number.parseFloat(place(millisecondsOf(mark.at) ?? 0))
  const later = marks.filter(({ kind }) => kind === 'deployment').map(({ at }) => Number.parseFloat(place(millisecondsOf(at) ?? 0)))
  return Math.min(...later.filter(other => other > here), here > LATE ? 100 : Math.max(100 - here, 0)) - (here > LATE ? 0 : here)
}

/** Flags further right than this, in percent, hang to the left of their mark. */
const LATE = 85

const Mark = ({
  mark,
  room,
  place,
  times,
  onMoment,
}: {
  readonly mark: PageMark
  readonly room: number
  readonly place: PositionAt
  readonly times: readonly number[]
  readonly onMoment: (moment: number) => void
}): VNode => {
  const time = millisecondsOf(mark.at) ?? 0
  return h(
    'button',
    {
      type: 'button',
      class: `mark ${mark.kind}`,
      style: { left: place(time), '--room': `${room}` },
      'data-late': Number.parseFloat(place(time)) > LATE,
      title: `${mark.title} – ${mark.at.slice(11, 19)}`,
      'aria-label': `${mark.kind === 'deployment' ? 'Deployment' : 'Edit'}: ${mark.title}, ${mark.at.slice(11, 19)}`,
      onClick: () => onMoment(nearestMoment(times, time)),
    },
    h('span', { class: 'glyph' }),
    mark.kind === 'deployment' ? h('span', { class: 'flag' }, mark.title) : undefined,
  )
}
