import type { Problem } from '../../index.ts'

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or directory',
  EACCES: 'The file may not be read',
  EISDIR: 'This is a directory',
  Z_DATA_ERROR: 'The file is not gzip as it should be',
  Z_BUF_ERROR: 'The gzip file ends early',
}

/** Why a file could not be read; what the system says beside its code may quote anything. */
export const unreadable = (error: unknown, source: string): Problem => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return { code: 'unreadable', message: REASONS[code] ?? `The file cannot be read${code === '' ? '' : ` (${code})`}`, source }
}
