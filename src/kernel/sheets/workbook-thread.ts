import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../words/refusal.ts'
import type { SheetRow } from './text-cells.ts'
import { workbookCells } from './workbook-cells.ts'

/** What the thread that read-workbook.ts starts makes of its file. */
export type Workbook = { rows: readonly SheetRow[] } | { refused: string }

/** A refusal is a sentence here: its kind would not survive the way out of the thread. */
async function read(bytes: Uint8Array): Promise<Workbook> {
  try {
    return { rows: await workbookCells(bytes) }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message }
    throw error
  }
}

parentPort?.postMessage(await read(workerData))
