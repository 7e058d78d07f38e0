import { at, recordsOf, textOf } from '../../model/read.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
import { degraded, healthy, progressing, suspended } from '../verdict/verdicts.ts'

/** Rests on the conditions of certificates.k8s.io, whose presence decides: older ones carry no status. */
export const certificateSigningRequest: KindRule = {
  for: ['certificates.k8s.io/CertificateSigningRequest'],
  healthyWhen: 'its certificate is issued',
  assess: live => {
    const conditions = recordsOf(at(live, 'status', 'conditions')).filter(condition => condition['status'] !== 'False')
    const said = (type: string): string | undefined => {
      const found = conditions.find(condition => condition['type'] === type)
      return found === undefined ? undefined : (textOf(found['message']) ?? '')
    }
    const [failed, denied] = [said('Failed'), said('Denied')]
    if (failed !== undefined) return degraded('Failed', failed || 'The signer could not issue the certificate', { settled: true })
    if (denied !== undefined) return degraded('Denied', denied || 'Was denied', { settled: true })
    if (said('Approved') === undefined)
      return suspended('WaitingForApproval', 'Waits for somebody to approve or deny it', { settled: false })
    const certificate = textOf(at(live, 'status', 'certificate')) ?? ''
    return certificate === ''
      ? progressing('WaitingForSigner', 'Is approved; its signer has not issued the certificate yet')
      : healthy('Issued', 'The certificate is issued')
  },
}
