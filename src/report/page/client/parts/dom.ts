import type { JSX } from 'preact'

/** The one door of preact. Everything the page shows becomes text or elements here; nothing in it parses HTML. */
export { Fragment, h, render } from 'preact'
export type { ComponentChildren, Ref, TargetedPointerEvent } from 'preact'
export { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'

/** The nodes that a component makes. */
export type VNode = JSX.Element
