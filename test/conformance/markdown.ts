import { agreement, type Conformance, type Disagreement } from './conformance.ts'
import type { HealthAgreement } from './health-peers.ts'
import { healthSection } from './health-markdown.ts'
import type { PeerAgreement } from './peers.ts'

interface About {
  readonly what: string
  /** Why we differ, where we do. */
  readonly why?: string
}

/** Says what corpora are: the first entry whose form fits a name is about it. */
const ABOUT: readonly (readonly [form: RegExp, about: About])[] = [
  [/^classes$/, { what: 'one hand-written case for each class of drift and of apparent drift' }],
  [/^generated$/, { what: 'random manifests of the common kinds with random edits' }],
  [/^generated-rare$/, { what: 'the same of the rarer kinds' }],
  [/^every-kind$/, { what: 'every kind that can be created, and CRDs with every feature of a schema, with random edits' }],
  [
    /^histories$/,
    { what: 'several managers after another, sets applied again and changed meanwhile, of kinds and fields that are rare elsewhere' },
  ],
  [
    /^third-party without CRDs/,
    {
      what: 'the same, without the CRDs',
      why: 'Defaults, list keys and zero values of a custom resource stand in its CRD alone: without it a removed field may come back, or not.',
    },
  ],
  [/^third-party$/, { what: "other projects' manifests with random edits, their CRDs given" }],
  [/^custom resources without CRDs/, { what: 'the custom resources among them' }],
  [
    /new-fields, no version$/,
    {
      what: 'the same, with no word on the version',
      why: 'A field that the server does not know yet is dropped by it, and kept by a newer one: nothing in the objects tells which server answered.',
    },
  ],
  [/, no version$/, { what: 'the same, with no word on the version' }],
  [/-new-fields$/, { what: 'fields and defaults that came with this version of Kubernetes or after it, against its API server' }],
  [/^\d[\d.]+-generated$/, { what: 'random manifests against the API server of that version' }],
  [/^recorded: objects$/, { what: 'objects that the records of Helm, kubectl, ApplySet, Argo CD and Flux name, found again' }],
  [/^recorded: manifests$/, { what: 'their manifests, as they were sent' }],
  [/^recorded: revisions$/, { what: 'the history of releases: states, times, how far a failed one got' }],
  [/^recorded: drift/, { what: 'what the tool itself mends on its next run' }],
  [/^reports-sync$/, { what: 'cases made of public reports of drift that was wrongly told, or not told' }],
  [/^deployed by/, { what: 'raw manifests against what the tool made of them, with no option; judged by its own next run' }],
  [/^reports-health$/, { what: 'cases made of public reports of health that was wrongly told, and adversarial states' }],
  [/^reports-redaction$/, { what: 'values at every place of an answer that a presenter prints: none shows, and what is no value stays' }],
  [
    /^argo-health$/,
    { what: "the objects of Argo CD's own health tests", why: '[health-rules.md](health-rules.md) has each with its reason.' },
  ],
  [/^incidents: nothing green/, { what: 'objects of a living cluster that a fault, put there on purpose, touches' }],
  [/^incidents: nothing red/, { what: 'objects of the same cluster while nothing is wrong' }],
  [
    /^cel/,
    {
      what: 'expressions as cel-go with Flux’s options evaluates them',
      why: 'Refused before anything is evaluated: `matches()`, whose patterns can be slow, and a comparison of two types.',
    },
  ],
  [/^incidents, recorded: none while well/, { what: 'no cause is told while nothing is wrong' }],
  [/^incidents, recorded: root repaired/, { what: 'once the root is repaired it is no root any more' }],
  [/^incidents, recorded: no false fold/, { what: 'nothing is folded that stayed ill when the root was repaired' }],
  [
    /^incidents, recorded: explained/,
    {
      what: 'objects that healed by themselves once the root was repaired, explained by it',
    },
  ],
  [/^incidents, recorded/, { what: 'roots of faults that were put into a living cluster, one at a time' }],
  [/^incidents, stated/, { what: 'small clusters with one root each, where a controller names it' }],
  [/^incidents, linked/, { what: 'the same, where a declared reference leads to it' }],
  [/^incidents, inferred/, { what: 'the same, where it is only likely: told as a suspect' }],
  [/^incidents: symptoms/, { what: 'objects of those clusters that the root explains' }],
  [/^incidents: no false fold/, { what: 'nothing that has another cause is folded' }],
  [/^incidents: pairs/, { what: 'two of them side by side: no cause with symptoms of both' }],
]

const NOTHING: About = { what: '' }
const aboutCorpus = (corpus: string): About => ABOUT.find(([form]) => form.test(corpus))?.[1] ?? NOTHING

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
        aboutCorpus(result.corpus).what,
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

/** More of one corpus are counted and not listed. */
const MOST = 20

const disagreements = (results: readonly Conformance[]): readonly string[] =>
  results
    // A part of the corpus before it, which lists them all.
    .filter(result => result.disagreements.length > 0 && base(result.corpus) !== 'custom resources without CRDs')
    .flatMap(result => [
      '',
      `**${result.corpus}**: ${result.disagreements.length} of ${result.cases}. ${aboutCorpus(base(result.corpus)).why ?? ''}`,
      '',
      ...result.disagreements
        .slice(0, MOST)
        .map(one => `- ${one.id}, ${subject(one)}${isPlaces(result) ? ': names other places' : `: ${one.wrong}`}`),
      ...(result.disagreements.length > MOST ? [`- and ${result.disagreements.length - MOST} more`] : []),
    ])

/** What is answered otherwise on purpose, once for each kind of answer. */
const meant = (results: readonly (Conformance & { readonly deviations?: readonly Disagreement[] })[]): readonly string[] =>
  results.flatMap(({ corpus, deviations = [] }) =>
    deviations.length === 0
      ? []
      : [
          '',
          `**${corpus}**: ${deviations.length} not counted. ${aboutCorpus(corpus).why ?? ''}`,
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
    'Written by `npm run conformance -- --markdown`, never by hand. Comparing is judged by recorded dry runs of the API servers of Kubernetes 1.29 to 1.37: would they',
    'change the object (`reapply`), and exactly where; and by what deployment tools did on their next run. Health is judged by the tests of Argo CD and by faults put into a',
    'living cluster, causes by which object had to be repaired, expressions by cel-go. A clone without the recordings that are not published runs what lies in fixtures/.',
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
