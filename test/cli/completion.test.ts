import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/command-table.ts'
import { SHELLS, STATUS_FORMATS } from '../../src/cli/command-spec.ts'
import { completion } from '../../src/cli/commands/completion.ts'

type Shell = (typeof SHELLS)[number]

const folder = mkdtempSync(join(tmpdir(), 'live-object-status-'))
writeFileSync(join(folder, 'recorded life.jsonl'), '')
const scriptOf = (shell: Shell): string => {
  const path = join(folder, `${shell}.completion`)
  writeFileSync(path, completion(shell))
  return path
}

/** Types a line into a shell that does not run, as readline would. */
const BASH = `source "$1"
read -ra COMP_WORDS <<<"\${2//=/ = }"
[[ "$2" == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_live_object_status
printf '%s\\n' "\${COMPREPLY[@]}"`

/** A zsh with a terminal of its own, in which Tab is pressed; what is added to the completions is printed. */
const ZSH = `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PROMPT=; autoload -Uz compinit; compinit -u -D; source $1
compadd () {
  local -a match
  if [[ \\\${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd \\"\\$@\\"; return; fi
  builtin compadd -A match \\"\\$@\\"
  print -rl -- \\"MATCH:\\\${^match[@]}\\"
  builtin compadd \\"\\$@\\"
}
bindkey '^I' complete-word
print READY"
zpty -r z out '*READY*READY*'
zpty -w -n z "$2"$'\\t'
zpty -w z $'\\x15print DONE'
zpty -r z out '*print DONE*DONE*'
print -r -- "$out" | tr -d '\\r' | grep -o 'MATCH:.*' | cut -c7-`

const ASK: Readonly<Record<Shell, readonly string[]>> = {
  bash: ['-c', BASH, 'bash'],
  zsh: ['-f', '-c', ZSH, 'zsh'],
  fish: ['-c', 'source $argv[1]; complete -C $argv[2] | string replace -r "\\t.*" ""'],
}

const has = (shell: Shell): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0

/** What the shell itself offers for a line, without what it has in common with it. */
const offered = (shell: Shell, line: string): readonly string[] => {
  const { stdout } = spawnSync(shell, [...ASK[shell], scriptOf(shell), line], { cwd: folder, encoding: 'utf8', timeout: 120_000 })
  const words = stdout.split('\n').filter(word => word !== '')
  return [...new Set(words.map(word => word.replace(/^--\w+=/, '')))].sort()
}

const names = COMMANDS.map(({ name }) => name)
const LINES: readonly (readonly [string, readonly string[]])[] = [
  ['live-object-status st', ['status']],
  ['live-object-status help r', ['redact', 'replay', 'report']],
  ['live-object-status status -o ', [...STATUS_FORMATS].sort()],
  ['live-object-status status --format=j', ['json', 'junit']],
  ['live-object-status status --tr', ['--tree']],
  ['live-object-status watch -o ', ['lines', 'ndjson', 'table']],
  ['live-object-status diff --color ', ['always', 'auto', 'never']],
  ['live-object-status redact --line-prefix c', ['compose', 'cri']],
  ['live-object-status completion ', ['bash', 'fish', 'zsh']],
]

describe.each(SHELLS)('completion in %s', shell => {
  test.skipIf(!has(shell)).each(LINES)('of %j', (line, expected) => expect(offered(shell, line)).toEqual(expected))

  test.skipIf(!has(shell))('offers every command, and options of a command', () => {
    expect(offered(shell, 'live-object-status ')).toEqual(expect.arrayContaining(names))
    expect(offered(shell, 'live-object-status report --t')).toEqual(['--timeline', '--title', '--tls-server-name'])
  })

  // bash completes files by itself where a completion offers nothing.
  test.skipIf(!has(shell) || shell === 'bash')('offers files where one is named', () => {
    expect(offered(shell, 'live-object-status replay rec').map(name => name.replaceAll('\\', ''))).toEqual(['recorded life.jsonl'])
    expect(offered(shell, 'live-object-status status -d rec').map(name => name.replaceAll('\\', ''))).toEqual(['recorded life.jsonl'])
  })
})
