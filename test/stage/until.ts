/** Under the test's own limit, ms. */
const PATIENCE = 45_000

/** The real one, for tests that stop the clock. */
const later = globalThis.setTimeout

type Found<T> = T | null | undefined | false

/**
 * Waits until `look` finds something, and answers that; looks again every few milliseconds.
 * @param what says what was waited for, when it never comes.
 * @param patience how long before we say that it never will, ms.
 */
export async function until<T>(
  look: () => Found<T> | Promise<Found<T>>,
  what: string | (() => string) = String(look),
  patience = PATIENCE,
): Promise<T> {
  const end = performance.now() + patience
  for (;;) {
    const found = await look()
    if (found) return found
    if (performance.now() > end) throw new Error(`This never came: ${typeof what === 'string' ? what : what()}`)
    await new Promise<void>(resolve => later(resolve, 5))
  }
}
