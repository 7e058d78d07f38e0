import { at, textOf } from '../../model/read.ts'
import type { KindRule } from '../verdict/kind-rule.ts'
import { degraded, healthy, progressing, unknown } from '../verdict/verdicts.ts'

/** Rests on the phase (PersistentVolumePhase). A released volume keeps its data as its reclaim policy asks: that is no problem. */
export const persistentVolume: KindRule = {
  for: ['PersistentVolume'],
  healthyWhen: 'it is available or bound',
  assess: live => {
    const phase = textOf(at(live, 'status', 'phase')) ?? ''
    const said = textOf(at(live, 'status', 'message')) ?? textOf(at(live, 'status', 'reason')) ?? ''
    if (phase === 'Bound')
      return healthy('Bound', claimText(textOf(at(live, 'spec', 'claimRef', 'namespace')), textOf(at(live, 'spec', 'claimRef', 'name'))))
    if (phase === 'Available') return healthy('Available', 'Is free for a claim')
    if (phase === 'Released')
      return healthy(
        'Released',
        `Its claim is gone; it ${at(live, 'spec', 'persistentVolumeReclaimPolicy') === 'Retain' ? 'is kept (Retain)' : 'waits to be reclaimed'}`,
      )
    if (phase === 'Failed')
      return degraded('ReclaimFailed', said === '' ? 'It could not be reclaimed' : `It could not be reclaimed: ${said}`)
    if (phase === 'Pending' || phase === '') return progressing('Pending', 'Is not available yet')
    return unknown('PhaseUnknown', `Its phase is ${phase}`)
  },
}

const claimText = (namespace: string | undefined, name: string | undefined): string =>
  name === undefined ? 'Is bound to a claim' : `Is bound to the claim ${namespace === undefined ? '' : `${namespace}/`}${name}`
