import { fstatSync, lstatSync, promises, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Problem } from '../../index.ts'
import type { SourceText } from '../answer.ts'
import type { NamedStream } from './merge-streams.ts'
import { unreadable } from './unreadable.ts'

/** The gate to files and standard input. */

/** The name of standard input. */
export const STDIN = 'standard input'

/** The texts that were read, and those that could not be. */
export interface ReadPaths {
  readonly texts: readonly SourceText[]
  readonly problems: readonly Problem[]
}

const MANIFEST = /\.(?:ya?ml|json)(?:\.gz)?$/

/** The texts of files, of those in directories that are called as `inside` says, and of standard input. */
export const readPaths = async (paths: readonly string[], inside: RegExp = MANIFEST): Promise<ReadPaths> => {
  const texts: SourceText[] = []
  const problems: Problem[] = []
  for (const path of paths) {
    try {
      if (path === '-') texts.push({ source: STDIN, text: decoded(await readStdin()) })
      else for (const file of listFiles(path, inside, problems)) readInto(file, texts, problems)
    } catch (error) {
      problems.push(unreadable(error, path === '-' ? STDIN : path))
    }
  }
  return { texts, problems }
}

/** One file that cannot be read costs no other. */
const readInto = (file: string, texts: SourceText[], problems: Problem[]): void => {
  try {
    texts.push({ source: file, text: decoded(readFileSync(file)) })
  } catch (error) {
    problems.push(unreadable(error, file))
  }
}

/** A directory stands for the files in it and below, hidden ones left out; a file that was named for itself, whatever it is called. */
const listFiles = (path: string, inside: RegExp, problems: Problem[]): readonly string[] =>
  statSync(path).isDirectory() ? walk(path, { inside, problems, above: new Set([realpathSync(path)]) }) : [path]

interface FolderWalk {
  readonly inside: RegExp
  readonly problems: Problem[]
  /** The directories on the way, as they really are: a link to one of them leads round and round. */
  readonly above: ReadonlySet<string>
}

const walk = (folder: string, { inside, problems, above }: FolderWalk): readonly string[] =>
  readdirSync(folder)
    .filter(name => !name.startsWith('.'))
    .sort()
    .flatMap(name => {
      const path = join(folder, name)
      try {
        const stat = statSync(path)
        if (!stat.isDirectory()) return stat.isFile() && inside.test(name) ? [path] : []
        const real = realpathSync(path)
        if (!above.has(real)) return walk(path, { inside, problems, above: new Set([...above, real]) })
        problems.push({ code: 'unreadable', message: LOOP, source: path })
      } catch (error) {
        if (inside.test(name) || isLoop(error)) problems.push(isLink(path) ? brokenLink(error, path) : unreadable(error, path))
      }
      return []
    })

const LOOP = 'This link leads back to a folder above it and is not followed'

const isLoop = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ELOOP'
const isLink = (path: string): boolean => lstatSync(path).isSymbolicLink()
const brokenLink = (error: unknown, source: string): Problem => ({
  code: 'unreadable',
  message: isLoop(error) ? 'This link leads to itself' : 'This link leads to nothing',
  source,
})

/** True where something is piped into this program, so that standard input is meant although nobody says so. */
export const hasPipe = (): boolean => {
  try {
    const stat = fstatSync(0)
    return stat.isFIFO() || stat.isFile() || stat.isSocket()
  } catch {
    return false
  }
}

const readStdin = async (): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** UTF-8, or UTF-16 where a byte order mark says so, as PowerShell writes files; unpacked where it is gzipped. */
const decoded = (bytes: Buffer): string => {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
  return new TextDecoder(plain[0] === 0xff && plain[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(plain)
}

/** Streams that were opened, and what could not be. */
export interface OpenStreams {
  readonly streams: readonly NamedStream[]
  readonly problems: readonly Problem[]
}

/** Opens files, pipes and standard input as streams of text, all before the first is read. */
export const openStreams = async (paths: readonly string[]): Promise<OpenStreams> => {
  const streams: NamedStream[] = []
  const problems: Problem[] = []
  for (const path of paths) {
    try {
      streams.push(path === '-' ? { name: STDIN, chunks: process.stdin.setEncoding('utf8') } : { name: path, chunks: await chunksOf(path) })
    } catch (error) {
      problems.push(unreadable(error, path))
    }
  }
  return { streams, problems }
}

const chunksOf = async (path: string): Promise<AsyncIterable<string>> => {
  const file = await promises.open(path)
  // A directory opens, and fails when it is read.
  if ((await file.stat()).isDirectory()) {
    await file.close()
    throw Object.assign(new Error('directory'), { code: 'EISDIR' })
  }
  return file.createReadStream({ encoding: 'utf8' })
}

/** The version of the package, found by its name: the file that is run lies at another depth than this one. */
export const programVersion = (): string =>
  (createRequire(import.meta.url)('live-object-status/package.json') as { readonly version: string }).version
