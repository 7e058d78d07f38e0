/** The suites of several JUnit documents in one. */
export const joinSuites = (documents: readonly string[]): string => {
  const [first = '', ...rest] = documents
  const suites = rest.map(text => text.slice(text.indexOf('\n', text.indexOf('<testsuites')) + 1).replace(/<\/testsuites>\s*$/, ''))
  return first.replace(/<\/testsuites>\s*$/, `${suites.join('')}</testsuites>\n`)
}

const END = '# EOF\n'
const TYPE = '# TYPE '

/** The metrics of several expositions in one: those of one name stand together, as OpenMetrics asks for. */
export const joinMetrics = (documents: readonly string[]): string => {
  const families = new Map<string, { readonly head: readonly string[]; readonly samples: string[] }>()
  for (const family of documents.flatMap(splitFamilies)) {
    const [name = ''] = family
    const head = family.filter(line => line.startsWith('# '))
    const known = families.get(name) ?? { head, samples: [] }
    known.samples.push(...family.filter(line => !line.startsWith('# ')))
    families.set(name, known)
  }
  return Array.from(families.values(), ({ head, samples }) => [...head, ...samples].map(line => `${line}\n`).join('')).join('') + END
}

const splitFamilies = (document: string): readonly (readonly string[])[] => {
  const families: string[][] = []
  for (const line of document.slice(0, -END.length).split('\n')) {
    if (line.startsWith(TYPE)) families.push([line])
    else if (line !== '') families.at(-1)?.push(line)
  }
  return families
}
