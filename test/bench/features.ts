import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { gunzipSync } from 'node:zlib'
import { parseDocument } from 'yaml'
import type { JsonRecord } from '../../src/model/kube-object.ts'
import { at, textOf } from '../../src/model/read.ts'
import { fixtureLines } from '../support/fixtures.ts'
import { built } from './built.ts'
import { generateCluster } from './generate-cluster.ts'
import { illCluster } from './ill-cluster.ts'
import { clock, type Row } from './measure.ts'
import { secretValues } from './secret-values.ts'

const { assessApplication, planObservation } = await built<typeof import('../../src/status/index.ts')>('status')
const { createRedactor } = await built<typeof import('../../src/redact/index.ts')>('redact')
const { recordedApplications } = await built<typeof import('../../src/sources/index.ts')>('sources')
const { readPolicy } = await built<typeof import('../../src/policy/index.ts')>('policy')

const NOW = Date.parse('2026-11-23T10:00:00Z')
const ROUNDS = 5

/** Milliseconds of both, in turns; the first turn warms up. */
const taken = (own: () => number, their: () => number): { readonly ours: readonly number[]; readonly theirs: readonly number[] } => {
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round <= ROUNDS; round++) {
    const [one, other] = [clock(own), clock(their)]
    if (round === 0) continue
    ours.push(one)
    theirs.push(other)
  }
  return { ours, theirs }
}

const each = (times: readonly number[], count: number): readonly number[] => times.map(time => (time * 1000) / count)

/** What it takes to hide a hundred values in the answer for ten thousand objects: one application, and 192. */
const redacting = (): readonly Row[] => {
  const applications = generateCluster(192)
  const count = applications.reduce((sum, { live }) => sum + live.length, 0)
  const values = secretValues(100)
  const all = { desired: applications.flatMap(({ desired }) => desired), live: applications.flatMap(({ live }) => live) }
  const assess = (inputs: readonly { desired: readonly JsonRecord[]; live: readonly JsonRecord[] }[], hides: boolean): number => {
    const redactor = createRedactor(values)
    return inputs.reduce((sum, { desired, live }) => {
      const options = { now: NOW, complete: [] }
      return sum + assessApplication({ desired, live }, hides ? { ...options, redactor } : options).objects.length
    }, 0)
  }
  return [['one application', [all]] as const, ['192 applications', applications] as const].map(([name, inputs]) => {
    const { ours, theirs } = taken(
      () => assess(inputs, true),
      () => assess(inputs, false),
    )
    const what = `assessApplication, ${name}, 100 values hidden`
    return { what, unit: `µs each of ${count}`, ours: each(ours, count), peer: 'the same, nothing hidden', theirs: each(theirs, count) }
  })
}

/** What looking for causes takes in ten thousand objects of which two hundred are ill. */
const causes = (): Row => {
  const ill = illCluster()
  const well = generateCluster(192)
  const allWell = { desired: well.flatMap(({ desired }) => desired), live: well.flatMap(({ live }) => live) }
  const { ours, theirs } = taken(
    () => assessApplication(ill, { now: NOW }).objects.length,
    () => assessApplication(allWell, { now: NOW }).objects.length,
  )
  return { what: `assessApplication, ${ill.live.length} objects, 200 ill`, unit: 'ms', ours, peer: 'the same, all well', theirs }
}

/** What a release of Helm takes, beside unpacking and parsing it, which nobody can do without. */
const sources = (): Row => {
  const secrets = fixtureLines<{ readonly objects: readonly JsonRecord[] }>('sources/recorded.jsonl.gz')
    .flatMap(({ objects }) => objects)
    .filter(({ type }) => type === 'helm.sh/release.v1')
  const unpack = (secret: JsonRecord): number => {
    const base64 = Buffer.from(textOf(at(secret, 'data', 'release')) ?? '', 'base64').toString('utf8')
    const { manifest } = JSON.parse(gunzipSync(Buffer.from(base64, 'base64')).toString('utf8')) as { readonly manifest: string }
    return manifest.split('\n---').reduce((sum, text) => sum + Object.keys(parseDocument(text).toJSON() ?? {}).length, 0)
  }
  const { ours, theirs } = taken(
    () => secrets.reduce((sum, secret) => sum + recordedApplications([secret]).length, 0),
    () => secrets.reduce((sum, secret) => sum + unpack(secret), 0),
  )
  const [unit, peer] = [`µs each of ${secrets.length}`, 'gunzip, JSON.parse, yaml']
  return {
    what: 'recordedApplications, releases of Helm',
    unit,
    ours: each(ours, secrets.length),
    peer,
    theirs: each(theirs, secrets.length),
  }
}

const plan = (): Row => {
  const [{ desired } = { desired: [] }] = generateCluster(1)
  const rounds = 200
  const { ours } = taken(
    () => Array.from({ length: rounds }, () => planObservation(desired).length).length,
    () => 0,
  )
  return { what: `planObservation, ${desired.length} manifests`, unit: 'µs', ours: each(ours, rounds), peer: '', theirs: [] }
}

/** A policy of a hundred rules and as many exceptions, beside parsing its YAML. */
const policy = (): Row => {
  const rule = (index: number): string => `  - apiVersion: example.com/v1
    kind: Kind${index}
    current: status.phase == 'Ready' && status.count >= ${index}
`
  const exception = (index: number): string => `  - for: { kind: ConfigMap, name: notes-${index}-* }
    countsAs: nothing
`
  const indexes = Array.from({ length: 100 }, (_, index) => index)
  const text = `apiVersion: live-object-status/v1
kind: Policy
counting:
${indexes.map(exception).join('')}`
  const withRules = `${text}rules:\n${indexes.map(rule).join('')}`
  const { ours, theirs } = taken(
    () => readPolicy(withRules).problems.length + 1,
    () => Object.keys(parseDocument(withRules).toJSON()).length,
  )
  if (readPolicy(withRules).problems.length > 0) throw new Error('the policy of the benchmark is not one')
  return { what: 'readPolicy, 100 rules and 100 exceptions', unit: 'ms', ours, peer: 'yaml', theirs }
}

/** The command as users start it, each time in a process of its own, beside Node.js that does nothing. */
const commandLine = (): readonly Row[] => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const write = (name: string, items: readonly JsonRecord[]): string => {
    const file = join(folder, name)
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
    return file
  }
  const [{ desired, live } = { desired: [], live: [] }] = generateCluster(1)
  // Sixteen manifests, and applications enough for 4,400.
  const large = generateCluster(200)
  const [few, fewLive] = [write('few.json', desired.slice(0, 16)), write('few-live.json', live)]
  const many = write(
    'many.json',
    large.flatMap(each => each.desired),
  )
  const manyLive = write(
    'many-live.json',
    large.flatMap(each => each.live),
  )
  const run = (...args: readonly string[]): number => {
    try {
      return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e9 }).length + 1
    } catch (error) {
      // A gate that is shut is an answer too; a command that does not begin has none.
      const { status, stdout } = error as { readonly status?: number; readonly stdout?: string }
      if (status !== 1 || stdout === undefined || stdout === '') throw error
      return stdout.length
    }
  }
  const cli = 'dist/cli/main.js'
  const beside = (what: string, ...args: readonly string[]): Row => {
    const { ours, theirs } = taken(
      () => run(cli, ...args),
      () => run('-e', '0'),
    )
    return { what, unit: 'ms', ours, peer: 'node -e 0', theirs }
  }
  try {
    return [
      beside('start: --version', '--version'),
      beside('start: status of 16 manifests', 'status', '-d', few, '-l', fewLive),
      beside(`start: status of ${large.length * 22} manifests`, 'status', '-d', many, '-l', manyLive),
      beside(`start: diff of ${large.length * 22} manifests`, 'diff', '-d', many, '-l', manyLive),
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The rows of the table. */
export const features = (): readonly Row[] => [...redacting(), causes(), sources(), plan(), policy(), ...commandLine()]
