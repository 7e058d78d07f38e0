import { hashSecret, predictApply, printYaml } from '../../index.ts'
import { isSecret } from '../../secrets/index.ts'
import type { KubeObjectLike, ManifestObject, ObjectAssessment, Redactor, Shown } from '../../index.ts'
import { mapTexts } from '../../redact/internal.ts'
import { isAppliedCopy } from '../../model/annotations.ts'
import { refOf, refText } from '../../model/identity.ts'
import { plainText } from '../../model/plain-text.ts'
import { recordOf } from '../../model/read.ts'
import type { Paint } from '../../model/texts/text-columns.ts'
import type { CommandAnswer, Terminal } from '../answer.ts'
import { TROUBLE } from '../answer.ts'
import type { Options } from '../args.ts'
import { assessAll, valuesBeside } from '../assess-all.ts'
import { policyNotes } from '../assess-texts.ts'
import type { Assessed, AssessInput } from '../assess-texts.ts'
import { clean, createGuard, guarded, opened, refuseWithheld } from '../output/guarded.ts'
import { differenceText } from '../output/difference-text.ts'
import { manifestPlace } from '../output/manifest-place.ts'
import { lineDiff } from '../output/line-diff.ts'
import { createIndexer } from '../same-object.ts'
import type { FindShown } from '../same-object.ts'

/** Tells what differs, field by field with who and when, then as text. Exit codes as those of kubectl diff: 0 same, 1 different, 2 trouble. */
export const diff = (input: AssessInput, options: Options, surroundings: Terminal): CommandAnswer =>
  guarded(useGuard => {
    const guard = useGuard(createGuard(input.values, { salt: surroundings.salt, beside: valuesBeside(input) }))
    const all = assessAll(input, options, surroundings, () => guard)
    refuseWithheld(all)
    const blocks = all.flatMap(assessed => diffApplication(assessed, surroundings))
    const uncompared = all.some(({ application }) =>
      application.objects.some(({ sync, health }) => sync.status === 'Unknown' && health.status !== 'Missing'),
    )
    return {
      text: blocks.map(lines => lines.map(line => `${line}\n`).join('')).join('\n'),
      notes: all.flatMap(assessed => [...assessed.notes, ...policyNotes(assessed)]),
      exitCode: all.some(({ trouble }) => trouble) ? TROUBLE : blocks.length > 0 ? 1 : uncompared ? TROUBLE : 0,
    }
  })

/** The objects that differ, a block each. */
const diffApplication = (assessed: Assessed, surroundings: Terminal): readonly (readonly string[])[] => {
  const { application, manifests, live, options } = assessed
  const indexShown = createIndexer(options.redactor)
  const sides: BothSides = { findManifest: indexShown(manifests, ({ ref }) => ref), findLive: indexShown(live, refOf) }
  return application.objects.flatMap(object => block(object, assessed, { ...surroundings, sides }))
}

interface BothSides {
  readonly findManifest: FindShown<ManifestObject>
  readonly findLive: FindShown<KubeObjectLike>
}

/** One object that differs, as one block. */
const block = (
  object: Shown<ObjectAssessment>,
  assessed: Assessed,
  { paint, salt = '', sides }: Terminal & { readonly sides: BothSides },
): readonly (readonly string[])[] => {
  const [manifest, live] = [sides.findManifest(object.ref), sides.findLive(object.ref)]
  if (manifest === undefined) return []
  const { redactor: guard, ...options } = assessed.options
  const reading = { guard, sealed: assessed.sealed }
  const isMissing = object.health.status === 'Missing'
  if (live === undefined ? !isMissing : object.comparison?.status !== 'OutOfSync' && !(isMissing && live === 'several')) return []
  const title = assessed.title === '' ? '' : ` (${clean(guard, assessed.title)})`
  const name = paint('bold', plainText(`${refText(object.ref)}${title}`))
  const fields = (object.comparison?.differences ?? []).flatMap(difference =>
    fieldLines(difference, isSecret(typeof live === 'object' ? live : object.ref)),
  )
  if (manifest === 'several' || live === 'several') return [[name, ...fields, SHOWN_ALIKE]]
  const head = `${name}  ${paint('dim', plainText(clean(guard, manifestPlace(manifest))))}`
  if (live === undefined) {
    const text = readable(manifest.object, salt, reading)
    return [[head, '  is not in the cluster; an apply creates it', ...diffLines('', text, paint)]]
  }
  const { object: predicted } = predictApply(manifest.object, live, options)
  const leftAlone = (object.comparison?.notes ?? []).map(note => paint('dim', plainText(`  left alone: ${differenceText(note)}`)))
  return [[head, ...fields, ...leftAlone, ...diffLines(readable(live, salt, reading), readable(predicted, salt, reading), paint)]]
}

const SHOWN_ALIKE = '  differs; its text is left out, as another object is shown by the same name'

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

/** Fields that the server and controllers keep for themselves. */
const SERVER_FIELDS = new Set(['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp', 'selfLink'])

/** How objects may be shown. `sealed`: their Secrets are hashed already. */
interface ShownAs {
  readonly guard: Redactor
  readonly sealed: boolean
}

/** The object as YAML without what nobody deploys; values of Secrets are hashes, and those of Secrets nested in it are left out. */
const readable = (object: KubeObjectLike, salt: string, { guard, sealed }: ShownAs): string => {
  if (!isSecret(object)) {
    const shown = guard.object(object)
    return shown.visible ? printYaml(deployable(shown.value)) : withheldText(shown.reason)
  }
  const hashed = sealed ? { visible: true as const, value: object } : hashSecret(object, { salt })
  // Hashes of annotations and labels of a Secret stay, so that a change of them shows; names pass as all texts do.
  return hashed.visible ? printYaml(mapTexts(deployable(hashed.value), text => opened(guard.text(text)))) : withheldText(hashed.reason)
}

const withheldText = (reason: string): string => `# withheld: ${reason}\n`

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
