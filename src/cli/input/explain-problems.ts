import type { ManifestObject, Problem } from '../../index.ts'
import { at, textOf } from '../../model/read.ts'
import type { SourceText } from '../answer.ts'

/** The problems of manifests, where what was handed in is no manifest: it is said once what it is, and what to do, in place of what follows from it. */
export const explainProblems = (texts: readonly SourceText[], problems: readonly Problem[]): readonly Problem[] => {
  const told = new Set<string>()
  return problems.flatMap(problem => {
    const text = texts.find(({ source }) => source === problem.source)?.text
    const message = text === undefined ? undefined : (templateText(text) ?? kustomizationText(problem, text) ?? tabText(problem, text))
    if (message === undefined) return [problem]
    const key = `${problem.source ?? ''} ${message}`
    if (told.has(key)) return []
    told.add(key)
    const { source, line } = problem
    return [
      {
        code: problem.code,
        message,
        ...(source === undefined ? undefined : { source }),
        ...(message !== TAB || line === undefined ? undefined : { line }),
      },
    ]
  })
}

const TEMPLATE = 'This is a Helm template, not a manifest: helm template CHART | live-object-status -f -'
const KUSTOMIZATION = 'This is a kustomization, not a manifest: kubectl kustomize FOLDER | live-object-status -f -'
const TAB = 'The line begins with a tab, where YAML takes spaces alone'

/** Curly brackets twice over are no YAML that anybody writes. */
const templateText = (text: string): string | undefined => (/\{\{-?\s*[\w.$"(/]/.test(text) ? TEMPLATE : undefined)

/** A kustomization needs neither kind nor version: its file name or one of its fields tells it. */
const kustomizationText = ({ source = '' }: Problem, text: string): string | undefined =>
  /(?:^|[\\/])kustomization(?:\.ya?ml)?$/i.test(source) || /^apiVersion:\s*["']?kustomize\.config\.k8s\.io\//m.test(text)
    ? KUSTOMIZATION
    : undefined

const tabText = ({ code, line }: Problem, text: string): string | undefined =>
  code === 'invalid-yaml' && line !== undefined && /^ *\t/.test(text.split('\n', line)[line - 1] ?? '') ? TAB : undefined

/** A kustomization that calls itself by kind and version is read like a manifest, and is none. */
export const isKustomization = ({ object }: Pick<ManifestObject, 'object'>): boolean =>
  (textOf(at(object, 'apiVersion')) ?? '').startsWith('kustomize.config.k8s.io/')

/** The problem of a kustomization among the manifests. */
export const kustomizationProblem = ({ source }: ManifestObject): Problem => ({
  code: 'not-a-kubernetes-object',
  message: KUSTOMIZATION,
  ...(source === undefined ? undefined : { source }),
})
