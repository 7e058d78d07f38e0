import { K8s, registerDetailsViewSection } from '@kinvolk/headlamp-plugin/lib'
import { SectionBox } from '@kinvolk/headlamp-plugin/lib/CommonComponents'
import { healthSection } from './health-section.ts'

/** The section of one object: pods of its namespace are what most verdicts rest on. */
const Health = ({ resource }: { resource: InstanceType<typeof K8s.ResourceClasses.Pod> }) => {
  const [pods] = K8s.ResourceClasses.Pod.useList({ namespace: resource.getNamespace() ?? '' })
  const { title, lines } = healthSection(resource, pods ?? [])
  return (
    <SectionBox title={title}>
      {lines.map(line => (
        <p key={line}>{line}</p>
      ))}
    </SectionBox>
  )
}

registerDetailsViewSection(({ resource }) => (resource ? <Health resource={resource} /> : null))
