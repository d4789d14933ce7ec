import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import type { Ask } from '../../kernel/asking/command.ts'
import type { Db } from '../../kernel/ground/db.ts'
import { keepFile, MOST_BYTES } from '../../kernel/ground/keep-file.ts'
import type { Room } from '../../kernel/ground/tables.ts'
import { idOf } from '../../kernel/words/id.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { actorOf } from './actor.ts'
import type { Folder } from './folder.ts'

type Parts = { db: Db; ask: Ask; now: () => Date }
type Report = { text: string; outcome?: string }

/**
 * Takes the tracking numbers of a file as its supplier's, and puts it away with what became of each row: to `done`, or to
 * `error` where some of it was not added. The same file, by name and contents, is taken once.
 * @returns whether it is put away; it is not while its rows are being added
 */
export async function takeFile(
  parts: Parts,
  room: Room,
  folder: Folder,
  { name, size }: { name: string; size: number },
): Promise<boolean> {
  if (size > MOST_BYTES) {
    await putAway(folder, name, `${size}`, { text: 'It is larger than 8 MB. Split it.', outcome: 'left' })
    return true
  }
  const bytes = await folder.read(`tracking/${name}`)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const report = await taken(parts, room, { name, bytes, hash })
  if (report.outcome === 'open') return false
  await putAway(folder, name, hash, report)
  return true
}

async function taken(
  { db, ask, now }: Parts,
  room: Room,
  { name, bytes, hash }: { name: string; bytes: Uint8Array; hash: string },
): Promise<Report> {
  const actor = actorOf(room)
  const id = idOf(`files ${room.id} ${name} ${hash}`)
  try {
    const file = await keepFile(db, { name, bytes }, now())
    await ask('tracking.import', { files: [file], import: id }, actor, { source: `files ${room.id}`, key: id })
    return await ask('tracking.import-report', { import: id }, actor)
  } catch (error) {
    if (error instanceof Refusal) return { text: error.message, outcome: 'left' }
    throw error
  }
}

/** The report goes first: what is put away has one. */
async function putAway(folder: Folder, name: string, hash: string, { text, outcome }: Report): Promise<void> {
  const { name: base, ext } = posix.parse(name)
  const to = `tracking/${outcome === 'done' ? 'done' : 'error'}/${base}.${hash.slice(0, 8)}`
  await folder.write(`${to}.result.csv`, new TextEncoder().encode(text))
  await folder.move(`tracking/${name}`, `${to}${ext}`)
}
