import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** A `ts` block of README.md, of docs/ or of a doc comment in src/, as a user would paste it. */
export interface Example {
  readonly name: string
  readonly code: string
}

const blocks = (text: string): string[] => Array.from(text.matchAll(/```ts\n([\s\S]*?)```/g), ([, code = '']) => code)
const inComments = (text: string): string =>
  Array.from(text.matchAll(/\/\*\*[\s\S]*?\*\//g), ([comment]) => comment.replaceAll(/^[ \t]*(\/\*\*|\*\/|\*) ?/gm, '')).join('\n')

const filesIn = (folder: string, ending: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(file => file.endsWith(ending))
        .map(file => `${folder}/${file}`)
    : []
const examplesOf = (file: string, text: string): Example[] => blocks(text).map((code, index) => ({ name: `${file} #${index + 1}`, code }))

/** Every example of the package. */
export const examples = (): Example[] => [
  ...['README.md', ...filesIn('docs', '.md')].filter(existsSync).flatMap(file => examplesOf(file, readFileSync(file, 'utf8'))),
  ...filesIn('src', '.ts').flatMap(file => examplesOf(file, inComments(readFileSync(file, 'utf8')))),
]
