import { describe, expect, test } from 'vitest'
import { parseArgs } from '../../src/cli/args.ts'
import { refuseTwoTakers } from '../../src/cli/input/standard-input.ts'
import { refuseIgnored } from '../../src/cli/refuse-ignored.ts'

/** Why a command line is refused; undefined where it is not. `fromCluster`: nothing is handed in or piped. */
const refusal = (line: string, fromCluster = !/ -l /.test(line)): string | undefined => {
  const invocation = parseArgs(line.split(' '))
  if (invocation.kind !== 'run') throw new Error(`${line} does not run`)
  const { command, args, options } = invocation
  try {
    refuseTwoTakers(command, args, options)
    refuseIgnored({ command, options, target: command === 'explain' || command === 'replay' ? undefined : args[0], fromCluster })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return undefined
}

describe('an option that could change nothing is refused', () => {
  test.each([
    ['status release/web -l live.json', 'A target is looked for in the cluster: leave out -l, or name manifests with -d in its place'],
    ['wait app/shop -l frames.json', 'A target is looked for in the cluster'],
    ['status -d k8s -l live.json --context eu', '--context is for reading the cluster, and -l hands in live objects'],
    ['watch -d k8s -l frames.json --kubeconfig x', '--kubeconfig is for reading the cluster'],
    ['status release/web --only-given', '--only-given goes with manifests: name them with -d'],
    ['watch -n shop --only-given', '--only-given goes with manifests'],
    ['diff -n shop --previous old', '--previous goes with manifests'],
    ['report --timeline t.jsonl -d k8s', 'The timeline holds manifests and live objects: leave out --desired'],
    ['report --timeline t.jsonl --context eu', 'leave out --context'],
    ['report release/web --timeline t.jsonl', 'leave out the target'],
    ['lint --strict', '--strict is for what the policy is used on: name it with -d, -l or -n'],
  ])('%s', (line, expected) => expect(refusal(line)).toContain(expected))

  test.each([
    'status -d k8s -l live.json --only-given --previous old',
    'status release/web --context eu --force',
    'watch -d k8s --only-given --complete --config x.yaml',
    'watch -d k8s --no-config',
    'wait -d k8s -l frames.json --for sync',
    'report --timeline t.jsonl --logs logs --values v.json --now 2026-11-29T10:00:00Z --title x',
    'report -d k8s --logs logs',
    'lint --config x.yaml',
    'lint --context eu --strict',
    'redact --values v.json --mask x',
  ])('and what counts is not: %s', line => expect(refusal(line)).toBeUndefined())
})

describe('two inputs cannot both be standard input', () => {
  test.each([
    ['status -d - -l -', '-d and -l'],
    ['status -d - --values -', '-d and --values'],
    ['status -d k8s -l - --config -', '-l and --config'],
    ['report -d - --logs -', '-d and --logs'],
    ['report --timeline - --values -', '--values and --timeline'],
    ['replay - --config -', 'replay and --config'],
    ['redact --values -', 'redact and --values'],
    ['hash-secrets --salt-file -', 'hash-secrets and --salt-file'],
    ['status -d - -d -', '-d and -d'],
  ])('%s', (line, takers) => expect(refusal(line)).toBe(`Only one input can be standard input, and ${takers} would read it: name a file`))

  test.each(['status -d -', 'replay -', 'hash-secrets --salt-file salt.txt', 'hash-secrets -f a.json --salt-file -'])('one can: %s', line =>
    expect(refusal(line)).toBeUndefined(),
  )
})
