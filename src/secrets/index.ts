export type { SecretScheme } from './secret-scheme.ts'
