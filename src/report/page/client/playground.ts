import type { Problem } from '../../../model/problem.ts'
import { App } from './app.ts'
import { Fragment, h, render, useEffect, useMemo, useState } from './parts/dom.ts'
import type { VNode } from './parts/dom.ts'
import { packTyped, unpackTyped } from './fragment.ts'
import type { Typed } from './fragment.ts'
import { Icon } from './parts/icons.ts'
import { judge } from './judge.ts'
import type { Judgement } from './judge.ts'
import { example } from './playground-example.ts'
import { ThemeButton } from './theme-button.ts'

const EMPTY: Typed = { deployed: '', live: '' }
/** Long enough that answers do not stutter behind the keys. */
const PAUSE = 150

/** The page without data: manifests and live objects are typed, pasted or dropped, and everything is answered in the browser. */
const Playground = (): VNode => {
  const [typed, setTyped] = useState(EMPTY)
  const [settled, setSettled] = useState({ typed: EMPTY, at: now() })
  const [open, setOpen] = useState(true)
  useEffect(() => {
    const read = (): void =>
      void unpackTyped(location.hash).then(found =>
        found === undefined ? undefined : setTyped(before => (same(before, found) ? before : found)),
      )
    read()
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ typed, at: now() }), PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  const judgement = useMemo(() => judge(settled.typed, settled.at), [settled])
  const shown = judgement.data
  const actions = h(Actions, { typed, open, onOpen: setOpen })
  return h(
    'div',
    { class: `playground${open ? '' : ' without-inputs'}` },
    open ? h(Inputs, { typed, judgement, onTyped: setTyped }) : undefined,
    h(
      'div',
      { class: 'answers' },
      shown === undefined ? h(Welcome, { actions, onExample: () => setTyped(example(Date.now())) }) : h(App, { data: shown, actions }),
    ),
  )
}

interface InputsProps {
  readonly typed: Typed
  readonly judgement: Judgement
  readonly onTyped: (typed: Typed) => void
}

const Inputs = ({ typed, judgement, onTyped }: InputsProps): VNode =>
  h(
    'form',
    { class: 'inputs', 'aria-label': 'Input', onSubmit: (event: Event) => event.preventDefault() },
    h(Field, {
      name: 'deployed',
      title: 'Deployed',
      hint: 'Manifests: YAML or JSON',
      text: typed.deployed,
      problems: judgement.deployed,
      onText: deployed => onTyped({ ...typed, deployed }),
    }),
    h(Field, {
      name: 'live',
      title: 'Live',
      hint: 'kubectl get … -o yaml --show-managed-fields',
      text: typed.live,
      problems: judgement.live,
      onText: live => onTyped({ ...typed, live }),
    }),
  )

const same = (a: Typed, b: Typed): boolean => a.deployed === b.deployed && a.live === b.live

const now = (): string => new Date().toISOString()

const Welcome = ({ actions, onExample }: { readonly actions: VNode; readonly onExample: () => void }): VNode =>
  h(
    'main',
    { class: 'welcome' },
    h('div', { class: 'actions' }, actions, h(ThemeButton, null)),
    h('h1', null, 'Live object status'),
    h('p', null, 'Paste what was deployed and what is live, or drop files. Nothing leaves this page.'),
    h('p', null, h('button', { type: 'button', onClick: onExample }, 'Show an example')),
  )

const Actions = ({
  typed,
  open,
  onOpen,
}: {
  readonly typed: Typed
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}): VNode => {
  const [linked, setLinked] = useState(false)
  useEffect(() => setLinked(false), [typed])
  const link = async (): Promise<void> => {
    location.hash = await packTyped(typed)
    // Where the page may not write to the clipboard, the link still stands in the address bar; asking may take for ever.
    void navigator.clipboard?.writeText(location.href).catch(() => undefined)
    setLinked(true)
  }
  const hint = 'The link holds all that is typed here, secrets as well'
  return h(
    Fragment,
    null,
    h('button', { type: 'button', class: 'bare', 'aria-pressed': open, onClick: () => onOpen(!open) }, open ? 'Hide input' : 'Show input'),
    h(
      'button',
      { type: 'button', class: 'bare', title: hint, onClick: () => void link() },
      h(Icon, { name: 'link' }),
      h('span', { role: 'status' }, linked ? ' In the address bar' : ' Link'),
    ),
  )
}

interface FieldProps {
  readonly name: string
  readonly title: string
  readonly hint: string
  readonly text: string
  readonly problems: readonly Problem[]
  readonly onText: (text: string) => void
}

const Field = ({ name, title, hint, text, problems, onText }: FieldProps): VNode => {
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length > 0) void Promise.all(files.map(async file => file.text())).then(texts => onText(joined(texts)))
  }
  return h(
    'div',
    {
      class: `field${over ? ' over' : ''}`,
      onDragOver: (event: DragEvent) => {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop: drop,
    },
    h('label', { for: name }, h('strong', null, title), ' ', h('span', { class: 'quiet' }, hint)),
    h('textarea', {
      id: name,
      value: text,
      placeholder: 'Paste here, or drop files',
      spellcheck: false,
      autocomplete: 'off',
      'aria-describedby': `${name}-problems`,
      onInput: (event: Event) => onText((event.currentTarget as HTMLTextAreaElement).value),
    }),
    h(
      'ul',
      { id: `${name}-problems`, class: 'problems' },
      problems
        .slice(0, 5)
        .map((problem, index) =>
          h('li', { key: index }, `${problem.line === undefined ? '' : `Line ${problem.line}: `}${problem.message}`),
        ),
    ),
  )
}

/** Several files are documents of one stream; JSON is YAML. */
const joined = (texts: readonly string[]): string => texts.map(text => text.replace(/\n?$/, '\n')).join('---\n')

const root = document.querySelector('#app')
if (root !== null) render(h(Playground, null), root)
