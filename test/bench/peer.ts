import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { RecordedObject } from '../support/recorded-sets.ts'

/** Another implementation in another language: a program that answers commands line by line, so that rounds can take turns with ours. */
export interface Peer {
  /** The lines it prints for a command: one, or for `answers` as many as there are. */
  ask(command: 'round' | 'health' | 'diff' | 'answers'): Promise<readonly string[]>
  close(): void
}

const folder = (name: string): string => fileURLToPath(new URL(`./peers/${name}`, import.meta.url))
const built = join(tmpdir(), 'live-object-status-peers')

/** Builds what lies in test/bench/peers; undefined, with a word, where the tool is absent or the build fails. */
const build = (tool: string, arguments_: readonly string[], name: string): string | undefined => {
  mkdirSync(built, { recursive: true })
  try {
    execFileSync(tool, arguments_, { cwd: folder(name), stdio: ['ignore', 'ignore', 'pipe'] })
    return join(built, name)
  } catch (error) {
    const absent = (error as { code?: string }).code === 'ENOENT'
    console.error(`${name}: skipped, ${absent ? `${tool} is not installed` : `${tool} could not build it`}`)
    return undefined
  }
}

const talk = (program: string, arguments_: readonly string[]): Peer => {
  const child = spawn(program, arguments_, { stdio: ['pipe', 'pipe', 'ignore'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async ask(command) {
      child.stdin.write(`${command}\n`)
      const said: string[] = []
      for (;;) {
        const { value, done } = await lines.next()
        if (done === true) throw new Error(`${program} ended`)
        if (value === 'end') return said
        said.push(value)
        if (command !== 'answers') return said
      }
    },
    close: () => child.stdin.end(),
  }
}

const goPrograms = new Map<string, string | undefined>()
/** Built once in a run, and once is said why it could not be. */
const goProgram = (name: string): string | undefined => {
  if (!goPrograms.has(name)) goPrograms.set(name, build('go', ['build', '-o', join(built, name), '.'], name))
  return goPrograms.get(name)
}

/** A peer in Go, which has read the same objects. */
export const goPeer = (name: string, objects: readonly RecordedObject[]): Peer | undefined => {
  const program = goProgram(name)
  if (program === undefined) return undefined
  const home = mkdtempSync(join(built, 'objects-'))
  const file = join(home, 'objects.jsonl.gz')
  writeFileSync(file, gzipSync(objects.map(({ id, desired, live }) => JSON.stringify({ id, desired, live })).join('\n')))
  const peer = talk(program, [file])
  return {
    ...peer,
    close: () => {
      peer.close()
      rmSync(home, { recursive: true })
    },
  }
}

/** A peer in Rust. */
export const cargoPeer = (name: string, arguments_: readonly string[]): Peer | undefined => {
  const target = join(built, 'target')
  const program = build('cargo', ['build', '--release', '--quiet', '--target-dir', target], name)
  return program === undefined ? undefined : talk(join(target, 'release', `${name}-peer`), arguments_)
}

/** A program on the PATH that is run once a round; undefined where it is absent. */
export const commandPeer = (program: string, version: readonly string[]): string | undefined => {
  try {
    execFileSync(program, version, { stdio: 'ignore' })
    return program
  } catch {
    console.error(`${program}: skipped, it is not installed`)
    return undefined
  }
}

/** A package of the npm registry, which stays in a folder beside other temporary files; undefined, with a word, where it cannot be had. */
export const npmPeer = async (name: string, version: string, entry = ''): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const home = join(built, 'npm', `${name.replace('/', '-')}-${version}`)
  try {
    if (!existsSync(join(home, 'node_modules'))) {
      mkdirSync(home, { recursive: true })
      execFileSync('npm', ['install', '--prefix', home, '--ignore-scripts', '--no-audit', '--no-fund', '--silent', `${name}@${version}`], {
        stdio: 'ignore',
      })
    }
    return (await import(createRequire(join(home, 'index.js')).resolve(`${name}${entry}`))) as Readonly<Record<string, unknown>>
  } catch {
    console.error(`${name}: skipped, it could not be installed`)
    return undefined
  }
}
