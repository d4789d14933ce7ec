import type { Ask } from '../asking/command.ts'
import { waybill } from '../shapes/actor.ts'

/** Most at a time, so that a backlog is many short transactions, each of them done for good. */
const BATCH = 250
/** How many that fail are stepped over before the trouble is taken to be a common one. */
const MOST_FAILING = 5

/**
 * Asks a command for what is due, batch after batch, until it says that nothing more is. A batch that fails is asked
 * for one by one; the one that fails alone is reported and stepped over, so that it holds up no other.
 * @param command takes `most` and `skip` (how many due ones to leave at the head), and answers `more` or `done`.
 * @param failed called for each that fails alone.
 * @throws the last error, where too many fail.
 */
export async function runInBatches(
  ask: Ask,
  command: string,
  signal: AbortSignal,
  failed: (error: unknown) => void,
): Promise<void> {
  let most = BATCH
  let skip = 0
  while (!signal.aborted)
    try {
      const { outcome } = await ask(command, { most, skip }, waybill)
      if (outcome !== 'more') return
    } catch (error) {
      if (most > 1) {
        most = 1
        continue
      }
      if (skip === MOST_FAILING) throw error
      failed(error)
      skip += 1
      most = BATCH
    }
}
