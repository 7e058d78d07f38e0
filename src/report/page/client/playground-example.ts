import { timestamp } from '../../../model/scalars/time.ts'
import type { Typed } from './fragment.ts'

const DEPLOYED = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 3
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example.com/web:2.0.0
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  level: info
`

/** Seconds before now stand in angle brackets. */
const LIVE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  uid: deployment-1
  creationTimestamp: "<86400>"
  generation: 2
  managedFields:
    - manager: deployer
      operation: Apply
      apiVersion: apps/v1
      time: "<86400>"
      fieldsType: FieldsV1
      fieldsV1:
        f:spec:
          f:selector: {}
          f:template:
            f:metadata: {f:labels: {f:app: {}}}
            f:spec:
              f:containers:
                k:{"name":"web"}: {.: {}, f:name: {}, f:image: {}}
    - manager: kubectl-edit
      operation: Update
      apiVersion: apps/v1
      time: "<600>"
      fieldsType: FieldsV1
      fieldsV1:
        f:spec: {f:replicas: {}}
spec:
  replicas: 5
  progressDeadlineSeconds: 600
  revisionHistoryLimit: 10
  selector:
    matchLabels: {app: web}
  strategy:
    type: RollingUpdate
    rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example.com/web:2.0.0
          imagePullPolicy: IfNotPresent
          resources: {}
          terminationMessagePath: /dev/termination-log
          terminationMessagePolicy: File
      dnsPolicy: ClusterFirst
      restartPolicy: Always
      schedulerName: default-scheduler
      securityContext: {}
      terminationGracePeriodSeconds: 30
status:
  observedGeneration: 2
  replicas: 5
  updatedReplicas: 5
  readyReplicas: 5
  availableReplicas: 5
  conditions:
    - {type: Available, status: "True", reason: MinimumReplicasAvailable}
    - {type: Progressing, status: "True", reason: NewReplicaSetAvailable}
`

/** Something to look at first: a manifest, and what has become of it. `now` is in milliseconds since 1970. */
export const example = (now: number): Typed => ({
  deployed: DEPLOYED,
  live: LIVE.replaceAll(/<(\d+)>/g, (_, seconds: string) => timestamp(Math.floor(now / 1000 - Number(seconds)) * 1000)),
})
