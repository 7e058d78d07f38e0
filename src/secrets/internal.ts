/** The door for the folders above, which read Secrets by the same rules and hash by the same salts; no part of the public interface. */
export { hashedAnnotation, saltDigest } from './hash-info.ts'
export { digestText, expectKeyedSalt, secretChecks } from './hash-value.ts'
export { openText } from './reading/open-text.ts'
export { ownValues, repeatsValue } from './reading/own-values.ts'
export { hideQuotedValues, mayQuoteValues } from './reading/quoted-values.ts'
export {
  holdsSecretManifest,
  isHidden,
  isPatchOperation,
  isPlainAnnotation,
  pointsToValues,
  type SecretShape,
  shapeOf,
  shapeWithin,
  unknownShape,
} from './reading/secret-shapes.ts'
export { servedText } from './served-secret-data.ts'
