import { agreement, type Conformance, type Disagreement } from './conformance.ts'
import type { HealthAgreement } from './health-peers.ts'
import { healthSection } from './health-markdown.ts'
import type { PeerAgreement } from './peers.ts'

/** What each corpus is, and why we differ where we do. */
const ABOUT: Readonly<Record<string, { readonly what: string; readonly why?: string }>> = {
  classes: { what: 'one hand-written case for each class of drift and of apparent drift' },
  generated: { what: 'random manifests of the common kinds with random edits' },
  'generated-rare': { what: 'the same of the rarer kinds' },
  'every-kind': { what: 'every kind that can be created, and CRDs with every feature of a schema, with random edits' },
  histories: {
    what: 'several managers after another, sets applied again and changed meanwhile, of kinds and fields that are rare elsewhere',
  },
  'third-party': { what: "other projects' manifests with random edits, their CRDs given" },
  'third-party without CRDs': {
    what: 'the same, without the CRDs',
    why: 'Defaults, list keys and zero values of a custom resource stand in its CRD alone: without it a removed field may come back, or not.',
  },
  'custom resources without CRDs': { what: 'the custom resources among them' },
  'argo-health': {
    what: "the objects of Argo CD's own health tests",
    why: '[health-rules.md](health-rules.md) has each with its reason.',
  },
  'cel-as-flux-evaluates-it': {
    what: 'expressions as cel-go with Flux’s options evaluates them',
    why: 'Refused before anything is evaluated: `matches()`, whose patterns can be slow, and a comparison of two types.',
  },
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
/** Places are the second half of a corpus' answer: not only whether, but where. */
const isPlaces = ({ corpus }: Conformance): boolean => corpus.endsWith(': places')
const base = (corpus: string): string => corpus.replace(/: places$/, '')

const table = (results: readonly Conformance[], peers: readonly PeerAgreement[]): readonly string[] => [
  row(['corpus', 'what it is', 'cases', 'ours', 'ours, exact places', 'peers', 'left out']),
  row(['---', '---', '---:', '---:', '---:', '---', '---:']),
  ...results
    .filter(result => !isPlaces(result))
    .map(result => {
      const places = results.find(other => isPlaces(other) && base(other.corpus) === result.corpus)
      const beside = peers
        .filter(({ corpus }) => corpus === result.corpus)
        .map(({ peer, cases, agreeing }) => `${peer} ${percent(agreeing / cases)}${cases === result.cases ? '' : ` of ${cases}`}`)
      return row([
        result.corpus,
        ABOUT[result.corpus]?.what ?? '',
        String(result.cases),
        percent(agreement(result)),
        places === undefined ? '' : `${percent(agreement(places))} of ${places.cases}`,
        beside.join('; '),
        String(result.left ?? 0),
      ])
    }),
]

/** The kind is enough to say what a disagreement is about; the objects of others are not shown. */
const subject = ({ about }: Disagreement): string => about.split(' ').slice(0, 2).join(' ')

const disagreements = (results: readonly Conformance[]): readonly string[] =>
  results
    // A part of the corpus before it, which lists them all.
    .filter(result => result.disagreements.length > 0 && base(result.corpus) !== 'custom resources without CRDs')
    .flatMap(result => [
      '',
      `**${result.corpus}**: ${result.disagreements.length} of ${result.cases}. ${ABOUT[base(result.corpus)]?.why ?? ''}`,
      '',
      ...result.disagreements.map(one => `- ${one.id}, ${subject(one)}${isPlaces(result) ? ': names other places' : `: ${one.wrong}`}`),
    ])

/** What is answered otherwise on purpose, once for each kind of answer. */
const meant = (results: readonly (Conformance & { readonly deviations?: readonly Disagreement[] })[]): readonly string[] =>
  results.flatMap(({ corpus, deviations = [] }) =>
    deviations.length === 0
      ? []
      : [
          '',
          `**${corpus}**: ${deviations.length} not counted. ${ABOUT[corpus]?.why ?? ''}`,
          '',
          ...Array.from(new Set(deviations.map(({ about, wrong }) => `- \`${about}\`: ${wrong}`))),
        ],
  )

/** docs/conformance.md. */
export const conformancePage = (
  results: readonly Conformance[],
  peers: readonly PeerAgreement[],
  health: readonly HealthAgreement[],
): string =>
  [
    '# Conformance',
    '',
    'Written by `npm run conformance -- --markdown`, never by hand. Comparing is judged by recorded dry runs of a Kubernetes 1.36 API server: would it',
    'change the object (`reapply`), and exactly where. Health is judged by the tests of Argo CD, expressions by cel-go. A clone without the recordings of',
    'other projects runs what lies in fixtures/.',
    '',
    ...table(results, peers),
    '',
    'Left out are records in which the server refused the manifest, whole numbers above 2^53, which JSON.parse loses, and what is listed below as meant.',
    'gitops-engine compares what it is given and knows neither the defaults of Kubernetes 1.36 nor which manager applied: its answers are those of its',
    'default options, without the ignore rules that its users write against exactly these differences.',
    '',
    ...healthSection(health),
    '',
    '## Where we differ',
    ...disagreements(results),
    '',
    '## Where we mean to differ',
    ...meant(results),
    '',
  ].join('\n')
