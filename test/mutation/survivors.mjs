import { appendFileSync, mkdirSync } from 'node:fs'
import { relative } from 'node:path'
import process from 'node:process'

// A reporter for Stryker: every mutant that no test noticed, printed and kept as soon as that is known. Its own plugin interface, so nothing of it is imported.
class Survivors {
  onMutantTested({ status, fileName, location, mutatorName, replacement = '' }) {
    if (status !== 'Survived' && status !== 'NoCoverage') return
    const { line, column } = location.start
    const place = `${relative(process.cwd(), fileName)}:${line}:${column}`
    const survivor = `${place} ${status} ${mutatorName} -> ${replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`
    mkdirSync('reports/mutation', { recursive: true })
    appendFileSync('reports/mutation/survivors.txt', `${survivor}\n`)
    console.log(survivor)
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'survivors', injectableClass: Survivors }]
