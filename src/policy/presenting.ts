/** The door for those who print answers: what they name, without the schema of the file. */
export { API_VERSION } from './policy-document.ts'
