import type { JsonRecord } from '../../model/kube-object.ts'
import type { RuleContext } from '../verdict/kind-rule.ts'
import { after, execAfter, oneLine } from '../verdict/texts.ts'
import { failureMessage } from './latest-event.ts'
import { plainError } from './plain-error.ts'

/**
 * Why the API server does not take a pod, by what a controller says of its attempt. The name of the pod, which never existed, tells nobody anything: of
 * `pods "web-7d4-x2k9v" is forbidden: exceeded quota: team, requested: pods=1, used: pods=5, limited: pods=5` the quota does.
 */
export const refusalText = (message: string): string => {
  const text = oneLine(message).replace(ATTEMPT, '')
  const quota = quotaText(text)
  if (quota !== undefined) return quota
  for (const [opening, form, tell] of FORMS) {
    const found = execAfter(text, opening, form)
    if (found !== null) return tell(found)
  }
  return `Pods are refused: ${plainError(text.replace(FORBIDDEN, ''))}`
}

/** `(combined from similar events): Error creating: `, `Create Pod db-0 in StatefulSet db failed error: ` (pkg/controller). */
const ATTEMPT =
  /^(?:\(combined from similar events\): )?(?:Error creating(?: job)?: |Create (?:Claim \S{1,253} for )?Pod \S{1,253} in StatefulSet \S{1,253} failed error: )?(?:failed to create PVC \S{1,253}: )?/i
const FORBIDDEN = /^\w+ "[^"]{0,253}" is (?:forbidden|invalid): /

/** How it opens, what follows, and what is told of that. */
type RefusalForm = readonly [opening: string, form: RegExp, tell: (found: RegExpExecArray) => string]

/** Texts of admission plugins of kube-apiserver (plugin/pkg/admission), with the groups that tell. */
const FORMS: readonly RefusalForm[] = [
  ['failed quota: ', /^([^:]{1,253}): (.+)$/, ([, name = '', text = '']) => `Quota ${name} asks for more: it ${text}`],
  ['violates PodSecurity "', /^([^"]{1,100})": (.+)$/, ([, level = '', text = '']) => `Pod Security "${level}" forbids it: ${text}`],
  [
    'admission webhook "',
    /^([^"]{1,253})" denied the request(?:: |$)(.*)$/,
    ([, name = '', text = '']) => `Webhook ${name} denies it${after(text)}`,
  ],
  [
    "ValidatingAdmissionPolicy '",
    /^([^']{1,253})' with binding '[^']{0,253}' denied request: (.+)$/,
    ([, name = '', text = '']) => `Policy ${name} denies it: ${text}`,
  ],
  [
    'failed calling webhook "',
    /^([^"]{1,253})": (.+)$/,
    ([, name = '', text = '']) =>
      `Webhook ${name} cannot be called: ${plainError(text.replace(/^failed to call webhook: /, '').replace(/^(?:Post|Get) "[^"]{0,2048}": /, ''))}`,
  ],
  [
    'error looking up service account ',
    /^\S{1,317}: serviceaccount "([^"]{1,253})" not found/,
    ([, name = '']) => `ServiceAccount ${name} does not exist`,
  ],
  ['no PriorityClass with name ', /^(\S{1,253}) was found/, ([, name = '']) => `Priority class ${name} does not exist`],
]

/** `Quota team is used up: limits.memory 4Gi of 4Gi used, 512Mi asked` */
const quotaText = (text: string): string | undefined => {
  const [, rest] = text.split('exceeded quota: ')
  const [name, asked, used, limit] = rest?.split(/, (?:requested|used|limited): /) ?? []
  if (name === undefined || asked === undefined) return undefined
  const [taken, limits] = [amounts(used), amounts(limit)]
  const parts = Array.from(
    amounts(asked),
    ([each, more]) => `${each} ${taken.get(each) ?? '?'} of ${limits.get(each) ?? '?'} used, ${more} asked`,
  )
  return `Quota ${name} is used up: ${parts.join('; ')}`
}

const amounts = (text = ''): ReadonlyMap<string, string> =>
  new Map(
    text.split(',').map(part => {
      const equals = part.indexOf('=')
      return [part.slice(0, equals).trim(), part.slice(equals + 1)]
    }),
  )

/** Why its pods are refused, by the last Event that its controller left of it; '' where there is none, or a later one says that it worked. */
export const lastRefusal = (workload: JsonRecord, context: RuleContext): string => {
  const message = failureMessage(workload, context, ['FailedCreate'], ['SuccessfulCreate'])
  return message === '' ? '' : refusalText(message)
}
