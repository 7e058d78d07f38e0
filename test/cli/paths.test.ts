import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPaths } from '../../src/cli/input/inputs.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'live-object-status-'))

test('a link that leads nowhere, to itself or round and round costs no other file, and is told as what it is', async () => {
  const root = folder()
  mkdirSync(join(root, 'sub'))
  writeFileSync(join(root, 'a.yaml'), 'a')
  writeFileSync(join(root, 'sub', 'b.yaml'), 'b')
  symlinkSync('missing.yaml', join(root, 'broken.yaml'))
  symlinkSync('self.yaml', join(root, 'self.yaml'))
  symlinkSync('.', join(root, 'loop'))
  symlinkSync('..', join(root, 'sub', 'up'))
  const { texts, problems } = await readPaths([root])
  expect(texts.map(({ text }) => text)).toEqual(['a', 'b'])
  expect(problems.map(({ source = '', message }) => `${source.slice(root.length + 1)}: ${message}`)).toEqual([
    'broken.yaml: This link leads to nothing',
    'loop: This link leads back to a folder above it and is not followed',
    'self.yaml: This link leads to itself',
    'sub/up: This link leads back to a folder above it and is not followed',
  ])
})

test('linked files, linked folders and mounted ConfigMaps are read', async () => {
  const [root, other] = [folder(), folder()]
  writeFileSync(join(other, 'c.yaml'), 'c')
  symlinkSync(other, join(root, 'linked'))
  mkdirSync(join(root, '..2026'))
  writeFileSync(join(root, '..2026', 'd.yaml'), 'd')
  symlinkSync('..2026', join(root, '..data'))
  symlinkSync(join('..data', 'd.yaml'), join(root, 'd.yaml'))
  const { texts, problems } = await readPaths([root])
  expect(texts.map(({ text }) => text)).toEqual(['d', 'c'])
  expect(problems).toEqual([])
})
