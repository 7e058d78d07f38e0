/** The door for contract/, which takes the schema of the policy file and the parts that schemas are made of; no part of the public interface. */
export { API_VERSION } from './policy-document.ts'
export { policyDocument } from './schema/policy-schema.ts'
export * from './schema/schema.ts'
