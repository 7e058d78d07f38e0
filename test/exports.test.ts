import { expect, test } from 'vitest'
import { doorsOf, publicNames } from './support/public-interface.ts'

/** The public interface as a snapshot, so that a change of it is seen in review: `npx vitest run test/exports.test.ts -u` accepts it. */
const doors = doorsOf()
/** Types of a rule's data, which docs/health-rules.md describes as a whole. */
const PLAIN = new Set(['AndTest', 'NotTest', 'OrTest', 'Row', 'Scalar', 'WhenRow', 'Words'])

test.each(doors)('what %s exports is as it was', async door => {
  const text = publicNames(door)
    .map(({ declaration }) => declaration)
    .join('\n\n')
  await expect(`${text}\n`).toMatchFileSnapshot(`../fixtures/exports/${door === '.' ? 'index' : door.slice(2)}.txt`)
})

test('every export has a doc comment', () => {
  const bare = doors.flatMap(door =>
    publicNames(door)
      .filter(({ documented, name }) => !documented && !PLAIN.has(name))
      .map(({ name, file }) => `${door} ${name} (${file})`),
  )
  expect(bare).toEqual([])
})

test('every function that users call has an example', () => {
  const without = doors.flatMap(door =>
    publicNames(door)
      .filter(({ kind, exemplified, declaration }) => kind === 'value' && !exemplified && declaration.includes('=>'))
      .map(({ name, file }) => `${door} ${name} (${file})`),
  )
  expect(without).toEqual([])
})
