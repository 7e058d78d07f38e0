import { SECRET, answers } from './checks.ts'
import type { Check, Checking, Outcome } from './checks.ts'
import type { Ended } from './real-cluster.ts'

/** A chart whose upgrade the server refuses where it is told to be bad. */
const CHART: Readonly<Record<string, string>> = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: kiosk\nversion: 0.1.0\n',
  'chart/values.yaml': 'level: info\nbad: false\n',
  'chart/templates/all.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: {{ .Release.Name }}-settings}
data: {level: {{ .Values.level }}}
---
apiVersion: v1
kind: Secret
metadata: {name: {{ .Release.Name }}-creds}
stringData: {password: ${SECRET}}
{{- if .Values.bad }}
---
apiVersion: v1
kind: Service
metadata: {name: {{ .Release.Name }}-bad}
spec: {ports: [{port: 99999}]}
{{- end }}
`,
}

const path = ({ cluster }: Checking): string => {
  const [chart = ''] = Object.entries(CHART).map(([name, text]) => cluster.writeText(name, text))
  return chart.slice(0, chart.lastIndexOf('/'))
}

const status = ({ cluster, flags }: Checking): Promise<Ended> => cluster.ask(['release/kiosk', '-n', cluster.namespace, ...flags])

/** What is wrong where Helm did not end as it should. */
const ended = ({ code, errors }: Ended, isWell: boolean): Outcome =>
  code === -1
    ? { skipped: 'Helm is not installed: HELM names it' }
    : (code === 0) === isWell
      ? undefined
      : `helm ends with ${code}: ${errors.slice(0, 300)}`

/** Helm installing, upgrading, failing and rolling back; each goes on from the one before. */
export const HELM_CHECKS: readonly Check[] = [
  [
    'a release is read from what Helm stored of it, and what was deleted is missing until Helm makes it again',
    async c =>
      ended(await c.cluster.helm(['install', 'kiosk', path(c)]), true) ??
      answers(await status(c), 0, /^Healthy {2}All 2 objects are as deployed/) ??
      answers(await c.cluster.kubectl(['delete', 'configmap', 'kiosk-settings']), 0) ??
      answers(await status(c), 1, /^Missing/, /kiosk-settings/) ??
      ended(await c.cluster.helm(['upgrade', 'kiosk', path(c)]), true) ??
      answers(await status(c), 0, /^Healthy/),
  ],
  [
    'what differs from what Helm sent is drift, with who did it',
    async c => {
      const patch = (level: string) =>
        c.cluster.kubectl(['patch', 'configmap', 'kiosk-settings', '--type=merge', '-p', JSON.stringify({ data: { level } })])
      const first = await c.cluster.helm(['version'])
      if (first.code !== 0) return ended(first, true)
      return (
        answers(await patch('debug'), 0) ??
        answers(await status(c), 1, /^Out of Sync/, /data\.level is "debug"/, /kubectl-patch/) ??
        answers(await patch('info'), 0) ??
        answers(await status(c), 0, /^Healthy/)
      )
    },
  ],
  [
    'an upgrade of Helm that the server refused is told, and a rollback makes it well',
    async c =>
      ended(await c.cluster.helm(['upgrade', 'kiosk', path(c), '--set', 'bad=true']), false) ??
      answers(await status(c), 1, /^Unavailable {2}The latest deployment failed/) ??
      ended(await c.cluster.helm(['rollback', 'kiosk', '1']), true) ??
      answers(await status(c), 0, /^Healthy/),
  ],
]
