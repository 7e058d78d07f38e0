import { useLayoutEffect, useState } from '../parts/dom.ts'

/** Which rows are worth drawing. */
export interface Window {
  readonly first: number
  readonly last: number
}

/** Rows drawn beyond what can be seen, so that scrolling does not flash. */
const MARGIN = 8

/** The rows that can be seen, and a few beyond; `last` is exclusive. */
export const windowOf = (scroll: { top: number; height: number }, rowHeight: number, count: number): Window => ({
  first: Math.max(0, Math.min(count, Math.floor(scroll.top / rowHeight)) - MARGIN),
  last: Math.min(count, Math.ceil((scroll.top + scroll.height) / rowHeight) + MARGIN),
})

/** Keeps the {@link Window} of a scrolling element current. */
export const useWindow = (element: { readonly current: HTMLElement | null }, rowHeight: number, count: number): Window => {
  const [scroll, setScroll] = useState({ top: 0, height: 800 })
  useLayoutEffect(() => {
    const scrolling = element.current
    if (scrolling === null) return undefined
    const measure = (): void => setScroll({ top: scrolling.scrollTop, height: scrolling.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(scrolling)
    scrolling.addEventListener('scroll', measure, { passive: true })
    measure()
    return () => {
      observer.disconnect()
      scrolling.removeEventListener('scroll', measure)
    }
  }, [])
  return windowOf(scroll, rowHeight, count)
}

/** A media query as state. */
export const useMedia = (query: string): boolean => {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useLayoutEffect(() => {
    const list = matchMedia(query)
    const update = (): void => setMatches(list.matches)
    list.addEventListener('change', update)
    update()
    return () => list.removeEventListener('change', update)
  }, [query])
  return matches
}

/** The size of a rem, so that rows grow with the reader's font. */
export const remSize = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16

/** Scrolls as little as needed for a row to be seen below a header that sticks. */
export const reveal = (element: HTMLElement, row: { index: number; height: number }, header: number): void => {
  const top = row.index * row.height
  if (top < element.scrollTop) element.scrollTop = top
  else if (top + row.height > element.scrollTop + element.clientHeight - header)
    element.scrollTop = top + row.height - element.clientHeight + header
}
