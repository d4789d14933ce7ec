import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../words/refusal.ts'
import type { SheetRow } from './text-cells.ts'
import type { Workbook } from './workbook-thread.ts'

/** How long a workbook is read at most, ms: one of 24 MB takes three seconds. */
const PATIENCE = 30_000
const TOO_MUCH = 'This Excel file takes too long to read. Copy the columns that count into a new one, and send that.'

/** Whether a file is an Excel workbook, or anything else that is packed so. */
export const isWorkbook = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('PK\x03\x04'))

/**
 * The first sheet of an Excel workbook, read in a thread of its own: a large one would hold up everybody for seconds, and
 * what it takes beyond its memory ends that thread alone.
 * @throws Refusal as `workbookCells` does, and for what takes too long or too much memory.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly SheetRow[]> {
  const thread = new Worker(new URL('./workbook-thread.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: 384 },
  })
  try {
    const [read] = (await once(thread, 'message', { signal: AbortSignal.timeout(PATIENCE) })) as [Workbook]
    if ('refused' in read) throw new Refusal(read.refused)
    return read.rows
  } catch (error) {
    const { name = '', code = '' } = error as NodeJS.ErrnoException
    throw name === 'AbortError' || code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refusal(TOO_MUCH) : error
  } finally {
    await thread.terminate()
  }
}
