/** The door for neighbours: status/ has checked its options once for all objects, incidents/ names moments as health does, `explain` says when. No part of the public interface. */
export { assessAbsence, assessLive, healthChecks } from './assess-health.ts'
export { healthySentence } from './kind-rules.ts'
export { readEndpoints } from './network/read-endpoints.ts'
export { hasEnded, wantsPods } from './network/selectors.ts'
export { isVain } from './pods/container-problem.ts'
export { clockText } from './verdict/clock-text.ts'
