import { execFileSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** What a program of this folder prints in a process of its own, with flags of Node.js that a process cannot give itself. */
export const inChild = (file: string, flags: readonly string[]): string =>
  execFileSync(process.execPath, [...flags, '--import', 'tsx', fileURLToPath(new URL(file, import.meta.url)), '--child'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
/** Whether this process is such a child, and of which file. */
export const isChild = (file: string): boolean => process.argv[1]?.endsWith(file) === true && process.argv.includes('--child')
