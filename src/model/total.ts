/**
 * Runs `compute` and gives `fallback()` where it throws. JSON never makes the library throw, but callers also hand in proxies,
 * getters and objects nested deeper than the stack: those must not take a dashboard down with them.
 */
export const total = <T>(compute: () => T, fallback: () => T): T => {
  try {
    return compute()
  } catch {
    return fallback()
  }
}
