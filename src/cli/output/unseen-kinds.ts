import type { ApplicationAssessment, ObjectAssessment, Shown } from '../../index.ts'
import { kindKey } from '../../model/identity.ts'
import { plainText } from '../../model/plain-text.ts'

/** Words for what was never looked at, or may not be: there is nothing to say of it but its kind. */
const WORDS: Readonly<Record<string, string>> = { NotObserved: 'not looked at', Forbidden: 'may not be read' }

const isUnseen = ({ health }: Shown<ObjectAssessment>): boolean => health.status === 'Unknown' && Object.hasOwn(WORDS, health.reason)

/** The application without the rows of what was not looked at: they stand between the failures and the drift. */
export const withoutUnseen = (application: Shown<ApplicationAssessment>): Shown<ApplicationAssessment> => ({
  ...application,
  objects: application.objects.filter(object => !isUnseen(object)),
})

/** A line for each kind that was not looked at: `ServiceAccount (12): not looked at`. */
export const unseenLines = ({ objects }: Shown<ApplicationAssessment>, shown: (line: string) => string): readonly string[] => {
  const counts = new Map<string, number>()
  for (const object of objects) {
    const { ref, health } = object
    const line = `${kindKey(ref.group, ref.kind)} %: ${WORDS[health.reason] ?? ''}`
    if (isUnseen(object)) counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  return Array.from(counts, ([line, count]) => shown(plainText(line.replace('%', `(${count})`))))
}
