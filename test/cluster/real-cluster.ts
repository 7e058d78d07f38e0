import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const executable = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

/** How a program ended. */
export interface Ended {
  readonly code: number
  readonly text: string
  readonly errors: string
}

/** A namespace of a real cluster that is thrown away, and the two programs that look at it. */
export interface RealCluster {
  readonly namespace: string
  /** kubectl in the namespace; it may write. `input` is its standard input. */
  readonly kubectl: (args: readonly string[], input?: string) => Promise<Ended>
  /** The command line, as a shell runs it; `input` makes a pipe of its standard input. */
  readonly ask: (args: readonly string[], input?: string) => Promise<Ended>
  /** Helm in the namespace: the program that HELM names, or the one on the PATH. */
  readonly helm: (args: readonly string[]) => Promise<Ended>
  /** Writes a text to a file below the folder of this run, and gives its path. */
  readonly writeText: (name: string, text: string) => string
  /** Writes manifests, and gives the path of their file. */
  readonly write: (name: string, objects: readonly object[]) => string
  /** All that the command line has said so far. */
  readonly said: () => string
}

/** Opens a cluster by the flags of kubectl that name it; the namespace is not made yet. */
export const openRealCluster = (flags: readonly string[], namespace: string): RealCluster => {
  const folder = mkdtempSync(join(tmpdir(), 'live-object-status-cluster-'))
  const said: string[] = []
  return {
    namespace,
    kubectl: (args, input) => run('kubectl', [...args, `--namespace=${namespace}`, ...flags], input),
    ask: async (args, input) => {
      // In a folder of its own, so that no policy file lies there.
      const ended = await run(process.execPath, ['--import', import.meta.resolve('tsx'), executable, ...args], input, folder)
      said.push(ended.text, ended.errors)
      return ended
    },
    helm: args =>
      run(process.env['HELM'] ?? 'helm', [
        ...args,
        `--namespace=${namespace}`,
        ...flags.map(flag => flag.replace(/^--context=/, '--kube-context=')),
      ]),
    writeText: (name, text) => {
      const path = join(folder, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
      return path
    },
    write: (name, objects) => {
      const path = join(folder, name)
      writeFileSync(path, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }))
      return path
    },
    said: () => said.join('\n'),
  }
}

const run = (path: string, args: readonly string[], input?: string, cwd?: string): Promise<Ended> =>
  new Promise(resolve => {
    const child = spawn(path, [...args], { cwd, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] })
    const [text, errors]: [string[], string[]] = [[], []]
    child.stdout?.on('data', chunk => text.push(String(chunk)))
    child.stderr?.on('data', chunk => errors.push(String(chunk)))
    child.once('error', error => resolve({ code: -1, text: '', errors: error.message }))
    child.once('close', code => resolve({ code: code ?? -1, text: text.join(''), errors: errors.join('') }))
    child.stdin?.end(input)
  })
