import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const root = new URL('../../', import.meta.url)

/** Recorded truth that may not enter the repository lies beside it; a clone without it skips what needs it. */
const sharedUrl = (path: string): URL => new URL(`../shared/${path}`, root)

/** True where the recorded truth beside the repository is there. */
export const hasShared: boolean = existsSync(sharedUrl('README.md'))

const bytes = (url: URL): Buffer => (url.pathname.endsWith('.gz') ? gunzipSync(readFileSync(url)) : readFileSync(url))
const lines = <T>(url: URL): T[] =>
  bytes(url)
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T)

/** The text of a file under fixtures/, unpacked where it is gzipped. */
export const fixtureText = (path: string): string => bytes(new URL(`fixtures/${path}`, root)).toString('utf8')
/** The objects of a JSON Lines file under fixtures/. */
export const fixtureLines = <T>(path: string): T[] => lines<T>(new URL(`fixtures/${path}`, root))
/** The objects of a JSON Lines file beside the repository; none where it is absent. */
export const sharedLines = <T>(path: string): T[] => (hasShared ? lines<T>(sharedUrl(path)) : [])
/** The text of a file beside the repository; undefined where it is absent. */
export const sharedText = (path: string): string | undefined => (hasShared ? bytes(sharedUrl(path)).toString('utf8') : undefined)
