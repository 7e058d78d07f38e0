import { cpus, loadavg } from 'node:os'
import process from 'node:process'
import { againstGo } from './against-go.ts'
import { againstLoading } from './against-loading.ts'
import { againstSearch } from './against-search.ts'
import { features } from './features.ts'
import { growthTable } from './growth-of-all.ts'
import { growth } from './growth.ts'
import { memory } from './memory.ts'
import { writePage } from '../support/write-page.ts'
import { table, whatWasConsumed } from './measure.ts'

/**
 * `npm run bench`: everything that the README says about speed and size, against others, in one run; `-- --markdown` also writes
 * docs/benchmarks.md. Only the ratios mean something on another machine; a peer whose tool is not installed is left out with a word.
 * `npx tsx test/bench/health.ts`, `redact.ts` and `tracker.ts` look closer at one feature each.
 */
const load = (): string =>
  loadavg()
    .map(average => average.toFixed(1))
    .join(', ')
const machine = `Node.js ${process.versions.node} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`

const before = load()
const compared = [...(await againstGo()), ...(await againstSearch()), ...(await againstLoading())]
const ofFeatures = features()
const { rows, exponents } = growth()

const everything = growthTable()

const text = `${table([...compared, ...ofFeatures, ...rows, ...memory()])}

${exponents}

How every function that takes text or a list grows with it, as exponents between an eighth of the size and the size (1: in proportion, 2:
quadratic): its time; the time of writing the same input as JSON; and its work, which is how often the blocks of our code ran by V8's own
counters, from 512 to 4096. Where the work is at 1.00 every object costs the same, and what the time has above that is memory: larger inputs
leave the processor's caches, and so does a Map of many keys.

${everything.text}

${machine}; load average before ${before}, after ${load()}.
`
console.log(text)
if (whatWasConsumed() === 0) throw new Error('nothing was measured')

if (process.argv.includes('--markdown'))
  writePage(
    'docs/benchmarks.md',
    `# Benchmarks

Written by \`npm run build && npm run bench -- --markdown\`, never by hand. Figures are the median of rounds that took turns, with the least and the most
in brackets; for the tracker, quartiles. Measured is the package as it is built, warm. A ratio above 1 means that ours is better. gitops-engine is v0.7.3, the newest that comes as a Go module;
kstatus is of fluxcd/cli-utils v1.2.2. The pairs are the recorded ones in fixtures/sync, and those of other projects where they lie beside the repository.

The searching peers look for eight written forms of each value. The redactor looks for every form it knows and checks its own output.

${text}`,
  )
