import { describe, expect, test } from 'vitest'
import { parseArgs } from '../../src/cli/args.ts'
import { COMMANDS } from '../../src/cli/command-table.ts'
import { createPaint, wantsColour } from '../../src/cli/output/colours.ts'
import { helpText } from '../../src/cli/output/help.ts'
import { optionsOf } from './run.ts'

describe('options', () => {
  test.each([['-o', 'json'], ['-ojson'], ['-o=json'], ['--format', 'json'], ['--format=json'], ['--output', 'json']])(
    'are read as kubectl reads them: %s %s',
    (...argv) => expect(optionsOf('status', ...argv.filter(arg => arg !== undefined)).text('output')).toBe('json'),
  )

  test.each(['-', '007', '1e3', 'true', '--odd', 'a=b', ''])('take %j as a value as it is', value => {
    expect(optionsOf('status', '-n', value).text('namespace')).toBe(value)
  })

  test('can be repeated, and the last one counts where one is meant', () => {
    const options = optionsOf('status', '-d', 'a.yaml', '-f', '-', '--desired=b', '-n', 'a', '-n', 'b')
    expect(options.texts('desired')).toEqual(['a.yaml', '-', 'b'])
    expect(options.text('namespace')).toBe('b')
    expect(options.flag('tree')).toBe(false)
  })

  test.each([
    [['status', '--password=hunter2']],
    [['status', '-o', 'hunter2']],
    [['redact', 'hunter2']],
    [['hunter2']],
    [['status', '--color', 'hunter2']],
    [['explain', 'a', 'hunter2']],
    [['status', '--tree=hunter2']],
    [['-n', 'hunter2', '-q', 'hunter2']],
  ])('that are wrong are told without what was given to them: %j', argv => {
    const invocation = parseArgs(argv)
    expect(invocation.kind).toBe('misuse')
    expect(JSON.stringify(invocation)).not.toContain('hunter2')
  })

  test('without their value, and arguments that are needed, are told', () => {
    expect(parseArgs(['status', '-d'])).toMatchObject({ kind: 'misuse', message: expect.stringContaining('value is missing') })
    expect(parseArgs(['explain'])).toMatchObject({ kind: 'misuse', message: 'explain needs <object>' })
  })
})

describe('the command word', () => {
  test.each([
    [['-d', 'k8s/'], 'status', []],
    [['release/web'], 'status', ['release/web']],
    [['-n', 'diff', 'app/shop'], 'status', ['app/shop']],
    [['status', 'ks/flux-system/apps'], 'status', ['ks/flux-system/apps']],
    [['-n', 'shop', 'diff'], 'diff', []],
    [['explain', 'deploy/web'], 'explain', ['deploy/web']],
  ])('may be left out: %j', (argv, command, args) => expect(parseArgs(argv)).toMatchObject({ kind: 'run', command, args }))

  test('is no other word', () => expect(parseArgs(['shop'])).toEqual({ kind: 'misuse', message: 'There is no such command' }))
})

describe('flags of kubectl', () => {
  test('are read where a cluster is', () => {
    const options = optionsOf(
      'status',
      '--context',
      'eu',
      '--context=us',
      '-n',
      'shop',
      '--as-group=a',
      '--as-group',
      'b',
      '-s',
      'https://x',
      '--insecure-skip-tls-verify',
    )
    expect(options.texts('context')).toEqual(['eu', 'us'])
    expect(options.texts('as-group')).toEqual(['a', 'b'])
    expect([options.text('server'), options.flag('insecure-skip-tls-verify')]).toEqual(['https://x', true])
    expect(parseArgs(['redact', '--context', 'eu']).kind).toBe('misuse')
  })

  test.each([['--token'], ['--password'], ['--username']])('that hold a secret are refused, with what to do: %s', flag => {
    for (const argv of [
      [flag, 'hunter2', '-d', 'k8s/'],
      ['status', `${flag}=hunter2`],
    ]) {
      const invocation = parseArgs(argv)
      expect(invocation).toMatchObject({ kind: 'misuse', message: expect.stringContaining('--kubeconfig') })
      expect(JSON.stringify(invocation)).not.toContain('hunter2')
    }
  })
})

describe('help', () => {
  test.each([[[]], [['--help']], [['help']], [['-h']]])('of the program: %j', argv => expect(parseArgs(argv)).toEqual({ kind: 'help' }))
  test.each([[['help', 'diff']], [['diff', '--help']]])('of a command: %j', argv =>
    expect(parseArgs(argv)).toEqual({ kind: 'help', command: 'diff' }),
  )

  test('is complete, and fits a wide terminal', async () => {
    const text = [undefined, ...COMMANDS.map(({ name }) => name)].map(name => helpText(name)).join('\n────\n')
    await expect(text).toMatchFileSnapshot('../../fixtures/cli/help.txt')
  })
})

describe('colours', () => {
  test.each([
    [{ flag: 'always', env: { NO_COLOR: '1' }, isTerminal: false }, true],
    [{ flag: 'never', env: { FORCE_COLOR: '1' }, isTerminal: true }, false],
    [{ flag: undefined, env: { NO_COLOR: '1', FORCE_COLOR: '1' }, isTerminal: true }, false],
    [{ flag: 'auto', env: { FORCE_COLOR: '1' }, isTerminal: false }, true],
    [{ flag: undefined, env: { FORCE_COLOR: '0' }, isTerminal: true }, false],
    [{ flag: undefined, env: { NO_COLOR: '' }, isTerminal: true }, true],
    [{ flag: undefined, env: { TERM: 'dumb' }, isTerminal: true }, false],
    [{ flag: undefined, env: {}, isTerminal: false }, false],
  ])('%j: %s', (choice, expected) => expect(wantsColour(choice)).toBe(expected))

  test('are there, or not', () => {
    expect(createPaint(true)('red', 'Degraded')).toBe('\u001B[31mDegraded\u001B[39m')
    expect(createPaint(false)('red', 'Degraded')).toBe('Degraded')
  })
})
