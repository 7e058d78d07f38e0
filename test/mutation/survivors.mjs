// A reporter for Stryker: every mutant that no test noticed, as soon as that is known. Its own plugin interface, so nothing is imported.
class Survivors {
  onMutantTested({ status, fileName, location, mutatorName, replacement = '' }) {
    if (status !== 'Survived' && status !== 'NoCoverage') return
    const { line, column } = location.start
    console.log(`${fileName}:${line}:${column} ${status} ${mutatorName} -> ${replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`)
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'survivors', injectableClass: Survivors }]
