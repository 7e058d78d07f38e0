import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

/** The gate to kubectl: the only place where another program is run. */

/** How kubectl is run. */
export interface KubectlSetup {
  /** The program: a path, or a name to be found on PATH. */
  readonly path: string
  /** Flags that go with every call: which cluster, who asks. */
  readonly flags: readonly string[]
  /** How long each answer of the API server may take, as kubectl reads times; a watch is no answer that ends. */
  readonly timeout?: string
  /** True where it may read the logs of containers, which hold what nobody foresaw. */
  readonly mayReadLogs?: boolean
  /** True where it may ask on the terminal: credential plugins do. */
  readonly mayAsk: boolean
  /** Takes each line of its standard error as it comes, but for its own verdicts, which are in the answer. */
  readonly tell: (line: string) => void
}

/** The result of one call. */
export interface KubectlAnswer {
  readonly isOk: boolean
  readonly text: string
  /** Its verdicts, a line each. */
  readonly errors: readonly string[]
  /** It could not be run, or did not end in time. */
  readonly failure?: 'missing' | 'hangs'
}

/** A kubectl that only reads. */
export interface Kubectl {
  /** Runs one reading verb to its end. `patience` is in milliseconds; a call that takes longer is ended. */
  readonly run: (args: readonly string[], patience?: number) => Promise<KubectlAnswer>
  /** Begins a watch; its text comes as it is printed, until kubectl ends or `end` is called. */
  readonly follow: (args: readonly string[]) => AsyncIterable<string>
  /** Ends all that still run. */
  readonly end: () => void
}

/** The verbs: they all only read. `config view` without `--minify` would bring what is not asked for. */
const READING = [['get'], ['version'], ['api-resources'], ['config', 'view', '--minify']]

/** Refuses whatever else: a name from a manifest may look like a flag. */
const assertReads = (args: readonly string[], { mayReadLogs }: KubectlSetup): void => {
  const verbs = mayReadLogs === true ? [...READING, ['logs']] : READING
  const isReading = verbs.some(words => words.every((word, index) => args[index] === word)) && !args.some(arg => /^--raw\b/.test(arg))
  if (!isReading) throw new TypeError('kubectl is only run to read')
}

/** Beside the environment of the caller: no aliases or defaults of the user's, which could change what a verb does. */
const ENVIRONMENT = { KUBERC: 'off', KUBECTL_KUBERC: 'false' }

/** Runs kubectl with its arguments as a list, without a shell. */
export const createKubectl = (setup: KubectlSetup): Kubectl => {
  const running = new Set<ChildProcess>()
  const timeout = setup.timeout === undefined ? [] : [`--request-timeout=${setup.timeout}`]
  const start = (args: readonly string[], mayAsk: boolean): ChildProcess => {
    assertReads(args, setup)
    const child = spawn(setup.path, [...args, ...setup.flags], {
      stdio: [mayAsk ? 'inherit' : 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...ENVIRONMENT },
      windowsHide: true,
    })
    running.add(child)
    child.once('close', () => running.delete(child))
    return child
  }
  return {
    run: (args, patience) => collect(start([...args, ...timeout], setup.mayAsk), setup.tell, patience),
    // Many of them run at once, so none may ask.
    follow: args => followChild(start(args, false), setup.tell),
    end: () => running.forEach(child => child.kill()),
  }
}

const collect = (child: ChildProcess, tell: KubectlSetup['tell'], patience?: number): Promise<KubectlAnswer> =>
  new Promise(resolve => {
    const chunks: Buffer[] = []
    const errors = readErrors(child, tell)
    let failure: KubectlAnswer['failure']
    const timer = patience === undefined ? undefined : setTimeout(() => ((failure = 'hangs'), child.kill()), patience)
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', () => {
      clearTimeout(timer)
      resolve({ isOk: false, text: '', errors, failure: 'missing' })
    })
    child.on('close', code => {
      clearTimeout(timer)
      const text = Buffer.concat(chunks).toString('utf8')
      resolve({ isOk: code === 0 && failure === undefined, text, errors, ...(failure === undefined ? undefined : { failure }) })
    })
  })

const followChild = async function* (child: ChildProcess, tell: KubectlSetup['tell']): AsyncGenerator<string, void, undefined> {
  readErrors(child, tell)
  const failed = new Promise<void>(resolve => void child.once('error', () => resolve()))
  if (child.stdout === null) return failed
  child.stdout.setEncoding('utf8')
  try {
    for await (const chunk of child.stdout) yield String(chunk)
  } finally {
    child.kill()
  }
}

/** The last words of kubectl, from which an answer is made; everything before them is for whoever sits there. */
const VERDICT = /^(?:error:|Error from server|Unable to connect|The connection to the server|E\d{4} )/

/** Passes standard error on line by line; the verdicts are kept. */
const readErrors = (child: ChildProcess, tell: KubectlSetup['tell']): string[] => {
  const verdicts: string[] = []
  let rest = ''
  const take = (line: string): void => {
    if (VERDICT.test(line)) verdicts.push(line)
    // That a kind is deprecated is no news to who asked for an answer.
    else if (line !== '' && !/^Warning: .* deprecated/.test(line)) tell(line)
  }
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/)
    rest = lines.pop() ?? ''
    lines.forEach(take)
  })
  child.stderr?.on('end', () => take(rest))
  return verdicts
}
