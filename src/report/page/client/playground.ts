import type { Problem } from '../../../model/problem.ts'
import { App } from './app.ts'
import { CopyButton } from './parts/copy-button.ts'
import { Fragment, h, render, useEffect, useMemo, useRef, useState } from './parts/dom.ts'
import type { VNode } from './parts/dom.ts'
import { openData } from './parts/page-source.ts'
import { packTyped, unpackTyped } from './fragment.ts'
import type { Typed } from './fragment.ts'
import { Icon } from './parts/icons.ts'
import { startJudging } from './start-judging.ts'
import type { Judgement } from './judge.ts'
import { example } from './playground-example.ts'
import { ThemeButton } from './theme-button.ts'

const EMPTY: Typed = { deployed: '', live: '' }
/** Long enough that answers do not stutter behind the keys. */
const PAUSE = 150

/** The page without data: manifests and live objects are typed, pasted or dropped, and everything is answered in the browser. */
const Playground = (): VNode => {
  const [typed, setTyped] = useState(EMPTY)
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
  const judgement = useJudgement(typed)
  const shown = useMemo(() => (judgement.data === undefined ? undefined : openData(judgement.data)), [judgement])
  const actions = h(Actions, { typed, open, onOpen: setOpen })
  return h(
    'div',
    { class: `playground${open ? '' : ' without-inputs'}` },
    open ? h(Inputs, { typed, judgement, onTyped: setTyped }) : undefined,
    h(
      'div',
      { class: 'answers' },
      shown === undefined
        ? h(Welcome, { actions, command: judgement.command ?? COMMAND, onExample: () => setTyped(example(Date.now())) })
        : h(App, { data: shown, actions }),
    ),
  )
}

const NOTHING: Judgement = { data: undefined, deployed: [], live: [] }

/** The answer to what was typed last, from the worker: while it is busy only the newest question waits. */
const useJudgement = (typed: Typed): Judgement => {
  const [judgement, setJudgement] = useState(NOTHING)
  const ask = useRef<((typed: Typed) => void) | undefined>(undefined)
  useEffect(() => {
    const judging = startJudging(setJudgement)
    ask.current = judging.ask
    return judging.stop
  }, [])
  useEffect(() => {
    const timer = setTimeout(() => ask.current?.(typed), PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  return judgement
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
      command: typed.live === '' ? judgement.command : undefined,
      onText: live => onTyped({ ...typed, live }),
    }),
  )

const same = (a: Typed, b: Typed): boolean => a.deployed === b.deployed && a.live === b.live

/** The kinds to ask for if no manifest says more: what most applications consist of, and what explains their pods. */
const COMMAND =
  'kubectl get deployments,statefulsets,daemonsets,replicasets,jobs,cronjobs,pods,services,endpointslices,ingresses,configmaps,persistentvolumeclaims,events -o yaml --show-managed-fields'

interface WelcomeProps {
  readonly actions: VNode
  readonly command: string
  readonly onExample: () => void
}

const Welcome = ({ actions, command, onExample }: WelcomeProps): VNode =>
  h(
    'main',
    { class: 'welcome' },
    h('div', { class: 'actions' }, actions, h(ThemeButton, null)),
    h(
      'div',
      { class: 'first-steps' },
      h('h1', null, 'Live object status'),
      h('p', null, 'What is wrong with an application, what has drifted, and who changed it. Nothing leaves this page.'),
      h('p', null, h('button', { type: 'button', class: 'primary', onClick: onExample }, 'Show an example')),
      h('h2', null, 'Your own application'),
      h(
        'ol',
        null,
        h(
          'li',
          null,
          'Paste or drop what was deployed into the upper field: manifests, or the output of ',
          h('code', null, 'helm get manifest'),
          '.',
        ),
        h('li', null, 'Print what is live, and paste or drop it into the lower field:', h(Command, { command })),
      ),
    ),
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
    // If the page may not write to the clipboard, the link still stands in the address bar; asking may take for ever.
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
  /** The command to type in a shell to fill it. */
  readonly command?: string | undefined
  readonly onText: (text: string) => void
}

const Field = ({ name, title, hint, text, problems, command, onText }: FieldProps): VNode => {
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
    command === undefined ? undefined : h(Command, { command }),
    h('textarea', {
      id: name,
      value: text,
      placeholder: 'Paste here, or drop files',
      spellcheck: false,
      autocomplete: 'off',
      'aria-describedby': `${name}-problems`,
      onInput: (event: Event) => onText((event.currentTarget as HTMLTextAreaElement).value),
    }),
    h(Problems, { name, problems }),
  )
}

const Problems = ({ name, problems }: Pick<FieldProps, 'name' | 'problems'>): VNode =>
  h(
    'ul',
    { id: `${name}-problems`, class: 'problems' },
    problems
      .slice(0, 5)
      .map(({ line, message }, index) => h('li', { key: index }, `${line === undefined ? '' : `Line ${line}: `}${message}`)),
  )

const Command = ({ command }: { readonly command: string }): VNode =>
  h('div', { class: 'command' }, h('code', null, command), h(CopyButton, { text: () => command, of: 'the command' }))

/** Several files are documents of one stream; JSON is YAML. */
const joined = (texts: readonly string[]): string => texts.map(text => text.replace(/\n?$/, '\n')).join('---\n')

const root = document.querySelector('#app')
if (root !== null) render(h(Playground, null), root)
