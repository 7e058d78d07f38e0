/** How bad a line of a log says it is. */
export type LogLevel = 'error' | 'warning' | ''

/** By the field of a structured line, by the letter of klog, or by the word that a line begins or is spoken with. */
const LEVELS: readonly (readonly [LogLevel, RegExp])[] = [
  [
    'error',
    /"(?:level|severity)":\s{0,8}"(?:error|fatal|critical|panic|emergency|alert)"|\b(?:level|severity|lvl)=(?:error|fatal|critical|panic)\b|^[EF]\d{4} |\b(?:ERROR|FATAL|PANIC|CRITICAL|SEVERE)\b|^(?:error|fatal|panic)(?![\w-])|^Traceback\b/,
  ],
  [
    'warning',
    /"(?:level|severity)":\s{0,8}"warn(?:ing)?"|\b(?:level|severity|lvl)=warn(?:ing)?\b|^W\d{4} |\bWARN(?:ING)?\b|^warn(?:ing)?\b/,
  ],
]
/** Words of people, who write lines without levels. */
const SPOKEN = /\b(?:cannot|could not|can't|failed|failure|refused|denied|unable to|not found|timed out)\b/i

/** Lines are as long as their writers like; the level stands at the front. */
const FRONT = 400

/** The level of a line; '' where it tells none. */
export const readLevel = (text: string): LogLevel => {
  const front = text.slice(0, FRONT)
  return namesException(front) ? 'error' : (LEVELS.find(([, pattern]) => pattern.test(front))?.[0] ?? '')
}

/** `NullPointerException`, `TypeError`. */
const namesException = (text: string): boolean => text.split(/\W/).some(word => /^[A-Z]/.test(word) && /.(?:Error|Exception)$/.test(word))

/** True for a line that tells of trouble, by its level or in words. */
export const tellsTrouble = (text: string): boolean => readLevel(text) === 'error' || SPOKEN.test(text.slice(0, FRONT))
