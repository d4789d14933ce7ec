import { setTimeout } from 'node:timers/promises'
import { Later, Unsure } from '../shapes/chat.ts'

/** The first pause after a call that may not have arrived, ms; it doubles. */
const FIRST = 250

/**
 * Calls a chat again while it answers `Later` or `Unsure` and its next try still falls within that time, ms. Only for
 * what may be done twice.
 * @throws what the last try threw, at once where that is final.
 */
export async function retry<T>(call: () => Promise<T>, within: number): Promise<T> {
  const start = performance.now()
  for (let pause = FIRST; ; pause *= 2)
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof Later || error instanceof Unsure)) throw error
      const wait = error instanceof Later ? error.wait : pause
      if (performance.now() - start + wait > within) throw error
      await setTimeout(wait)
    }
}
