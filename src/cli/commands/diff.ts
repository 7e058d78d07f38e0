import { createRedactor, hashSecret, predictApply, printYaml } from '../../index.ts'
import { isSecret } from '../../secrets/index.ts'
import type { KubeObjectLike, ManifestObject, ObjectAssessment, ObjectRef } from '../../index.ts'
import { isAppliedCopy } from '../../model/annotations.ts'
import { refKey, refOf, refText } from '../../model/identity.ts'
import { plainText } from '../../model/plain-text.ts'
import { recordOf } from '../../model/read.ts'
import type { Paint } from '../../model/text-columns.ts'
import type { CommandAnswer, Terminal } from '../answer.ts'
import { TROUBLE } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessAll, valuesBeside } from '../assess-all.ts'
import { policyNotes } from '../assess-texts.ts'
import type { Assessed, AssessInput } from '../assess-texts.ts'
import { clean, guarded } from '../output/guarded.ts'
import type { Guard } from '../output/guarded.ts'
import { manifestPlace } from '../output/manifest-place.ts'
import { lineDiff } from '../output/line-diff.ts'

/** What differs, field by field with who and when, then as text. Exit codes as those of kubectl diff: 0 same, 1 different, 2 trouble. */
export const diff = (input: AssessInput, options: Options, surroundings: Terminal): CommandAnswer =>
  guarded(
    input.values,
    guard => {
      const all = assessAll(input, options, surroundings)
      const blocks = all.flatMap(assessed => diffApplication(assessed, { ...surroundings, guard }))
      const uncompared = all.some(({ application }) =>
        application.objects.some(({ sync, health }) => sync.status === 'Unknown' && health.status !== 'Missing'),
      )
      return {
        text: blocks.map(lines => lines.map(line => `${line}\n`).join('')).join('\n'),
        notes: all.flatMap(assessed => [...assessed.notes, ...policyNotes(assessed)]),
        exitCode: all.some(({ trouble }) => trouble) ? TROUBLE : blocks.length > 0 ? 1 : uncompared ? TROUBLE : 0,
      }
    },
    valuesBeside(input),
  )

/** The objects that differ, a block each. */
const diffApplication = (assessed: Assessed, surroundings: Terminal & { readonly guard: Guard }): readonly (readonly string[])[] => {
  const { application, manifests, live } = assessed
  const sides: BothSides = {
    // Of two manifests of one object the later one counts.
    manifests: new Map(manifests.map(manifest => [placeKey(manifest.ref), manifest])),
    live: new Map(live.map(object => [placeKey(refOf(object)), object])),
  }
  return application.objects.flatMap(object => block(object, assessed, { ...surroundings, sides }))
}

interface BothSides {
  readonly manifests: ReadonlyMap<string, ManifestObject>
  readonly live: ReadonlyMap<string, KubeObjectLike>
}

/** Whichever source saw it: files on a command line are all of one cluster. */
const placeKey = (ref: ObjectRef): string => refKey({ ...ref, source: '' })

/** One object that differs, as one block. */
const block = (
  object: ObjectAssessment,
  assessed: Assessed,
  { paint, salt = '', guard, sides }: Terminal & { readonly guard: Guard; readonly sides: BothSides },
): readonly (readonly string[])[] => {
  const key = placeKey(object.ref)
  const [manifest, live] = [sides.manifests.get(key), sides.live.get(key)]
  if (manifest === undefined) return []
  const reading = { guard, sealed: assessed.sealed }
  const differences = object.comparison?.differences ?? []
  if (live === undefined ? object.health.status !== 'Missing' : object.comparison?.status !== 'OutOfSync') return []
  const head = `${paint('bold', plainText(refText(object.ref)))}  ${paint('dim', manifestPlace(manifest))}`
  if (live === undefined) {
    const text = readable(manifest.object, salt, reading)
    return [[head, '  is not in the cluster; an apply creates it', ...diffLines('', text, paint)]]
  }
  const { secrets: _secrets, redactor: _redactor, ...options } = assessed.options
  const { object: predicted } = predictApply(manifest.object, live, options)
  const fields = differences.flatMap(difference => fieldLines(difference, isSecret(live)))
  return [[head, ...fields, ...diffLines(readable(live, salt, reading), readable(predicted, salt, reading), paint)]]
}

type FieldDifference = NonNullable<ObjectAssessment['comparison']>['differences'][number]

/** Path, who, how and since when; of Secrets also that it changed, since the values are not shown. */
const fieldLines = ({ path, by, effect }: FieldDifference, secret: boolean): readonly string[] => {
  const who = by === undefined ? [] : [`${by.manager}${by.subresource === undefined ? '' : ` (subresource ${by.subresource})`}`]
  const since = by?.since === undefined ? [] : [`since ${by.since}`]
  const facts = [...(secret ? ['changed'] : []), ...who, ...since, ...(effect === 'restarts-pods' ? ['an apply restarts pods'] : [])]
  return [plainText(`  ${path}${facts.length === 0 ? '' : `: ${facts.join(', ')}`}`)]
}

const SIGN_COLOURS: Readonly<Record<string, Parameters<Paint>[0]>> = { '-': 'red', '+': 'green', '@': 'blue' }

const diffLines = (before: string, after: string, paint: Paint): readonly string[] => [
  paint('bold', '--- live'),
  paint('bold', '+++ deployed'),
  ...lineDiff(before, after).map(line => {
    const colour = SIGN_COLOURS[line.charAt(0)]
    return colour === undefined ? plainText(line) : paint(colour, plainText(line))
  }),
]

/** What the server and controllers keep for themselves. */
const SERVER_FIELDS = new Set(['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp', 'selfLink'])

/** How objects may be shown. `sealed`: their Secrets are hashed already. */
interface ShownAs {
  readonly guard: Guard
  readonly sealed: boolean
}

/** The object as YAML without what nobody deploys; values of Secrets are hashes, and those of Secrets nested in it are left out. */
const readable = (object: KubeObjectLike, salt: string, { guard, sealed }: ShownAs): string => {
  const shown = !isSecret(object)
    ? createRedactor([]).object(clean(guard, object))
    : sealed
      ? { visible: true as const, value: object }
      : hashSecret(object, { salt })
  return shown.visible ? printYaml(deployable(shown.value)) : `# withheld: ${shown.reason}\n`
}

const deployable = (object: KubeObjectLike): unknown => {
  const { status: _, metadata, ...rest } = recordOf(object)
  const kept = Object.entries(recordOf(metadata)).flatMap(([field, value]): [string, unknown][] => {
    if (SERVER_FIELDS.has(field)) return []
    if (field !== 'annotations') return [[field, value]]
    const annotations = Object.entries(recordOf(value)).filter(([key]) => !isAppliedCopy(key) && key !== 'live-object-status/hashed')
    return annotations.length === 0 ? [] : [[field, Object.fromEntries(annotations)]]
  })
  return { ...rest, metadata: Object.fromEntries(kept) }
}
