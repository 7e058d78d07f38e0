import { integerOf } from '../../model/read.ts'

/** The version of Kubernetes that the bundled facts are of; a test holds it to theirs, so that an import does not unpack them. */
const BUNDLED = '1.36'

/** True where the cluster is newer than the bundled facts: a field they do not know may then be real. */
export const isNewer = (clusterVersion: string | undefined): boolean => {
  const [major = 0, minor = 0] = versionNumbers(clusterVersion)
  const [knownMajor = 0, knownMinor = 0] = versionNumbers(BUNDLED)
  return clusterVersion !== undefined && (major > knownMajor || (major === knownMajor && minor > knownMinor))
}

const versionNumbers = (version: string | undefined): readonly number[] =>
  (version ?? '')
    .replace(/^v/, '')
    .split('.')
    .slice(0, 2)
    .map(part => integerOf(/^\d{1,15}/.exec(part)?.[0]) ?? 0)
