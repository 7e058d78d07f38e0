#!/usr/bin/env node
// A kubectl that answers from a file: FAKE_KUBECTL names a JSON file, and beside it `.calls` gets the arguments of every call.
import { appendFileSync, readFileSync } from 'node:fs'

const path = process.env.FAKE_KUBECTL
const args = process.argv.slice(2)
appendFileSync(`${path}.calls`, `${JSON.stringify(args)}\n`)
const world = JSON.parse(readFileSync(path, 'utf8'))
const option = name => args.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
const end = (text, errors = [], code = errors.length > 0 ? 1 : 0) => {
  for (const line of [...(world.says ?? []), ...errors]) process.stderr.write(`${line}\n`)
  process.stdout.write(text, () => process.exit(code))
}

const version = () => {
  if (world.hangs) return setTimeout(() => undefined, 60_000)
  const serverVersion = world.down ? undefined : { major: '1', minor: '36' }
  return end(JSON.stringify({ clientVersion: { major: '1', minor: world.client ?? '36' }, serverVersion }), world.down ? [world.down] : [])
}

const resources = () => {
  const rows = world.kinds.map(({ plural, group, version, kind, cluster }) =>
    [plural, '', group === '' ? version : `${group}/${version}`, String(cluster !== true), kind, 'get,list,watch', '']
      .map((cell, index) => cell.padEnd([60, 12, 60, 12, 40, 20, 1][index]))
      .join(''),
  )
  const head = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', 'VERBS', 'CATEGORIES']
    .map((cell, index) => cell.padEnd([60, 12, 60, 12, 40, 20, 10][index]))
    .join('')
  return end(`${[head, ...rows].join('\n')}\n`)
}

const matches = (object, { group, kind, namespace, selector, names }) => {
  const [own = '', version] = object.apiVersion.includes('/') ? object.apiVersion.split('/') : ['', object.apiVersion]
  const labels = object.metadata.labels ?? {}
  return (
    version !== undefined &&
    own === group &&
    object.kind === kind &&
    (namespace === undefined || object.metadata.namespace === undefined || object.metadata.namespace === namespace) &&
    (names.length === 0 || names.includes(object.metadata.name)) &&
    (selector ?? '')
      .split(',')
      .every(part => part === '' || (part.includes('=') ? labels[part.split('=')[0]] === part.split('=')[1] : part in labels))
  )
}

const get = () => {
  const [, types = '', ...rest] = args
  const names = rest.slice(
    0,
    rest.findIndex(arg => arg.startsWith('-')),
  )
  const [found, errors] = [[], []]
  for (const type of types.split(',')) {
    const [plural, ...groups] = type.split('.')
    const served = world.kinds.find(
      each => each.plural === plural && (each.group === groups.join('.') || each.group === groups.slice(1).join('.')),
    )
    if (served === undefined || world.lies?.includes(type)) return end('', [`error: the server doesn't have a resource type "${plural}"`])
    if (world.forbidden?.includes(served.kind))
      errors.push(
        `Error from server (Forbidden): ${plural} is forbidden: User "u" cannot list resource "${plural}" in API group "${served.group}" in the namespace "shop"`,
      )
    else
      found.push(
        ...world.objects.filter(object =>
          matches(object, { ...served, namespace: option('namespace'), selector: option('selector'), names }),
        ),
      )
  }
  const late = world.late ?? []
  const calls = readFileSync(`${path}.calls`, 'utf8').split('\n').length
  const items = found.filter(object => !late.includes(object.metadata.name) || calls > (world.lateUntil ?? 0))
  if (args.includes('--watch')) return end(items.map(object => JSON.stringify({ type: 'ADDED', object }, undefined, 4)).join('\n'), errors)
  if (names.length === 1 && items.length === 0 && errors.length === 0) return end('')
  return end(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }), errors)
}

const logs = () => {
  const text = world.logs?.[`${args[1].slice('pod/'.length)}/${option('container')}`]
  return text === undefined ? end('', ['Error from server (NotFound): no log']) : end(text)
}

const verbs = {
  logs,
  version,
  'api-resources': resources,
  config: () => end(JSON.stringify({ contexts: [{ context: { namespace: world.namespace } }] })),
  get,
}
const run = verbs[args[0]] ?? (() => end('', ['error: unknown command']))
run()
