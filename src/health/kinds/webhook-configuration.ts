import { refOf } from '../../model/identity.ts'
import { at, recordsOf, textOf } from '../../model/read.ts'
import { assessServiceReference } from '../network/assess-backends.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
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
      const verdict = assessServiceReference(at(webhook, 'clientConfig', 'service'), context)
      return verdict === undefined ? [] : [{ webhook, verdict }]
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
