import { eq } from 'drizzle-orm'
import type { Ask } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { loadFile } from '../kernel/ground/load-file.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import { decodeFile } from '../kernel/sheets/decode.ts'
import { isWorkbook, readWorkbook } from '../kernel/sheets/read-workbook.ts'
import { type SheetRow, textCells } from '../kernel/sheets/text-cells.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { type ReadRow, readTrackingRows } from './read-rows.ts'
import { trackingImports } from './tables.ts'

/** Reads the files of an import, outside of any transaction. */
export function readFiles({ db, ask }: { db: Db; ask: Ask }): TaskKind {
  return {
    async run({ subject: id }) {
      const [made] = await db.select().from(trackingImports).where(eq(trackingImports.id, id))
      if (!made || made.readAt) return
      const files: FileRows[] = []
      for (const file of made.files) files.push(await readFile(db, file))
      await ask('tracking.import-fill', { import: id, files }, waybill)
    },
  }
}

type FileRows = { name: string; rows: readonly ReadRow[]; why: string | null }

async function readFile(db: Db, id: string): Promise<FileRows> {
  const file = await loadFile(db, id)
  if (!file) return { name: 'a file', rows: [], why: 'It is not kept any more. Send it again.' }
  try {
    return { name: file.name, rows: readTrackingRows(await cellsOf(file.bytes)), why: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { name: file.name, rows: [], why: error.message }
  }
}

/** @throws Refusal for what is neither text nor a workbook. */
async function cellsOf(bytes: Uint8Array): Promise<readonly SheetRow[]> {
  if (isWorkbook(bytes)) return readWorkbook(bytes)
  return textCells(decodeFile(bytes).utf8.toString('utf8'))
}
