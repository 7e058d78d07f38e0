import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { built } from './built.ts'
import { clock, type Row } from './measure.ts'
import { npmMasks } from './npm-masks.ts'
import { cargoPeer, commandPeer } from './peer.ts'

const { createRedactor } = await built<typeof import('../../src/redact/index.ts')>('redact')

/**
 * Redaction against what searches for many texts at once. The peers are given eight written forms of each value; the redactor looks for
 * all that it knows (docs/redaction.md), folds masks, and checks its own output. So this is what it costs, not which search is faster.
 */
const MIB = 1024 * 1024
const ROUNDS = 5
const MASK = '********'

const random = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

const values = (count: number): readonly string[] => {
  const next = random(42)
  const digit = (): string => Math.floor(next() * 36).toString(36)
  return Array.from(
    { length: count },
    () => `${Array.from({ length: 12 + Math.floor(next() * 30) }, digit).join('')}&"${digit()}${digit()}`,
  )
}

const formsOf = (value: string): readonly string[] => {
  const bytes = Buffer.from(value)
  const aligned = [0, 1, 2].map(lead =>
    Buffer.concat([Buffer.alloc(lead), bytes])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(lead === 0 ? 0 : lead + 1, Math.floor(((lead + bytes.length) * 8) / 6)),
  )
  const xml = value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), xml, bytes.toString('hex'), ...aligned]
}

/** Lines of a web server, one in a hundred with a value in one of its forms. */
const logOf = (forms: readonly string[], size: number): string => {
  const next = random(7)
  const lines: string[] = []
  for (let length = 0, index = 0; length < size; index++) {
    const secret = index % 100 === 0 ? ` token=${forms[Math.floor(next() * forms.length)] ?? ''}` : ''
    const line = `2026-11-22T08:45:${String(index % 60).padStart(2, '0')}Z GET /orders/${Math.floor(next() * 1e9)} status=200 took=${next().toFixed(6)} session=${Math.floor(next() * 1e12).toString(36)}${secret}\n`
    lines.push(line)
    length += line.length
  }
  return lines.join('')
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)

const shownLength = (redactor: ReturnType<typeof createRedactor>, text: string): number => {
  const result = redactor.text(text)
  if (!result.visible) throw new Error(result.reason)
  return result.value.length
}

const against = async (count: number): Promise<readonly Row[]> => {
  const forms = values(count).flatMap(formsOf)
  const text = logOf(forms, 4 * MIB)
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const [patterns, log] = [join(folder, 'patterns'), join(folder, 'log')]
  writeFileSync(patterns, Array.from(new Set(forms)).join('\n'))
  writeFileSync(log, text)
  const redactor = createRedactor(values(count))
  const alternation = new RegExp(
    Array.from(new Set(forms), escaped)
      .sort((a, b) => b.length - a.length)
      .join('|'),
    'g',
  )
  const machine = cargoPeer('aho-corasick', [patterns, log])
  const ripgrep = commandPeer('rg', ['--version'])
  const packages = await npmMasks(Array.from(new Set(forms)), MASK)
  const figures = { ours: [], regexp: [], split: [], machine: [], ripgrep: [], modern: [], monyone: [] } as Record<string, number[]>
  const note = (name: string, value: number): void => void figures[name]?.push(value)
  const speed = (ms: number): number => text.length / MIB / (ms / 1000)
  shownLength(redactor, text)
  for (let round = 0; round < ROUNDS; round++) {
    note('ours', speed(clock(() => shownLength(redactor, text))))
    if (machine !== undefined) note('machine', speed((JSON.parse((await machine.ask('round'))[0] ?? '{}') as { ms: number }).ms))
    if (ripgrep !== undefined)
      note(
        'ripgrep',
        speed(
          clock(() => execFileSync(ripgrep, ['-a', '-F', '-f', patterns, '--passthru', '-r', MASK, log], { maxBuffer: 64 * MIB }).length),
        ),
      )
    for (const { name, masks } of packages) note(name, speed(clock(() => masks(text).length)))
    // Both are slow enough for two rounds to tell.
    if (round > 1) continue
    note('regexp', speed(clock(() => text.replaceAll(alternation, MASK).length)))
    if (count <= 100) note('split', speed(clock(() => forms.reduce((left, form) => left.split(form).join(MASK), text).length)))
  }
  machine?.close()
  rmSync(folder, { recursive: true })
  return rowsOf(count, figures)
}

const rowsOf = (count: number, figures: Readonly<Record<string, readonly number[]>>): readonly Row[] => {
  const row = (peer: string, theirs: readonly number[]): Row => ({
    what: `redactor.text, ${count} values`,
    unit: 'MB/s',
    ours: figures['ours'] ?? [],
    peer,
    theirs,
    moreIsBetter: true,
  })
  return [
    row('aho-corasick (Rust)', figures['machine'] ?? []),
    row('ripgrep --passthru', figures['ripgrep'] ?? []),
    row('npm modern-ahocorasick 3.3.0', figures['modern'] ?? []),
    row('npm @monyone/aho-corasick 1.1.11', figures['monyone'] ?? []),
    row('RegExp alternation', figures['regexp'] ?? []),
    ...(count <= 100 ? [row('split and join', figures['split'] ?? [])] : []),
  ]
}

/** The rows of the table. */
export const againstSearch = async (): Promise<readonly Row[]> => [...(await against(100)), ...(await against(1000))]
