/** Whether a manager is one that a person's tool leaves: kubectl's commands, and the generic names of browsers and desktop clients. */
export const isByHand = (manager: string): boolean =>
  /^(kubectl|Mozilla|node-fetch|Lens|lens|freelens|k9s|octant|rancher|headlamp|oc$)/.test(manager) &&
  manager !== 'kubectl-client-side-apply'
