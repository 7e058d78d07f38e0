import type { JsonRecord } from '../../model/kube-object.ts'
import { refOf } from '../../model/identity.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import { assessBackends } from '../network/assess-backends.ts'
import type { KindRule, RuleContext, Verdict } from '../verdict/kind-rule.ts'
import { continued } from '../verdict/texts.ts'
import { noHealth, notApplicable, worst } from '../verdict/verdicts.ts'

/**
 * Reports no health of its own. One that fails closed (the default of admissionregistration.k8s.io/v1) stops everything that it guards where nothing
 * answers behind its Service; one that fails open lets it pass, which is a note.
 */
export const webhookConfiguration: KindRule = {
  for: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map(kind => `admissionregistration.k8s.io/${kind}`),
  healthyWhen: 'something is ready behind the Service of each webhook that fails closed',
  assess: (live, context) => {
    if (context.related === undefined) return noHealth
    const faults = recordsOf(live['webhooks']).flatMap(webhook => {
      const verdict = behindWebhook(webhook, context)
      return verdict === undefined || verdict.status === 'Healthy' ? [] : [{ webhook, verdict }]
    })
    const closed = faults.filter(({ webhook }) => webhook['failurePolicy'] !== 'Ignore')
    const found = worst(
      closed.map(({ webhook, verdict }) => ({
        ...verdict,
        message: `Webhook ${textOf(webhook['name']) ?? ''} cannot answer: ${continued(verdict.message)}`,
      })),
    )
    if (found !== undefined) return found
    const causes = faults.map(({ webhook, verdict: { reason, message } }) => ({
      ref: refOf(live),
      reason,
      message: `Webhook ${textOf(webhook['name']) ?? ''} is passed over, since it fails open: ${continued(message)}`,
    }))
    return causes.length === 0 ? noHealth : notApplicable(noHealth.reason, noHealth.message, { causes })
  },
}

const behindWebhook = (webhook: JsonRecord, context: RuleContext): Verdict | undefined => {
  const service = at(webhook, 'clientConfig', 'service')
  const name = textOf(at(service, 'name'))
  if (name === undefined) return undefined
  return assessBackends([{ namespace: textOf(at(service, 'namespace')) ?? '', name, port: at(service, 'port') ?? 443 }], context).verdict
}
