import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

/** Writes a generated page of docs/, formatted as all the others are. */
export const writePage = (path: string, text: string): void => {
  writeFileSync(path, text)
  execFileSync('node_modules/.bin/oxfmt', [path], { stdio: 'ignore' })
}
