/** A sign every second that time has passed. */
export const ticks = async function* (): AsyncGenerator<undefined, never, undefined> {
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, 1000))
    yield undefined
  }
}
